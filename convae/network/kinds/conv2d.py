"""Conv2D: every number is a sum of products over a window of all maps."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Self

import numpy as np

from convae import layers
from convae.layers import Array
from convae.network.config import Settings
from convae.network.kinds.activation import ACTIVATIONS, activated, activation_sentences
from convae.network.kinds.layer_kind import Function, Sentence, Shape, Weights, before_after
from convae.network.kinds.sliding_window import Sliding, SlidingWindow
from convae.network.kinds.terms import Cell, Convolution, Numbers
from convae.network.kinds.windows import Windows


@dataclass(frozen=True)
class Conv2D(Sliding):
    """A convolution.

    Attributes:
        filters: how many maps come out.
        biased: whether each of them has a bias.
        activation: a key of `ACTIVATIONS`.
    """

    filters: int
    biased: bool
    activation: str

    @classmethod
    def read(cls, settings: Settings, input_shape: Shape) -> Self:
        """Neither dilated nor in groups, with a kernel of odd sides."""
        settings.must_be(dilation_rate=(1, 1), groups=1)
        size, filters = settings.pair("kernel_size"), settings.whole("filters", settings.values.get("filters"))
        if size[0] % 2 == 0 or size[1] % 2 == 0:
            raise settings.refuse("kernel_size", "1, 3, 5 …")
        activation = settings.choice("activation", tuple(ACTIVATIONS))
        window = SlidingWindow.read(settings, input_shape, size, settings.pair("strides"))
        return cls(input_shape, window, filters, bool(settings.values.get("use_bias", True)), activation)

    @property
    def output_shape(self) -> Shape:
        """A map for each filter."""
        return (*self.window.places(self.input_shape), self.filters)

    @property
    def weight_shapes(self) -> tuple[Shape, ...]:
        """The kernels (height, width, channels_in, filters), and the biases."""
        kernel = (*self.window.size, self.input_shape[2], self.filters)
        return (kernel, (self.filters,)) if self.biased else (kernel,)

    def function(self, weights: Weights) -> Function:
        """The convolution, and then the activation."""
        kernel, *biases = weights
        bias = biases[0] if biases else np.zeros(self.filters, kernel.dtype)
        convolve = partial(layers.conv2d, kernel=kernel, bias=bias, strides=self.window.strides, padding=self.window.padding)
        activate = ACTIVATIONS[self.activation]
        return lambda x: activate(convolve(x))

    @property
    def windows(self) -> Windows:
        """Under each place of the window, in all channels."""
        return self.window.windows(self.input_shape, mixes=True)

    @property
    def options(self) -> Mapping[str, object]:
        """The window, and the activation."""
        return {**self.window.options(self.input_shape), "activation": self.activation}

    def terms(self, weights: Weights, before: Numbers, cell: Cell) -> Convolution:
        """Every product, their sum, the bias and the activation."""
        (row, column), patch, inside = self.window.under(before, cell)
        kernel, *biases = (weight[..., cell[2]].astype(np.float64) for weight in weights)
        products = patch * kernel + 0.0  # which makes 0 of the −0 that a dark pixel gives with a negative weight
        sums, bias = products.sum(axis=(0, 1)), float(biases[0]) if biases else 0.0
        added = float(sums.sum())
        value = activated(self.activation, added + bias)
        return Convolution(value, (row, column, 0), patch, inside, kernel, products, sums, added, bias, added + bias, self.activation)

    def sentences(self) -> list[Sentence]:
        """How many filters read how much, the activation, and what becomes of the size."""
        channels, size = self.input_shape[2], self.window.size
        key = "layers.conv_single" if self.filters == 1 else "layers.conv_one" if channels == 1 else "layers.conv"
        found = {"filters": self.filters, "channels": channels, "size": size, "terms": size[0] * size[1] * channels}
        return [(key, found), *activation_sentences(self.activation), self._size_sentence()]

    def _size_sentence(self) -> Sentence:
        (down, across), padding = self.window.strides, "_same" if self.window.padding == "same" else ""
        if down != across:
            return f"layers.strides{padding}", {"down": down, "across": across, **before_after(self)}
        if down > 1:
            return f"layers.stride{padding}", {"stride": down, **before_after(self)}
        return "layers.same" if padding else "layers.valid", before_after(self)

    def kernel(self, weights: Weights) -> Array:
        """As it is stored."""
        return weights[0]
