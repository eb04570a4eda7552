"""Where everything stands on a sheet that shows all layers: a column for each, in lines that run from left to right."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from convae import pictures
from convae.layers import Array
from convae.network import FeatureMaps, Network
from convae.theme import Palette

Part = Literal["encoder", "code", "decoder"]

LINE = 2800
"""Pixels that the columns of one line may take together before the next line begins."""
ROWS = 8
"""Maps that stand below each other; more only where a layer would become wider than `MOST_COLUMNS`."""
MOST_COLUMNS = 16
GAP = 6
"""Pixels between two maps."""
SPACE = 13
"""Pixels between the columns of two layers."""
CODE_ZOOM = 1.5
"""How much larger the maps of the code are shown."""
STRIP = (32, 1160)
"""Pixels, width and greatest height, of the strip that shows a flat row of numbers."""
LETTER = 12.5
"""Pixels that a letter of a layer's name or shape takes at most."""


@dataclass(frozen=True, eq=False)
class Column:
    """One layer on the sheet.

    Attributes:
        part: on which side of the code it stands, or that it is the code.
        low, high: the ends of its colour scale.
        palette: "ink" for the input and the decoded picture.
        pixels: all its maps, as indices of the palette.
        picture: pixels, width and height, that its maps take on the sheet.
        width: pixels that it takes with its name.
    """

    stage: FeatureMaps
    part: Part
    low: float
    high: float
    palette: Palette
    pixels: NDArray[np.uint8]
    picture: tuple[int, int]
    width: int


def columns(stages: Sequence[FeatureMaps], labels: Sequence[Sequence[str]]) -> list[Column]:
    """A column for each of the `stages`, input first, each wide enough for its `labels`."""
    net = Network("", stages[0].layer, tuple(stage.layer for stage in stages[1:]))
    middle = 1 + net.layers.index(net.code)
    made = []
    for at, (stage, label, (low, high)) in enumerate(zip(stages, labels, pictures.limits(stages, "layer"), strict=True)):
        grey = net.is_picture(stage.layer)
        ends = (0.0, 1.0) if grey else (float(low.min()), float(high.max()))
        pixels, picture = _picture(stage.values, *ends, zoom=CODE_ZOOM if at == middle else 1)
        width = max(picture[0], *(ceil(len(line) * LETTER) for line in label))
        part: Part = "encoder" if at < middle else "code" if at == middle else "decoder"
        made.append(Column(stage, part, *ends, "ink" if grey else "activation", pixels, picture, width))
    return made


def lines(columns: Sequence[Column]) -> list[list[Column]]:
    """The `columns` in lines of at most `LINE` pixels, as words stand in lines of text."""
    made: list[list[Column]] = [[]]
    for column in columns:
        if made[-1] and width([*made[-1], column]) > LINE:
            made.append([])
        made[-1].append(column)
    return made


def width(line: Sequence[Column]) -> int:
    """Pixels that the columns of one line take with the space between them."""
    return sum(column.width + SPACE for column in line) - SPACE


def height(line: Sequence[Column]) -> int:
    """Pixels that the tallest column of maps of one line takes."""
    return max(column.picture[1] for column in line)


def _picture(values: Array, low: float, high: float, zoom: float) -> tuple[NDArray[np.uint8], tuple[int, int]]:
    """All maps of one layer as indices of a palette, and the width and height to show them at."""
    if values.ndim < 3:
        flat = pictures.mosaic(pictures.as_maps(values), low, high).pixels
        across, most = STRIP
        return flat, (across, max(1, most // len(flat)) * len(flat) if len(flat) < most else most)
    rows = max(ROWS, ceil(values.shape[2] / MOST_COLUMNS))
    cell = max(1, round(zoom * _size(max(values.shape[:2])) / max(values.shape[:2])))
    pixels = pictures.mosaic(values, low, high, cell=cell, columns=ceil(values.shape[2] / rows), gap=GAP).pixels
    return pixels, (pixels.shape[1], pixels.shape[0])


def _size(length: int) -> float:
    """Pixels that a map of `length` takes, more or less: larger maps look larger, but not by as much as they are."""
    return 100 + 56 * (length - 4) / 24
