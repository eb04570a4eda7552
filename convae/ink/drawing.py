"""From the drawing canvas's JSON to its strokes, and to a picture like MNIST's."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from convae.ink import canvas
from convae.ink.canvas import Line
from convae.ink.mnist_pen import Picture, Steps
from convae.ink.polylines import picture_of_strokes, steps_of_strokes

Points = NDArray[np.float64]


def strokes(json_data: Any, *, size: tuple[int, int] = (280, 280)) -> tuple[Points, ...]:
    """The canvas's drawing as lines of points, each moved, scaled and turned as it is on the canvas, and cut off at its edges.

    Args:
        json_data: what `st_canvas` returns under that name.
        size: width and height of the canvas in pixels, which `json_data` does not tell.

    Returns:
        Points x, y, y downwards, shape (n, 2) each, n = 1 for a tap; nothing where nothing is drawn on the canvas.

    Raises:
        InkError: it is no such drawing, too large a one, or holds something other than strokes of a brush in one colour.
    """
    return tuple(line.points for line in lines_of_drawing(json_data, size=size))


def lines_of_drawing(json_data: Any, *, size: tuple[int, int] = (280, 280)) -> list[Line]:
    """As `strokes`, each with the width of its brush.

    Raises:
        InkError: as `strokes`.
    """
    return canvas.lines(json_data, size)


def steps_of_drawing(json_data: Any, *, size: tuple[int, int] = (280, 280)) -> Steps:
    """As `steps_of_strokes` of `strokes`, each stroke with its own brush in the first step.

    Raises:
        InkError: as `strokes` and `steps_of_strokes`.
    """
    return steps_of_lines(lines_of_drawing(json_data, size=size), size=size)


def steps_of_lines(lines: Sequence[Line], *, size: tuple[int, int] = (280, 280)) -> Steps:
    """As `steps_of_drawing`, of its lines.

    Raises:
        InkError: as `steps_of_strokes`.
    """
    return steps_of_strokes([line.points for line in lines], size=size, brush=[line.brush for line in lines])


def picture_of_lines(lines: Sequence[Line], *, size: tuple[int, int] = (280, 280)) -> Picture:
    """The image of `steps_of_lines`, without its first step, which takes half the time: who draws on the canvas sees that there.

    Raises:
        InkError: as `steps_of_lines`.
    """
    return picture_of_strokes([line.points for line in lines], size=size, brush=[line.brush for line in lines])
