"""The activations, and Activation, the layer that is nothing but one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np

from convae import layers
from convae.network.config import Settings
from convae.network.kinds.layer_kind import EachNumberOnce, Function, Sentence, Shape, Weights
from convae.network.kinds.terms import Cell, Numbers, Single
from convae.network.kinds.windows import Windows, in_place

ACTIVATIONS: dict[str, Function] = {"relu": layers.relu, "sigmoid": layers.sigmoid, "tanh": layers.tanh, "linear": layers.linear}
_SENTENCES: dict[str, list[Sentence]] = {
    "relu": [("layers.relu", {})],
    "sigmoid": [("layers.sigmoid", {})],
    "tanh": [("layers.tanh", {})],
    "linear": [],  # which changes nothing
}


def activated(activation: str, number: float) -> float:
    """What the activation of this name makes of one number."""
    return float(ACTIVATIONS[activation](np.array(number)))


def activation_sentences(activation: str) -> list[Sentence]:
    """What the activation of this name does, for any layer that ends with one."""
    return list(_SENTENCES[activation])


@dataclass(frozen=True)
class Activation(EachNumberOnce):
    """Every number by itself through an `activation`, a key of `ACTIVATIONS`."""

    activation: str

    @classmethod
    def read(cls, settings: Settings, input_shape: Shape) -> Self:
        """One of those that there are."""
        return cls(input_shape, settings.choice("activation", tuple(ACTIVATIONS)))

    @property
    def output_shape(self) -> Shape:
        """The one that goes in."""
        return self.input_shape

    def function(self, weights: Weights) -> Function:
        """The activation."""
        return ACTIVATIONS[self.activation]

    @property
    def windows(self) -> Windows | None:
        """Each number its own."""
        return in_place(self.output_shape)

    @property
    def options(self) -> Mapping[str, object]:
        """Which activation."""
        return {"activation": self.activation}

    def terms(self, weights: Weights, before: Numbers, cell: Cell) -> Single:
        """The number in its place, and what the activation makes of it."""
        number = float(before[cell])
        return Single(activated(self.activation, number), cell, number, self.activation)

    def sentences(self) -> list[Sentence]:
        """That it is one, and which."""
        return [("layers.activation", {}), *activation_sentences(self.activation)]
