"""One layer of a network, and what it makes of a picture."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from convae.layers import Array
from convae.network.kinds import Shape

Channel = tuple[int, int]
"""A stage, 0 for the input, and one of its channels; of a flat row, one of its numbers."""


@dataclass(frozen=True, eq=False)
class Layer:
    """One layer: what it is called, what it does to a picture and with which weights.

    Attributes:
        kind: its class in Keras, such as "Conv2D"; "InputLayer" for the input.
        input_shape: shape of what goes in for one picture: (height, width, channels), or (n,) after Flatten.
        output_shape: shape of what comes out.
        options: its settings, as far as its kind has them: "kernel_size", "pool_size", "size", "strides" (pairs of
            int), "padding" and "activation" (words).
        reads: how many numbers it looks at for one picture, those under each place of its window.
        weights: kernel, shape (height, width, channels_in, channels_out), and bias, shape (channels_out,), or less.
        function: from its weights to the function of a batch that is the layer.
    """

    name: str
    kind: str
    input_shape: Shape
    output_shape: Shape
    options: Mapping[str, Any]
    reads: int
    weights: tuple[Array, ...] = field(repr=False)
    function: Callable[..., Callable[[Array], Array]] = field(repr=False)

    @cached_property
    def apply(self) -> Callable[[Array], Array]:
        """The layer as a function of a batch."""
        return self.function(*self.weights)

    @property
    def parameters(self) -> int:
        """How many numbers training has found for this layer."""
        return sum(weight.size for weight in self.weights)


@dataclass(frozen=True, eq=False)
class FeatureMaps:
    """What one layer makes of one picture: `values`, shape `layer.output_shape`."""

    layer: Layer
    values: Array
