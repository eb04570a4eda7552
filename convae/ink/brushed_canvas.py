"""A canvas as brushes leave it: the first step of a drawing on its way to 28×28, and what is refused of it."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from convae.ink.ink_error import InkError
from convae.ink.ink_picture import MOST_INK

Points = NDArray[np.float64]
"""Points x, y of a line, shape (n, 2)."""

WIDEST = 100
"""Pixels of the widest brush that is shown."""
GRAIN = 1
"""Pixels of the canvas from one place to the next at which a brush is set down when a line is shown."""
FAR = 1e6
"""Pixels from the canvas beyond which it does not matter how far away a point is."""


def brushed(lines: list[Points], brushes: NDArray[np.float64], size: tuple[int, int]) -> tuple[Image.Image, tuple[int, int, int, int]]:
    """The canvas, black, with each line as wide as its brush, to a whole pixel, round where it bends and ends, and white.

    Args:
        size: width and height of the canvas in pixels.

    Returns:
        It, and left, top, right and bottom of what is white.

    Raises:
        InkError: nothing is, or all of it.
    """
    sheet = Image.new("L", size)
    pen = ImageDraw.Draw(sheet)
    for line, brush in zip(lines, np.rint(np.clip(brushes, 1, WIDEST)), strict=True):
        points = [(x, y) for x, y in _thinned(np.clip(line, -FAR, FAR) - 0.5).tolist()]  # Pillow counts from the middles of pixels
        pen.line(points, fill=255, width=int(brush))
        for x, y in points:
            pen.circle((x, y), (brush - 1) / 2, fill=255)
    box = sheet.getbbox()
    if box is None:
        raise InkError("errors.ink.blank")
    if (share := sheet.histogram()[-1] / (sheet.width * sheet.height)) > MOST_INK:
        raise InkError("errors.ink.full", share=share)
    return sheet, box


def _thinned(line: Points) -> Points:
    """Of the points of a line one for every `GRAIN` pixels, and its ends."""
    along = np.cumsum(np.hypot(*np.diff(line, axis=0, prepend=line[:1]).T)) // GRAIN
    first = np.diff(along, prepend=-1) > 0
    first[-1] = True
    return line[first]


def plainly_inked(lines: list[Points], brushes: NDArray[np.float64], size: tuple[int, int]) -> bool:
    """Whether a point is on the canvas for sure, and the canvas not full even if no line ever crossed another."""
    near = [np.clip(line, -FAR, FAR) for line in lines]
    points = np.concatenate(near)
    lengths = np.array([np.hypot(*np.diff(line, axis=0).T).sum() for line in near])
    widths = np.clip(brushes, 1, WIDEST) + 1  # rounded to whole pixels, it may be half a pixel wider at either side
    inked = float(((lengths + widths) * widths).sum())
    on_canvas = ((points >= 1) & (points < np.array(size) - 1)).all(1).any()
    return bool(on_canvas) and inked < MOST_INK * size[0] * size[1]
