"""From a picture of a drawing to the picture that MNIST's makers would have made of it."""

import numpy as np
import scipy  # not `from scipy import ndimage`: it takes a fifth of a second to load, so it does when it is first used
from numpy.typing import NDArray

from convae.ink.ink_error import InkError
from convae.ink.mnist_pen import RADIUS, Distances, Frame, Picture, Steps, draw, frame, place

LEAST, MOST = 100, 300
"""Pixels of a drawing's longer side between which its stroke is measured: fewer are too coarse, more are slow."""
LEAST_DIGIT = 5
"""Pixels of the longer side of the smallest drawing that can be a digit."""
LEAST_INK = 0.1
"""A picture without a pixel of this much ink is empty."""
MOST_INK = 0.75
"""Share of inked pixels above which paper and ink have been exchanged: MNIST's digits have 0.33 at most, their negatives 0.76 or more in
99 of 100."""
RIDGE = 0.7
"""Slope of the distance from the edge below which a place is in the middle of a stroke: 1 beside it, 0 on it, and sin 45° in a corner."""


def normalise(ink: NDArray[np.floating]) -> Picture:
    """Make of a drawing the picture that MNIST's makers would have made, whatever its place, its size and its brush.

    Args:
        ink: shape (height, width), 0 paper to 1 ink. Light and dark are never exchanged.

    Returns:
        Shape (28, 28), float32, 0 to 1: 20 pixels long, centre of mass in the middle, with the stroke of MNIST's digits.

    Raises:
        InkError: `ink` is no such array, not finite or out of range, or it holds no ink, only a dot, or hardly any paper.
    """
    return steps_of_picture(ink).image


def steps_of_picture(ink: NDArray[np.floating]) -> Steps:
    """As `normalise`, in its steps."""
    checked = _checked(ink)
    box = _box(checked)
    scaled = _scaled(_inked(checked, box))
    centre, image = place(scaled)
    return Steps(checked, box, scaled, centre, image)


def _checked(ink: NDArray[np.floating]) -> Picture:
    if not isinstance(ink, np.ndarray) or ink.dtype.kind != "f" or ink.ndim != 2 or ink.size == 0:
        raise InkError("errors.ink.array", found=found(ink))
    if not np.isfinite(ink).all():
        raise InkError("errors.ink.not_finite")
    least, most = float(ink.min()), float(ink.max())
    if least < -1e-6 or most > 1 + 1e-6:  # a little more than 1 is how 255 / 255 may come out of float32
        raise InkError("errors.ink.range", least=least, most=most)
    if most < LEAST_INK:
        raise InkError("errors.ink.blank")
    return np.clip(ink.astype(np.float32), 0, 1)


def found(given: object) -> str:
    """What was given, in a few words: its type and shape."""
    return f"{given.dtype} {given.shape}" if isinstance(given, np.ndarray) else type(given).__name__


def _box(ink: Picture) -> tuple[int, int, int, int]:
    inked = ink >= ink.max() / 2
    share = float(inked.mean())
    rows, columns = np.flatnonzero(inked.any(1)), np.flatnonzero(inked.any(0))
    top, left, bottom, right = int(rows[0]), int(columns[0]), int(rows[-1]) + 1, int(columns[-1]) + 1
    if max(bottom - top, right - left) < LEAST_DIGIT:
        raise InkError("errors.ink.dot")
    if share > MOST_INK:
        raise InkError("errors.ink.full", share=share)
    return top, left, bottom, right


def _inked(ink: Picture, box: tuple[int, int, int, int]) -> NDArray[np.bool_]:
    """Where there is ink, within `box` and an edge around it, `LEAST` to `MOST` pixels long; so place and size are gone."""
    (height, width), (top, left, bottom, right) = ink.shape, box
    side = max(bottom - top, right - left)
    cut = ink[max(top - 1, 0) : bottom + 1, max(left - 1, 0) : right + 1]
    cut = np.pad(cut, ((int(top == 0), int(bottom == height)), (int(left == 0), int(right == width))))
    if side < LEAST:
        cut = scipy.ndimage.zoom(cut, -(-LEAST // side), order=1, mode="grid-constant", grid_mode=True)
    elif side > MOST:  # the most of each block, so that a thin line does not pale away
        for axis in (0, 1):
            cut = np.maximum.reduceat(cut, np.arange(0, cut.shape[axis], -(-side // MOST)), axis)
    return np.pad(cut >= ink.max() / 2, max(cut.shape) // 8)  # room for MNIST's pen around a thin line


def _scaled(inked: NDArray[np.bool_]) -> Picture:
    """The drawing at MNIST's size and with its stroke, shape at most (20, 20)."""
    inside, outside = scipy.ndimage.distance_transform_edt(inked), scipy.ndimage.distance_transform_edt(~inked)
    rows, columns = np.flatnonzero(inked.any(1)), np.flatnonzero(inked.any(0))
    height, width = np.ptp(rows) + 1.0, np.ptp(columns) + 1.0
    if max(height, width) < 2.5 * inside.max():  # a round dot is 2 times as long as its middle is far from its edge
        raise InkError("errors.ink.dot")
    # From 0 at the edge to the half-width in the middle, evenly: so the half-width of an even stroke is twice the mean.
    half = 2 * float(inside[inked].mean()) - 1
    target = frame(max(height - 2 * half, 0), max(width - 2 * half, 0))
    line = np.where(inked, 0.5 - inside, outside - 0.5) + half
    if half > RADIUS / target.scale:
        line = _keep_thin(line, inside)
    return draw(_sampled(line, target, rows[0] + height / 2 - 0.5, columns[0] + width / 2 - 0.5))


def _keep_thin(line: Distances, inside: Distances) -> Distances:
    """Add the middles of strokes: a part thinner than the rest is not lost when the whole is made thinner."""
    middle = (inside > 1.5) & (np.hypot(*np.gradient(inside)) < RIDGE)
    return np.minimum(line, scipy.ndimage.distance_transform_edt(~middle)) if middle.any() else line


def _sampled(line: Distances, target: Frame, row: float, column: float) -> Distances:
    """The distances at the samples of `target`, in its pixels, its middle at `row` and `column`."""
    rows, columns = target.samples
    at = np.meshgrid(row + rows / target.scale, column + columns / target.scale, indexing="ij")
    return np.asarray(scipy.ndimage.map_coordinates(line, at, order=1, mode="nearest") * target.scale)
