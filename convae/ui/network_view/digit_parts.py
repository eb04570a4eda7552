"""The digit and the drawing on the canvas, as parts of an update."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from convae import ink
from convae.layers import Array


def picture(image: Array, *, drawn: bool) -> tuple[list[int], NDArray[Any]]:
    """Where the ink of a picture is, its top, left, height and width, and its numbers there: the rest is 0.

    Args:
        drawn: whether the browser has seen it drawn. Then it has the numbers, and gets them, in 255 steps, to compare them with its own.
    """
    pixels = image.reshape(image.shape[:2])
    rows, columns = np.flatnonzero(pixels.any(axis=1)), np.flatnonzero(pixels.any(axis=0))
    if not rows.size:
        return [0, 0, 0, 0], np.zeros(0, np.float32)
    (top, bottom), (left, right) = (rows[0], rows[-1] + 1), (columns[0], columns[-1] + 1)
    inked = pixels[top:bottom, left:right]
    numbers = np.rint(inked * 255).astype(np.uint8) if drawn else inked.astype(np.float32)
    return [int(top), int(left), int(bottom - top), int(right - left)], numbers


def strokes(lines: Sequence[ink.Line]) -> tuple[list[tuple[int, float]], Array]:
    """Of each line of a drawing how many points it has and how wide its brush was, and the x and y of all, float32."""
    points: Array = np.concatenate([np.zeros(0), *(line.points.ravel() for line in lines)], dtype=np.float32)
    return [(len(line.points), round(line.brush, 2)) for line in lines], points
