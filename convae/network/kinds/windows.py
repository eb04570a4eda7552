"""Which rows and columns a layer reads."""

from dataclasses import dataclass

Interval = tuple[int, int]
"""The first and the last of some rows, columns or channels, both included."""


@dataclass(frozen=True)
class Windows:
    """What a layer reads: for every row of its output the rows of its input, for every column the columns, without padding.

    Attributes:
        mixes: whether each channel of the output reads all channels, rather than its own.
    """

    rows: tuple[Interval, ...]
    columns: tuple[Interval, ...]
    mixes: bool


def in_place(shape: tuple[int, ...]) -> Windows | None:
    """The windows of a layer that makes each number of `shape` of the one in its own place."""
    if len(shape) != 3:
        return None
    rows, columns = (tuple((place, place) for place in range(length)) for length in shape[:2])
    return Windows(rows, columns, mixes=False)
