"""MNIST's field and pen: how large, how thick, how soft and where a digit of its training set is.

Its makers scaled a black-and-white digit into a box of 20×20, grey where an edge crosses a pixel, and placed it by its
centre of mass in a field of 28×28 (LeCun, Bottou, Bengio, Haffner, Proc. IEEE 86(11), 1998).
"""

from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

from convae.ink.ink_error import InkError

FIELD, BOX = 28, 20
"""Pixels of the picture and of the digit's longer side."""
CENTRE = 14
"""Row and column of the centre of mass, counted from 0. Measured: 14.0 ± 0.29 (so it was placed by whole pixels), not 13.5."""
RADIUS = 1.2
"""Half the width of the pen in pixels. Measured by redrawing every 30th training digit along the centre lines of its strokes: with 1.205
the digits keep their ink on average; 1.18 comes nearest to them pixel by pixel."""
EDGE = 0.5
"""Pixels from full ink to paper, before each pixel takes its mean. In those digits 27 % of the pixels with ink have it in full; redrawn
with this edge 28 % have, with half of it 34 %, with half as much again 21 %."""
SAMPLES = 8
"""Points in each direction at which one pixel is looked at."""
CROWDED = 0.29
"""Share of inked pixels that one in a thousand of MNIST's training digits has more of; none of 590 digits and letters that people drew
with a pen has more than 0.23."""
ROUNDING = 0.02
"""Pixels by which a symmetrical digit may miss its symmetry where a place or a size is rounded, or it would jump with every change.
MNIST's centres of mass are from 13.48 to 14.50, so its makers rounded about as late."""

Picture = NDArray[np.float32]
Distances = NDArray[np.float64]


@dataclass(frozen=True)
class Steps:
    """How a drawing became a picture like MNIST's.

    Attributes:
        ink: what was drawn, shape (height, width), float32, 0 paper to 1 ink.
        box: top, left, bottom and right of the drawing in pixels of `ink`; bottom and right are the first ones outside.
        scaled: the drawing at MNIST's size and stroke, at most 20×20, float32, 0 to 1.
        centre: row and column of the centre of mass in `scaled`, counted from 0 in the middle of the first pixel.
        image: `scaled` in its place, shape (28, 28), float32, 0 to 1.
        photo: what the ink was found in, 0 dark to 1 light, of its shape; None for a drawing.
        doubtful: whether it is not plain what is ink in it.
    """

    ink: Picture
    box: tuple[int, int, int, int]
    scaled: Picture
    centre: tuple[float, float]
    image: Picture
    photo: Picture | None = None
    doubtful: bool = False

    @property
    def crowded(self) -> bool:
        """As `crowded`, of its image."""
        return crowded(self.image)


def crowded(image: Picture) -> bool:
    """Whether hardly any paper is left between the strokes of an `image`: at MNIST's size and thickness they have run into each other."""
    return float((image >= 0.5).mean()) > CROWDED


@dataclass(frozen=True)
class Frame:
    """The box that a drawing fills in MNIST's field, from its top left corner on.

    Attributes:
        scale: pixels of the field to one unit of the drawing.
        height, width: of the drawing with its pen, in pixels of the field, the longer one `BOX`.
    """

    scale: float
    height: float
    width: float

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of the samples."""
        rows, columns = (ceil(side - ROUNDING) * SAMPLES for side in (self.height, self.width))
        return rows, columns

    @property
    def samples(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Where the rows and the columns are looked at, in pixels of the field from the middle of the drawing."""
        (rows, columns), (height, width) = self.shape, (self.height, self.width)
        return (np.arange(rows) + 0.5) / SAMPLES - height / 2, (np.arange(columns) + 0.5) / SAMPLES - width / 2


def frame(height: float, width: float) -> Frame:
    """The frame of a drawing whose centre lines are `height` and `width` units long and wide, at least one of them above 0."""
    scale = (BOX - 2 * RADIUS) / max(height, width)
    return Frame(scale, height * scale + 2 * RADIUS, width * scale + 2 * RADIUS)


def draw(distances: Distances) -> Picture:
    """MNIST's pen at work.

    Args:
        distances: pixels of the field from each sample to the nearest centre line, shape (rows × SAMPLES, columns × SAMPLES).

    Returns:
        Ink, shape (rows, columns), 0 to 1.
    """
    rows, columns = (side // SAMPLES for side in distances.shape)
    ink = np.clip((RADIUS - distances) / EDGE + 0.5, 0, 1)
    return np.asarray(ink.reshape(rows, SAMPLES, columns, SAMPLES).mean((1, 3)), np.float32)


def corner(centre: tuple[float, float], shape: tuple[int, int]) -> tuple[int, int]:
    """Row and column of the field where ink of this `shape`, with its centre of mass at `centre`, begins."""
    top, left = (min(max(ceil(CENTRE - at - 0.5 - ROUNDING), 0), FIELD - side) for at, side in zip(centre, shape, strict=True))
    return top, left


def place(scaled: Picture) -> tuple[tuple[float, float], Picture]:
    """The centre of mass of `scaled`, row and column, and the field with `scaled` placed by it, but nowhere beyond the field's edge.

    Raises:
        InkError: no ink is left of what was scaled: there were only dots, far from each other.
    """
    if not scaled.any():
        raise InkError("errors.ink.dot")
    rows, columns = scaled.shape
    weights = scaled.astype(np.float64) / scaled.sum(dtype=np.float64)
    centre = float(weights.sum(1) @ np.arange(rows)), float(weights.sum(0) @ np.arange(columns))
    top, left = corner(centre, (rows, columns))
    image = np.zeros((FIELD, FIELD), np.float32)
    image[top : top + rows, left : left + columns] = scaled
    return centre, image
