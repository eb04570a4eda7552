"""Photos of digits made by code: what lies around the paper, what is printed on it, and in which colours."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from convae import ink
from drawn_digits import apart, on_canvas, paint

Brightness = NDArray[np.floating]
Pixels = NDArray[np.uint8]


def eight_bit(brightness: NDArray[Any]) -> Pixels:
    return np.rint(np.clip(brightness, 0, 1) * 255).astype(np.uint8)


def page(digit: int, paper: float = 0.85, pen: float = 0.2, brush: float = 12, side: int = 280) -> Brightness:
    """A sheet of paper, `side` pixels in each direction, with a digit written on it."""
    size = side / 280
    return paper + (pen - paper) * paint([stroke * size for stroke in on_canvas(digit)], brush * size, (side, side))


def turned(sheet: Brightness, degrees: float, margin: int) -> tuple[Brightness, NDArray[np.bool_]]:
    """A `sheet` with a margin around it, turned against the clock, and where it lies."""
    marked = np.pad(sheet, margin, constant_values=-9)
    image = Image.fromarray(marked.astype(np.float32)).rotate(degrees, Image.Resampling.NEAREST, fillcolor=-9)
    found = np.asarray(image)
    return found, found >= 0


def laid(sheet: Pixels | Brightness, ground: Brightness, row: int, column: int) -> Brightness:
    """A `sheet` on a larger `ground`, its top left corner at `row` and `column`."""
    whole = ground.copy()
    whole[row : row + sheet.shape[0], column : column + sheet.shape[1]] = sheet
    return whole


def in_colour(digit: int, pen: tuple[float, float, float], paper: tuple[float, float, float], side: int = 280) -> Pixels:
    drawn = page(digit, 0, 1, side=side)[..., None]
    return eight_bit(np.array(paper) * (1 - drawn) + np.array(pen) * drawn)


def read(pixels: Pixels, digit: int, degrees: float = 0, limit: float = 0.08) -> bool:
    """Whether the picture is made of `pixels` that the strokes of the `digit` themselves give, turned against the clock."""
    angle = np.radians(-degrees)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    strokes = [(stroke - 140) @ turn.T + 140 for stroke in on_canvas(digit)]
    return apart(ink.from_photo(pixels), ink.from_strokes(strokes)) < limit
