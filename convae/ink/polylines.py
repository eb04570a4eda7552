"""From strokes, lines of points as a pen makes them, to the picture that MNIST's makers would have made of them."""

from collections.abc import Sequence

import numpy as np
import scipy  # not `from scipy import ndimage`: it takes a fifth of a second to load, so it does when it is first used
from numpy.typing import ArrayLike, NDArray
from PIL import Image, ImageDraw

from convae.ink.ink_error import InkError
from convae.ink.ink_picture import MOST_INK, found
from convae.ink.mnist_pen import SAMPLES, Distances, Picture, Steps, draw, frame, place

Points = NDArray[np.float64]

STEP = 0.5
"""Cells from one place looked at on a line to the next."""
MOST_STEPS = 500_000
"""Places looked at on all lines together: a scribble that has more is black all over."""
WIDEST = 100
"""Pixels of the widest brush that is shown."""
GRAIN = 1
"""Pixels of the canvas from one place to the next at which a brush is set down when a line is shown."""
FAR = 1e6
"""Pixels from the canvas beyond which it does not matter how far away a point is."""


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
    lines = _checked(strokes)
    scaled = _scaled(lines)
    brushes = np.broadcast_to(brush, len(lines))
    if np.ptp(np.clip(np.concatenate(lines), -FAR, FAR), axis=0).max() < brushes.max() / 4:
        raise InkError("errors.ink.dot")
    sheet = _as_drawn(lines, brushes, size)
    box = sheet.getbbox()
    if box is None:
        raise InkError("errors.ink.blank")
    if (share := sheet.histogram()[-1] / (sheet.width * sheet.height)) > MOST_INK:
        raise InkError("errors.ink.full", share=share)
    left, top, right, bottom = box
    centre, image = place(scaled)
    return Steps(np.asarray(sheet, np.float32) / np.float32(255), (top, left, bottom, right), scaled, centre, image)


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


def _as_drawn(lines: list[Points], brushes: NDArray[np.float64], size: tuple[int, int]) -> Image.Image:
    """The canvas, black, with each line as wide as its brush, to a whole pixel, round where it bends and ends, and white."""
    sheet = Image.new("L", size)
    pen = ImageDraw.Draw(sheet)
    for line, brush in zip(lines, np.rint(np.clip(brushes, 1, WIDEST)), strict=True):
        points = [(x, y) for x, y in _thinned(np.clip(line, -FAR, FAR) - 0.5).tolist()]  # Pillow counts from the middles of pixels
        pen.line(points, fill=255, width=int(brush))
        for x, y in points:
            pen.circle((x, y), (brush - 1) / 2, fill=255)
    return sheet


def _thinned(line: Points) -> Points:
    """Of the points of a line one for every `GRAIN` pixels, and its ends."""
    along = np.cumsum(np.hypot(*np.diff(line, axis=0, prepend=line[:1]).T)) // GRAIN
    first = np.diff(along, prepend=-1) > 0
    first[-1] = True
    return line[first]


def distances(lines: list[Points], shape: tuple[int, int]) -> Distances:
    """How far the middle of each cell is from the nearest line, infinitely far without lines.

    Args:
        lines: points x, y of each line, shape (n, 2), with cells as units.
        shape: rows and columns of the cells.

    Each cell that a line passes keeps the mean of the places where it does, and the others look for the nearest such cell; so the
    order of the lines does not matter, nor do hundreds of thousands of points.
    """
    rows, columns = shape
    places = _dense(lines)
    places = places[(places >= 0).all(1) & (places < (columns, rows)).all(1)]
    if not places.size:
        return np.full(shape, np.inf)
    cell = places[:, 1].astype(int) * columns + places[:, 0].astype(int)
    count = np.bincount(cell, minlength=rows * columns)
    x, y = (np.bincount(cell, place, rows * columns) / np.maximum(count, 1) for place in places.T)
    nearest = scipy.ndimage.distance_transform_edt(count.reshape(shape) == 0, return_distances=False, return_indices=True)
    at = nearest[0] * columns + nearest[1]
    return np.asarray(np.hypot(x[at] - (np.arange(columns) + 0.5), y[at] - (np.arange(rows)[:, None] + 0.5)))


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
