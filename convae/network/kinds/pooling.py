"""Pooling: every number stands for those under a window, in each map by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Self

import numpy as np

from convae import layers
from convae.network.config import Settings
from convae.network.kinds.layer_kind import Function, Sentence, Shape, Weights, before_after
from convae.network.kinds.sliding_window import Sliding, SlidingWindow
from convae.network.kinds.terms import AveragePooling, Cell, MaxPooling, Numbers, Places
from convae.network.kinds.windows import Windows


@dataclass(frozen=True)
class _Pooling(Sliding):
    """What the two kinds have in common: all but what becomes of the numbers under the window."""

    weight_shapes = ()

    @classmethod
    def read(cls, settings: Settings, input_shape: Shape) -> Self:
        """Of any size; without strides it moves by its size."""
        size, strides = settings.pair("pool_size"), settings.pair("pool_size" if settings.values.get("strides") is None else "strides")
        return cls(input_shape, SlidingWindow.read(settings, input_shape, size, strides))

    @property
    def output_shape(self) -> Shape:
        """As many maps as go in."""
        return (*self.window.places(self.input_shape), self.input_shape[2])

    @property
    def windows(self) -> Windows:
        """Under each place of the window, in its own channel."""
        return self.window.windows(self.input_shape, mixes=False)

    @property
    def options(self) -> Mapping[str, object]:
        """The window."""
        return self.window.options(self.input_shape)

    def _size_sentences(self) -> list[Sentence]:
        """How the windows lie where they are not side by side, and what padding is for where their sizes do not come out even."""
        (down, across), (rows, columns) = self.window.strides, self.window.added(self.input_shape)
        sentences: list[Sentence] = []
        if self.window.strides != self.window.size:
            sentences.append(("layers.pool_moves", {"down": down, "across": across}))
        if rows or columns:
            sentences.append(("layers.pool_same", {"rows": rows, "columns": columns, "after": self.output_shape[:2]}))
        return sentences

    def _under(self, before: Numbers, cell: Cell) -> tuple[Cell, Numbers, Places]:
        """The corner of the window for `cell`, the numbers under it in its channel, and which of its places are not padding."""
        (row, column), patch, inside = self.window.under(before[..., cell[2], None], cell)
        return (row, column, cell[2]), patch[..., 0], inside

    def kernel(self, weights: Weights) -> None:
        """None."""


@dataclass(frozen=True)
class MaxPooling2D(_Pooling):
    """The largest number under the window."""

    def function(self, weights: Weights) -> Function:
        """The largest of each."""
        return partial(layers.max_pool, size=self.window.size, strides=self.window.strides, padding=self.window.padding)

    def terms(self, weights: Weights, before: Numbers, cell: Cell) -> MaxPooling:
        """Which of the numbers it is."""
        corner, patch, inside = self._under(before, cell)
        row, column = (int(index) for index in np.unravel_index(np.where(inside, patch, -np.inf).argmax(), inside.shape))
        return MaxPooling(float(patch[row, column]), corner, patch, inside, (row, column))

    def sentences(self) -> list[Sentence]:
        """What stays, and how the windows lie."""
        return [("layers.max_pool", {"size": self.window.size, **before_after(self)}), *self._size_sentences()]


@dataclass(frozen=True)
class AveragePooling2D(_Pooling):
    """The mean of the numbers under the window."""

    def function(self, weights: Weights) -> Function:
        """The mean of each."""
        return partial(layers.average_pool, size=self.window.size, strides=self.window.strides, padding=self.window.padding)

    def terms(self, weights: Weights, before: Numbers, cell: Cell) -> AveragePooling:
        """Their sum, and how many there are."""
        corner, patch, inside = self._under(before, cell)
        total, counted = float(patch.sum()), int(inside.sum())
        return AveragePooling(total / counted, corner, patch, inside, total, counted)

    def sentences(self) -> list[Sentence]:
        """What becomes of each window, and how they lie."""
        return [("layers.average_pool", {"size": self.window.size, **before_after(self)}), *self._size_sentences()]
