"""A sheet of all layers as a Matplotlib figure. Only `exports` imports this module, and only when a figure is asked for."""

from collections.abc import Sequence
from itertools import groupby
from math import prod

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch
from numpy.typing import NDArray

from convae import pictures, theme
from convae.exports import figure_layout
from convae.exports.figure_layout import Column, Part
from convae.network import FeatureMaps
from convae.words import Words, times

DPI = 200
"""Pixels of the sheet for each inch of the figure."""
MARGIN, TITLE, HEAD, FOOT = 44, 150, 118, 160
"""Pixels around the sheet, for its title, and above and below the maps of each line."""
LEAST_WIDTH = 1800
ACCENT, GROUND, QUIET = theme.ACCENT.light, theme.PRINTED_GROUND, theme.PRINTED_QUIET
BAR = (64, 110, 10)
"""Pixels of a colour scale: least and greatest width, and height."""


def draw(stages: Sequence[FeatureMaps], words: Words) -> Figure:
    """All `stages`, the input first, as one figure."""
    return _Drawing(stages, words).figure


class _Drawing:
    """The figure as it grows, with one pair of axes, whose units are pixels from the top left."""

    def __init__(self, stages: Sequence[FeatureMaps], words: Words) -> None:
        self.words, self.input = words, stages[0].layer
        columns = figure_layout.columns(stages, [self._head(stage) for stage in stages])
        lines = figure_layout.lines(columns)
        width = max(LEAST_WIDTH, *map(figure_layout.width, lines)) + 2 * MARGIN
        height = TITLE + sum(HEAD + figure_layout.height(line) + FOOT for line in lines)
        self.figure = Figure((width / DPI, height / DPI), facecolor="white")
        self.axes = self.figure.add_axes((0, 0, 1, 1), frameon=False)
        self._title(columns)
        top = TITLE
        for line in lines:
            self._line(line, MARGIN, top + HEAD, columns)
            top += HEAD + figure_layout.height(line) + FOOT
        self.axes.set(xlim=(0, width), ylim=(height, 0), xticks=[], yticks=[])

    def _title(self, columns: Sequence[Column]) -> None:
        code = next(column.stage.layer for column in columns if column.part == "code")
        about = {
            "layers": len(columns) - 1,
            "parameters": sum(column.stage.layer.parameters for column in columns),
            "pixels": columns[0].stage.values.size,
            "numbers": prod(code.output_shape),
        }
        self._say(MARGIN, 62, self.words.say("figure.title"), 15, weight="bold", ha="left")
        self._say(MARGIN, 112, self.words.say("figure.subtitle", **about), 8.5, QUIET, ha="left")

    def _line(self, line: Sequence[Column], left: int, top: int, columns: Sequence[Column]) -> None:
        """One line of columns; the maps of each stand in the middle of a ground as tall as the tallest."""
        height = figure_layout.height(line)
        for part, group in groupby(line, key=lambda column: column.part):
            together = list(group)
            self._ground(part, left, top, figure_layout.width(together), height)
            if part != "code":
                total = sum(column.stage.layer.parameters for column in columns if column.part == part)
                caption = self.words.say(f"network.{part}", parameters=total)
                if (
                    figure_layout.width(together) > len(caption) * figure_layout.LETTER
                ):  # a part that is cut by the end of a line may be narrow
                    self._say(left + figure_layout.width(together) / 2, top + height + 114, caption, 7, QUIET)
            for column in together:
                self._column(column, left + column.width // 2, top, height)
                left += column.width + figure_layout.SPACE

    def _ground(self, part: Part, left: int, top: int, width: int, height: int) -> None:
        fill, edge = ("white", ACCENT) if part == "code" else (GROUND, "none")
        corners = f"round,pad={figure_layout.SPACE / 2 - 1},rounding_size=9"
        self.axes.add_patch(FancyBboxPatch((left, top), width, height, corners, facecolor=fill, edgecolor=edge, linewidth=1.2, zorder=-1))

    def _column(self, column: Column, middle: int, top: int, height: int) -> None:
        """One layer: its name, shape and parameters above its maps, its colour scale and largest number below them."""
        name, shape, parameters = self._head(column.stage)
        self._say(middle, top - 78, name, 7.5, ACCENT if column.part == "code" else "black", weight="bold")
        self._say(middle, top - 52, shape, 6.5, QUIET)
        self._say(middle, top - 27, parameters, 6.5, QUIET)
        across, down = column.picture
        self._show(pictures.rgba(column.pixels, column.palette), middle - across // 2, top + (height - down) // 2, across, down)
        self._scale(column, middle, top + height + 28)

    def _scale(self, column: Column, middle: int, top: int) -> None:
        least, most, height = BAR
        width = max(least, min(column.picture[0], most))
        left = middle - width // 2
        shades = np.linspace(1, 255, 128).astype(np.uint8)[None]
        self._show(pictures.rgba(shades, column.palette), left, top, width, height)
        self._say(left, top + 25, self._number(column.low), 5.5, ha="left")
        self._say(left + width, top + 25, self._number(column.high), 5.5, ha="right")
        largest = self._number(float(column.stage.values.max()))
        self._say(middle, top + 50, f"{self.words.say('network.largest')} {largest}", 5.5, QUIET)

    def _head(self, stage: FeatureMaps) -> tuple[str, str, str]:
        """What stands above a layer's maps; the input says what the numbers are, a layer without parameters has none."""
        layer = stage.layer
        name = layer.name if len(layer.name) <= 18 else f"{layer.name[:17]}…"
        parameters = self.words.number(layer.parameters) if layer.parameters else ""
        if layer is self.input:
            parameters = self.words.say("network.parameters")
        return name, times(layer.output_shape), parameters

    def _number(self, value: float) -> str:
        return self.words.three_digits(value)

    def _say(
        self, x: float, y: float, content: str, size: float, colour: str = "black", *, ha: str = "center", weight: str = "normal"
    ) -> None:
        # A layer's name may hold a $, which begins no formula.
        self.axes.text(x, y, content, size=size, color=colour, ha=ha, va="center", weight=weight, parse_math=False)

    def _show(self, colours: NDArray[np.uint8], left: int, top: int, width: int, height: int) -> None:
        self.axes.imshow(colours, extent=(left, left + width, top + height, top), interpolation="none", aspect="auto")
