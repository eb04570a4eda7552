"""UpSampling2D: every number becomes a block of equal numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Self

from convae import layers
from convae.layers import Pair
from convae.network.config import Settings
from convae.network.kinds.layer_kind import EachNumberOnce, Function, Sentence, Shape, Weights, before_after
from convae.network.kinds.terms import Cell, Numbers, Single
from convae.network.kinds.windows import Windows


@dataclass(frozen=True)
class UpSampling2D(EachNumberOnce):
    """The nearest-neighbour up-sampling, by `size` down and across."""

    size: Pair

    @classmethod
    def read(cls, settings: Settings, input_shape: Shape) -> Self:
        """Without interpolation."""
        settings.must_be(interpolation="nearest")
        size = settings.pair("size")
        return cls(settings.picture(input_shape), size)

    @property
    def output_shape(self) -> Shape:
        """As many maps, larger."""
        rows, columns, channels = self.input_shape
        return rows * self.size[0], columns * self.size[1], channels

    def function(self, weights: Weights) -> Function:
        """Every number repeated."""
        return partial(layers.upsample, size=self.size)

    @property
    def windows(self) -> Windows:
        """One number each."""
        rows, columns = (
            tuple((origin, origin) for origin in range(length) for _ in range(times))
            for length, times in zip(self.input_shape, self.size, strict=False)
        )
        return Windows(rows, columns, mixes=False)

    def terms(self, weights: Weights, before: Numbers, cell: Cell) -> Single:
        """The number that it repeats."""
        return Single.copy(before, (cell[0] // self.size[0], cell[1] // self.size[1], cell[2]), self.size)

    def sentences(self) -> list[Sentence]:
        """What becomes of each number."""
        return [("layers.upsample", {"size": self.size, **before_after(self)})]

    @property
    def options(self) -> Mapping[str, object]:
        """The size of its blocks."""
        return {"size": self.size}
