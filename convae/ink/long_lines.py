"""Where long, straight, thin lines go across a picture, nearly level: it is looked along many directions, a stretch at a time."""

from collections.abc import Iterator
from typing import TypeVar

import numpy as np
import scipy  # not `from scipy import ndimage`: it takes a fifth of a second to load, so it does when it is first used
from numpy.typing import NDArray

from convae.ink.contrast import noise_in
from convae.ink.mnist_pen import Picture
from convae.ink.rectangle import Mask

Kind = TypeVar("Kind", bound=np.generic)

THICKEST = 0.02
"""Of the picture's longer side, how thick a line is at most."""
SLOPES = np.linspace(-0.2, 0.2, 33)
"""Pixels that a line goes down in one pixel along: up to eleven degrees."""
NEAR = 3
"""How many slopes on either side of that of all lines are tried for each: paper is seen from aside, and bends."""
STRETCH = 0.2
"""Of the picture's width, how much of a line is looked at at a time: enough for faint lines, and not so much that paper bends in it."""
FAINTEST, NOISES = 0.012, 3
"""By how much the mean of a stretch stands out at least, and by how many times its noise."""
GAP = 0.8
"""Of the picture's width, how much of a line may be hidden by what was written over it."""
SHORTEST = 0.3
"""Share of the picture's width that a line covers at least, in a corner."""
END = 0.05
"""Of the picture's longer side, how far from its end a line may end."""


def lines_across(picture: Picture) -> Iterator[Mask]:
    """Where each of the lines lies that go from one end of the `picture` to another, with a little of what is around it."""
    height, width = picture.shape
    thickest = max(2, round(THICKEST * max(height, width)))
    thin = _standing_out(picture, thickest // 2 + 1)
    noise = noise_in(thin)
    # Where a pen passes beside a line, that is no hole in it; and a stroke counts hardly more than a line, however dark.
    moderate = np.clip(thin, -noise, max(float(np.quantile(thin, 0.98)), 4 * FAINTEST))
    best = int(np.argmax([float((np.maximum(_sheared(moderate, slope).sum(1), 0) ** 2).sum()) for slope in SLOPES]))
    length = max(9, round(STRETCH * width))
    means = _means(moderate, SLOPES[max(best - NEAR, 0) : best + NEAR + 1], length)
    pieces = means > max(FAINTEST, NOISES * noise / np.sqrt(length))
    parts, count = scipy.ndimage.label(_joined(pieces, SLOPES[best], round(GAP * width)), np.ones((3, 3)))
    for part in range(1, count + 1):
        line = parts == part
        if _goes_across(line) and line.sum() <= 2 * thickest * line.any(0).sum():
            yield line


def _standing_out(picture: Picture, far: int) -> Picture:
    """By how much each place stands out from what is `far` above and `far` below it."""
    around = np.pad(picture, ((far, far), (0, 0)), mode="edge")
    return np.asarray(picture - np.maximum(around[: -2 * far], around[2 * far :]))


def _means(thin: Picture, slopes: NDArray[np.float64], length: int) -> Picture:
    """At each place the largest mean of the stretches through it in the directions of `slopes`."""
    largest = np.full(thin.shape, -np.inf, np.float32)
    for slope in slopes:
        means = scipy.ndimage.uniform_filter1d(_sheared(thin, slope), length, axis=1, mode="nearest")
        np.maximum(largest, _sheared(means, -slope), out=largest)
    return largest


def _joined(pieces: Mask, slope: float, gap: int) -> Mask:
    """With what is between pieces that lie in one line of that `slope`."""
    lying = np.pad(_sheared(pieces, slope), ((0, 0), (gap, gap)))
    wide = scipy.ndimage.maximum_filter1d(lying, gap + 1, axis=1)
    whole = scipy.ndimage.minimum_filter1d(wide, gap + 1, axis=1, origin=-(gap % 2))[:, gap:-gap]
    return np.asarray(pieces | _sheared(whole, -slope))


def _sheared(picture: NDArray[Kind], slope: float) -> NDArray[Kind]:
    """Each column moved so that lines of that `slope` lie in rows."""
    height, width = picture.shape
    down = np.rint(slope * (np.arange(width) - width / 2)).astype(np.int64)
    rows = np.maximum(np.minimum(np.arange(height)[:, None] + down, height - 1), 0)
    return np.asarray(picture[rows, np.arange(width)])


def _goes_across(line: Mask) -> bool:
    """Whether a line is long, and ends on both sides where the picture ends."""
    height, width = line.shape
    columns = np.flatnonzero(line.any(0))
    if len(columns) < SHORTEST * width:
        return False
    near = END * max(height, width)
    first, last = (float(np.flatnonzero(line[:, column]).mean()) for column in columns[[0, -1]])
    beside = columns[0], width - 1 - columns[-1]
    return all(far < near or not near <= row < height - near for far, row in zip(beside, (first, last), strict=True))
