"""One layer of a network, and what it makes of a picture."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from convae.layers import Array
from convae.network.kinds import Kind, Shape

Channel = tuple[int, int]
"""A stage, 0 for the input, and one of its channels; of a flat row, one of its numbers."""


@dataclass(frozen=True, eq=False)
class Layer:
    """One layer: what it is called, what it does to a picture and with which weights.

    Attributes:
        operation: what it does, and all that convae knows of that.
        weights: of the shapes that `operation` asks for.
    """

    name: str
    operation: Kind
    weights: tuple[Array, ...] = field(repr=False)

    @property
    def kind(self) -> str:
        """Its class in Keras, such as "Conv2D"; "InputLayer" for the input."""
        return type(self.operation).__name__

    @property
    def input_shape(self) -> Shape:
        """Shape of what goes in for one picture: (height, width, channels), or (n,) after Flatten."""
        return self.operation.input_shape

    @cached_property
    def output_shape(self) -> Shape:
        """Shape of what comes out."""
        return self.operation.output_shape

    @cached_property
    def reads(self) -> int:
        """How many numbers it looks at for one picture, those under each place of its window."""
        return self.operation.reads

    @cached_property
    def apply(self) -> Callable[[Array], Array]:
        """The layer as a function of a batch."""
        return self.operation.function(self.weights)

    @property
    def parameters(self) -> int:
        """How many numbers training has found for this layer."""
        return sum(weight.size for weight in self.weights)


@dataclass(frozen=True, eq=False)
class FeatureMaps:
    """What one layer makes of one picture: `values`, shape `layer.output_shape`."""

    layer: Layer
    values: Array
