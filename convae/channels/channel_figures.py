"""How a channel behaves over many digits: the records."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from convae.layers import Pair
from convae.network import Network

BINS = 40
"""Bars of a histogram."""
BEST = 9
"""How many digits are kept that excite a channel most."""

ROW = np.dtype(
    [
        ("zeros", "<i8"),
        ("not_finite", "<i8"),
        ("counts", "<i8", (BINS,)),
        ("least", "<f4"),
        ("most", "<f4"),
        ("dead_on", "<i8"),
        ("best", "<i4", (BEST,)),
        ("best_values", "<f4", (BEST,)),
        ("best_places", "<i4", (BEST,)),
    ]
)
"""What is kept of a channel, as in `ChannelFigure`, but `zeros` are counted, a place is row * width + column, and where there
are fewer than nine best digits, the others are -1."""


@dataclass(frozen=True, eq=False)
class ChannelFigure:
    """One channel over many digits: the numbers at all places of its map, for all of them.

    Attributes:
        digits: how many digits.
        zeros: the share of its numbers that are exactly 0, from 0 to 1.
        not_finite: how many of its numbers are infinite or not a number; they count nowhere else.
        counts: how many of the others lie in each of 40 even bins, shape (40,).
        edges: where the bins begin and end, shape (41,), from `least` to `most`; where these are equal, a half of it to either side.
        least: its smallest number, zeros among them.
        most: its largest number. Both are 0 where none is finite.
        dead_on: for how many digits all its numbers are 0.
        best: indices of the nine digits with the largest numbers, the very largest first and of equals the first; fewer
            where there are no more digits with a finite number.
        best_values: the largest number for each of these.
        best_places: row and column of that number in the map; of equals the first, row by row.
    """

    digits: int
    zeros: float
    not_finite: int
    counts: NDArray[np.int64]
    edges: NDArray[np.float64]
    least: float
    most: float
    dead_on: int
    best: tuple[int, ...]
    best_values: tuple[float, ...]
    best_places: tuple[Pair, ...]


@dataclass(frozen=True, eq=False)
class ChannelFigures:
    """All channels of a network over many digits.

    Attributes:
        digest: SHA-256 of the model file that was counted, in hexadecimal.
        digits: how many digits.
        shapes: what each stage makes of one digit, the input first and then each layer, as in `Network.run`.
        table: a `ROW` for each channel, stage by stage; a stage of shape (n,) has none.
    """

    digest: str
    digits: int
    shapes: tuple[tuple[int, ...], ...]
    table: NDArray[np.void]

    def channels(self, stage: int) -> int:
        """How many channels `stage` has, the input being stage 0; none if its output is flat."""
        return channels_of(self.shapes[stage])

    def of(self, stage: int, channel: int) -> ChannelFigure:
        """What there is about one `channel` of one `stage`, both counted from 0.

        Raises:
            IndexError: there is no such stage, or it has no such channel.
        """
        if not (0 <= stage < len(self.shapes) and 0 <= channel < self.channels(stage)):
            raise IndexError(f"there is no channel {channel} of stage {stage}: the shapes of the stages are {self.shapes}")
        row = self.table[sum(map(channels_of, self.shapes[:stage])) + channel]
        height, width, _ = self.shapes[stage]
        found = row["best"] >= 0
        return ChannelFigure(
            digits=self.digits,
            zeros=int(row["zeros"]) / max(1, self.digits * height * width),
            not_finite=int(row["not_finite"]),
            counts=row["counts"],
            edges=np.linspace(*ends_of(row), BINS + 1),
            least=float(row["least"]),
            most=float(row["most"]),
            dead_on=int(row["dead_on"]),
            best=tuple(row["best"][found].tolist()),
            best_values=tuple(row["best_values"][found].tolist()),
            best_places=tuple(divmod(place, width) for place in row["best_places"][found].tolist()),
        )


def shapes_of(net: Network) -> tuple[tuple[int, ...], ...]:
    """The shape of every stage, the input first."""
    return tuple(layer.output_shape for layer in net.stages)


def channels_of(shape: tuple[int, ...]) -> int:
    """How many channels a stage of this `shape` has: none where its numbers stand in a row."""
    return shape[2] if len(shape) == 3 else 0


def ends_of(row: np.void) -> tuple[float, float]:
    """Where the histogram of a channel begins and ends: a channel that is one number stands in the middle."""
    low, high = float(row["least"]), float(row["most"])
    half = (abs(low) or 1.0) / 2 if low == high else 0.0
    return low - half, high + half
