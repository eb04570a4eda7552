"""Whether a shape is a rectangle, however it is turned."""

import numpy as np
import scipy  # not `from scipy import ndimage`: it takes a fifth of a second to load, so it does when it is first used
from numpy.typing import NDArray

TURNS = range(-45, 45, 3)
"""Degrees by which a shape may be turned."""
FILLED = 0.85
"""Share of the smallest rectangle around it that a rectangle drawn by hand or seen askew fills at least; an ellipse, such as a 0, fills
0.79 of it."""

Mask = NDArray[np.bool_]


def is_rectangle(shape: Mask) -> bool:
    """Whether a `shape` fills the smallest rectangle around it."""
    return bool(shape.sum() >= FILLED * _smallest_rectangle(shape))


def _smallest_rectangle(shape: Mask) -> float:
    """Pixels of the smallest rectangle around a `shape`, turned by any of `TURNS`."""
    padded = np.pad(shape, 1)
    places = np.argwhere(padded & ~scipy.ndimage.binary_erosion(padded)).astype(np.float64)
    angles = np.radians(TURNS)
    ways = np.stack([np.cos(angles), np.sin(angles)]), np.stack([-np.sin(angles), np.cos(angles)])
    height, width = (np.ptp(places @ way, axis=0) + 1 for way in ways)
    return float((height * width).min())
