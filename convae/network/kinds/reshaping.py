"""Flatten and Reshape: the same numbers in the same order, in another shape."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from math import prod
from typing import ClassVar, Self

import numpy as np

from convae import layers
from convae.network.config import Settings
from convae.network.keras_file import ModelFileError
from convae.network.kinds.layer_kind import EachNumberOnce, Function, Sentence, Shape, Weights
from convae.network.kinds.terms import Cell, Numbers, Single


@dataclass(frozen=True)
class _Reshaping(EachNumberOnce):
    """What the two kinds have in common: nothing is computed."""

    windows = None
    options: ClassVar[Mapping[str, object]] = {}

    def terms(self, weights: Weights, before: Numbers, cell: Cell) -> Single:
        """The number that stands in the same place in C order; in a flat row numbers keep their cells."""
        if len(self.output_shape) != 3:
            return Single.copy(before, cell)
        row, column, channel = (int(at) for at in np.unravel_index(np.ravel_multi_index(cell, self.output_shape), before.shape))
        return Single.copy(before, (row, column, channel))


@dataclass(frozen=True)
class Flatten(_Reshaping):
    """All numbers in one row."""

    @classmethod
    def read(cls, settings: Settings, input_shape: Shape) -> Self:
        """It has no settings."""
        return cls(input_shape)

    @property
    def output_shape(self) -> Shape:
        """One row."""
        return (prod(self.input_shape),)

    def function(self, weights: Weights) -> Function:
        """Row by row, the channels innermost."""
        return layers.flatten

    def sentences(self) -> list[Sentence]:
        """How many numbers there are."""
        return [("layers.flatten", {"numbers": self.reads})]


@dataclass(frozen=True)
class Reshape(_Reshaping):
    """The numbers in the shape `target`."""

    target: Shape

    @classmethod
    def read(cls, settings: Settings, input_shape: Shape) -> Self:
        """Of one to three lengths, of which one may be −1 and is then worked out."""
        wanted, total = settings.values.get("target_shape"), prod(input_shape)
        if not isinstance(wanted, list) or not 1 <= len(wanted) <= 3 or wanted.count(-1) > 1:
            raise settings.refuse("target_shape", str(input_shape))
        known = prod(settings.whole("target_shape", length) for length in wanted if length != -1)
        shape = tuple(total // known if length == -1 else length for length in wanted)
        if prod(shape) != total:
            raise ModelFileError("errors.model.reshape", layer=settings.layer, numbers=total, found=str(shape), wanted=prod(shape))
        return cls(input_shape, shape)

    @property
    def output_shape(self) -> Shape:
        """The shape that was asked for."""
        return self.target

    def function(self, weights: Weights) -> Function:
        """The numbers in the same order."""
        return partial(layers.reshape, shape=self.target)

    def sentences(self) -> list[Sentence]:
        """How many numbers there are, and as how many maps."""
        if len(self.target) != 3:
            return [("layers.reshape_other", {"numbers": self.reads})]
        return [("layers.reshape", {"numbers": self.reads, "channels": self.target[2], "size": self.target[:2]})]
