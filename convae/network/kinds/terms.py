"""How one number comes about, for each kind of layer: the records that `trace.explain` fills in."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from convae.layers import Pair

Cell = tuple[int, int, int]
"""Row, column and channel of one number, from 0."""
Numbers = NDArray[np.float64]
Places = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Arithmetic:
    """How one number comes about. A number of the input comes from outside: this is all there is to say of it.

    Attributes:
        stage: its stage, 0 for the input.
        cell: its place there.
        value: the number, computed in float64 from the stage before. In `Network.run` its last digits may be others, as
            that computes in the picture's precision, and it is 0 if its channel is switched off.
    """

    stage: int
    cell: Cell
    value: float


@dataclass(frozen=True, eq=False)
class Convolution(Arithmetic):
    """A number of Conv2D: `value` is the activation of `total`, the sum of all `products` and `bias`.

    Attributes:
        corner: row and column, in the stage before, of the patch's first cell; negative in the padding.
        patch: the numbers under the kernel, 0 for padding, shape (height, width, channels_in).
        inside: False for padding, shape (height, width).
        kernel: the weights with which the patch is multiplied, of its shape.
        products: patch × kernel, of the same shape.
        sums: the products of each input channel added up, shape (channels_in,).
        bias: 0 where the layer has none.
        activation: "relu", "sigmoid", "tanh" or "linear".
    """

    corner: Pair
    patch: Numbers
    inside: Places
    kernel: Numbers
    products: Numbers
    sums: Numbers
    bias: float
    total: float
    activation: str


@dataclass(frozen=True, eq=False)
class Pooling(Arithmetic):
    """A number of a pooling layer, made of those under its window in its own channel.

    Attributes:
        corner: row and column, in the stage before, of the window's first cell; negative in the padding.
        candidates: the numbers under the window, shape (height, width), 0 for padding, which takes no part.
        inside: False for padding, shape (height, width).
    """

    corner: Pair
    candidates: Numbers
    inside: Places


@dataclass(frozen=True, eq=False)
class MaxPooling(Pooling):
    """`value` is the largest candidate, at row and column `winner` of the window: of equal ones the first in reading order."""

    winner: Pair


@dataclass(frozen=True, eq=False)
class AveragePooling(Pooling):
    """`value` is `total`, the sum of the candidates, divided by `count`, how many of them are not padding."""

    total: float
    count: int


@dataclass(frozen=True, eq=False)
class Single(Arithmetic):
    """A number made of one other: repeated by UpSampling2D, moved by Flatten or Reshape, or changed by Activation.

    Attributes:
        source: the cell of that other number in the stage before.
        source_value: that number; `value` is its activation.
        activation: "linear", which changes nothing, unless the layer is an Activation.
    """

    source: Cell
    source_value: float
    activation: str
