"""Numbers of pictures, in whatever range, as 0 paper to 255 ink."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from convae.digits import DigitsError


def grey(pieces: Callable[[], Iterator[NDArray[Any]]], count: int, path: str) -> NDArray[np.uint8]:
    """The pictures of the file at `path` as uint8, shape (count, 28, 28).

    Numbers from 0 to 1, from -1 to 1 and from 0 to 255 are understood, of any type; which of these, the largest and the least say.

    Args:
        pieces: begins to read them, some at a time, shape (m, 28, 28) each; it is called twice.

    Raises:
        DigitsError: they are in another range, are not all finite, or are all the same.
    """
    ends = [(piece.min(), piece.max()) for piece in pieces()]
    least, most = float(np.min(ends)), float(np.max(ends))
    if not (np.isfinite(least) and np.isfinite(most)):
        raise DigitsError("errors.digits.not_finite", path=path)
    if least == most or least < -1 or most > 255 or (least < 0 and most > 1):
        raise DigitsError("errors.digits.levels", path=path, least=least, most=most)
    shift = 1.0 if least < 0 else 0.0
    scale = 1.0 if most > 1 else 255 / (1 + shift)
    levels, at = np.empty((count, 28, 28), np.uint8), 0
    for piece in pieces():
        levels[at : at + len(piece)] = np.rint((piece.astype(np.float32) + shift) * scale)
        at += len(piece)
    return levels
