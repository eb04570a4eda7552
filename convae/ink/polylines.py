"""From strokes, lines of points as a pen makes them, to the picture that MNIST's makers would have made of them."""

from collections.abc import Sequence

import numpy as np
import scipy  # not `from scipy import ndimage`: it takes a fifth of a second to load, so it does when it is first used
from numpy.typing import ArrayLike, NDArray

from convae.ink.brushed_canvas import FAR, Points, brushed, plainly_inked
from convae.ink.ink_error import InkError
from convae.ink.ink_picture import found
from convae.ink.mnist_pen import SAMPLES, Distances, Picture, Steps, draw, frame, place

STEP = 0.5
"""Cells from one place looked at on a line to the next."""
MOST_STEPS = 500_000
"""Places looked at on all lines together: a scribble that has more is black all over."""


def from_strokes(strokes: Sequence[ArrayLike]) -> Picture:
    """Draw strokes afresh with MNIST's pen, whatever their place and size.

    Args:
        strokes: the points x, y of each stroke, shape (n, 2), y downwards, in any unit.

    Returns:
        Shape (28, 28), float32, 0 to 1: 20 pixels long, centre of mass in the middle.

    Raises:
        InkError: these are no such points, not all finite, none at all, or all in one place.
    """
    return place(_scaled(_checked(strokes)))[1]


def steps_of_strokes(strokes: Sequence[ArrayLike], *, size: tuple[int, int] = (280, 280), brush: float | Sequence[float] = 18) -> Steps:
    """As `from_strokes`, in its steps.

    Args:
        strokes: as for `from_strokes`, in pixels of a canvas.
        size: width and height of that canvas, for the first step.
        brush: width of the brush in pixels, or of the brush of each stroke, for the first step; a drawing much smaller than the
            brush is a dot.

    Raises:
        InkError: as `from_strokes`, or there is only a dot, or nothing is on the canvas, or it is inked all over.
    """
    lines, scaled, brushes = _prepared(strokes, brush)
    sheet, (left, top, right, bottom) = brushed(lines, brushes, size)
    centre, image = place(scaled)
    return Steps(np.asarray(sheet, np.float32) / np.float32(255), (top, left, bottom, right), scaled, centre, image)


def picture_of_strokes(strokes: Sequence[ArrayLike], *, size: tuple[int, int] = (280, 280), brush: float | Sequence[float] = 18) -> Picture:
    """The image of `steps_of_strokes`, without its first step where it is plain that it would raise nothing.

    Raises:
        InkError: as `steps_of_strokes`.
    """
    lines, scaled, brushes = _prepared(strokes, brush)
    if not plainly_inked(lines, brushes, size):
        brushed(lines, brushes, size)
    return place(scaled)[1]


def _prepared(strokes: Sequence[ArrayLike], brush: float | Sequence[float]) -> tuple[list[Points], Picture, NDArray[np.float64]]:
    """The lines, what they are at MNIST's size, and the brush of each."""
    lines = _checked(strokes)
    scaled = _scaled(lines)
    brushes = np.broadcast_to(np.asarray(brush, np.float64), len(lines))
    if np.ptp(np.clip(np.concatenate(lines), -FAR, FAR), axis=0).max() < brushes.max() / 4:
        raise InkError("errors.ink.dot")
    return lines, scaled, brushes


def _checked(strokes: Sequence[ArrayLike]) -> list[Points]:
    if not isinstance(strokes, Sequence | np.ndarray):
        raise InkError("errors.ink.strokes", found=found(strokes))
    lines = [_points(stroke) for stroke in strokes]
    if not any(points.size for points in lines):
        raise InkError("errors.ink.blank")
    if not all(np.isfinite(points).all() for points in lines):
        raise InkError("errors.ink.points_not_finite")
    return lines


def _points(stroke: ArrayLike) -> Points:
    try:
        points = np.asarray(stroke)
    except ValueError as error:  # rows of different lengths
        raise InkError("errors.ink.strokes", found=found(stroke)) from error
    if points.dtype.kind not in "iuf" or (points.size and (points.ndim != 2 or points.shape[1] != 2)):
        raise InkError("errors.ink.strokes", found=found(points))
    return points.astype(np.float64).reshape(-1, 2)


def _scaled(lines: list[Points]) -> Picture:
    """The lines at MNIST's size and drawn with its pen, shape at most (20, 20)."""
    points = np.concatenate(lines)
    least, most = points.min(0), points.max(0)
    middle, reach = least / 2 + most / 2, most / 2 - least / 2  # halved first: the sum may be larger than any float
    furthest = float(reach.max())
    if furthest <= 1e-9 * float(np.abs(points).max()):
        raise InkError("errors.ink.dot")
    width, height = 2 * (reach / furthest)
    target = frame(height, width)
    corner = np.array([target.width, target.height]) / 2
    cells = [((line - middle) / furthest * target.scale + corner) * SAMPLES for line in lines]
    return draw(distances(cells, target.shape) / SAMPLES)


def distances(lines: list[Points], shape: tuple[int, int]) -> Distances:
    """How far the middle of each cell is from the nearest line, infinitely far without lines.

    Args:
        lines: points x, y of each line, shape (n, 2), with cells as units.
        shape: rows and columns of the cells.

    Each cell that a line passes keeps the mean of the places where it does, and the others look for the nearest such cell; so the
    order of the lines does not matter, nor do hundreds of thousands of points.
    """
    rows, columns = shape
    x, y = _dense(lines).T
    inside = (x >= 0) & (y >= 0) & (x < columns) & (y < rows)
    if not inside.any():
        return np.full(shape, np.inf)
    x, y = x[inside], y[inside]
    passed, which, count = np.unique(y.astype(int) * columns + x.astype(int), return_inverse=True, return_counts=True)
    paper, number = np.ones(shape, bool), np.zeros(shape, int)
    paper.flat[passed], number.flat[passed] = False, np.arange(len(passed))
    row, column = scipy.ndimage.distance_transform_edt(paper, return_distances=False, return_indices=True)
    nearest = number.take(row * columns + column)
    across, down = ((np.bincount(which, along) / count).take(nearest) for along in (x, y))
    across -= np.arange(columns) + 0.5
    down -= np.arange(rows)[:, None] + 0.5
    return np.asarray(np.sqrt(across * across + down * down))


def _dense(lines: list[Points]) -> Points:
    """Places on the lines, `STEP` or less apart, or as many as `MOST_STEPS` allow, shape (n, 2)."""
    points, begins = np.concatenate(lines), np.cumsum([len(line) for line in lines])
    along = np.diff(points, axis=0)
    along[begins[(begins > 0) & (begins < len(points))] - 1] = 0  # nothing leads from one line to the next
    length = np.hypot(*along.T)
    pieces = np.ceil(length / max(STEP, float(length.sum()) / MOST_STEPS)).astype(int)
    start = np.repeat(np.arange(len(along)), pieces)
    share = (np.arange(len(start)) - np.repeat(np.cumsum(pieces) - pieces, pieces)) / pieces[start]
    return np.concatenate([points, points[start] + share[:, None] * along[start]])
