"""InputLayer: the picture as it comes in."""

from collections.abc import Mapping
from dataclasses import dataclass
from reprlib import repr as short
from typing import ClassVar, Self

from convae.layers import linear
from convae.network.config import Settings
from convae.network.keras_file import ModelFileError
from convae.network.kinds.layer_kind import EachNumberOnce, Function, Sentence, Shape, Weights
from convae.network.kinds.terms import Cell, Numbers, Pixel

LARGEST_SIDE = 1024


@dataclass(frozen=True)
class InputLayer(EachNumberOnce):
    """The input, as a layer that changes nothing: what it reads comes from outside."""

    windows = None
    options: ClassVar[Mapping[str, object]] = {}

    @classmethod
    def read(cls, settings: Settings, input_shape: Shape) -> Self:
        """A picture of at most `LARGEST_SIDE` rows, columns and channels."""
        if len(input_shape) != 3 or not all(isinstance(length, int) and 0 < length <= LARGEST_SIDE for length in input_shape):
            raise ModelFileError("errors.model.input", found=short(input_shape))
        return cls(input_shape)

    @property
    def output_shape(self) -> Shape:
        """The one that goes in."""
        return self.input_shape

    def function(self, weights: Weights) -> Function:
        """Nothing is changed."""
        return linear

    def terms(self, weights: Weights, before: Numbers, cell: Cell) -> Pixel:
        """The number as it came in."""
        return Pixel(float(before[cell]))

    def sentences(self) -> list[Sentence]:
        """What a picture is to the network."""
        height, width, _ = self.output_shape
        return [("layers.input", {"height": height, "width": width})]
