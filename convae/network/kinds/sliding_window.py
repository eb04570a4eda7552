"""A window that slides over maps, and what all layers with one have in common."""

from dataclasses import dataclass
from math import prod
from typing import Self

import numpy as np

from convae.layers import Padding, Pair, same_padding
from convae.network.config import Settings
from convae.network.keras_file import ModelFileError
from convae.network.kinds.layer_kind import Kind, Shape
from convae.network.kinds.terms import Cell, Numbers, Places
from convae.network.kinds.windows import Interval, Windows
from convae.words import times

PADDINGS: dict[str, Padding] = {"valid": "valid", "same": "same"}


@dataclass(frozen=True)
class SlidingWindow:
    """A window of `size` that moves over maps by `strides`, each down and across."""

    size: Pair
    strides: Pair
    padding: Padding

    @classmethod
    def read(cls, settings: Settings, input_shape: Shape, size: Pair, strides: Pair) -> Self:
        """The window of a layer over maps of `input_shape`.

        Raises:
            ModelFileError: there are no maps, they are smaller than the window, or the padding is of another sort.
        """
        rows, columns, _ = settings.picture(input_shape)
        padding = PADDINGS[settings.choice("padding", tuple(PADDINGS))]
        if padding == "valid" and (size[0] > rows or size[1] > columns):
            raise ModelFileError("errors.model.window", layer=settings.layer, size=times(size), found=times((rows, columns)))
        return cls(size, strides, padding)

    def places(self, shape: Shape) -> Pair:
        """How often it lies on maps of `shape`, down and across."""
        down, across = (
            -(-(length if self.padding == "same" else length - size + 1) // stride)
            for length, size, stride in zip(shape, self.size, self.strides, strict=False)
        )
        return down, across

    def margin(self, shape: Shape) -> Pair:
        """How much padding there is above and at the left of maps of `shape`."""
        if self.padding == "valid":
            return 0, 0
        top, left = (same_padding(shape[axis], self.size[axis], self.strides[axis])[0] for axis in (0, 1))
        return top, left

    def added(self, shape: Shape) -> Pair:
        """How many rows and columns of padding maps of `shape` get in all."""
        if self.padding == "valid":
            return 0, 0
        rows, columns = (sum(same_padding(shape[axis], self.size[axis], self.strides[axis])) for axis in (0, 1))
        return rows, columns

    def options(self, shape: Shape) -> dict[str, object]:
        """What the browser has to know of it to lay it on maps of `shape`: its size, its strides, and the padding above and at the left."""
        return {"size": self.size, "strides": self.strides, "margin": self.margin(shape)}

    def windows(self, shape: Shape, *, mixes: bool) -> Windows:
        """The rows and columns of maps of `shape` under each of its places."""
        return Windows(self._intervals(shape, 0), self._intervals(shape, 1), mixes)

    def _intervals(self, shape: Shape, axis: int) -> tuple[Interval, ...]:
        length, size, stride, margin = shape[axis], self.size[axis], self.strides[axis], self.margin(shape)[axis]
        starts = (place * stride - margin for place in range(self.places(shape)[axis]))
        return tuple((max(0, start), min(length, start + size) - 1) for start in starts)

    def under(self, before: Numbers, cell: Cell) -> tuple[Pair, Numbers, Places]:
        """What lies under it for `cell` of what comes out.

        Args:
            before: the maps, shape (rows, columns, channels).

        Returns:
            Row and column of its corner, negative in the padding; the numbers, 0 for padding, shape (height, width, channels); which
            of its places are not padding, shape (height, width).
        """
        top, left = self.margin(before.shape)
        corner = cell[0] * self.strides[0] - top, cell[1] * self.strides[1] - left
        rows, columns = np.indices(self.size) + np.reshape(corner, (2, 1, 1))
        nearest = rows.clip(0, before.shape[0] - 1), columns.clip(0, before.shape[1] - 1)
        inside = (rows == nearest[0]) & (columns == nearest[1])
        return corner, np.where(inside[..., None], before[nearest], 0), inside


@dataclass(frozen=True)
class Sliding(Kind):
    """A kind that slides a `window` over its maps."""

    window: SlidingWindow

    @property
    def reads(self) -> int:
        """All numbers under all places, padding among them."""
        return prod((*self.window.places(self.input_shape), *self.window.size, self.input_shape[2]))
