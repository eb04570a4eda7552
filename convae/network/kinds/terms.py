"""How one number comes about: the records in which each kind of layer says it. The page knows these, and no kinds."""

from dataclasses import dataclass
from typing import ClassVar, Literal, Self

import numpy as np
from numpy.typing import NDArray

from convae.layers import Pair

Cell = tuple[int, int, int]
"""Row, column and channel of one number, from 0."""
Numbers = NDArray[np.float64]
Places = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Arithmetic:
    """How one number comes about.

    Attributes:
        form: which picture the page draws of it, and with it which attributes it has.
        value: the number, computed in float64 from the stage before. In `Network.run` its last digits may be others, as
            that computes in the picture's precision, and it is 0 if its channel is switched off.
    """

    form: ClassVar[Literal["pixel", "sum", "largest", "mean", "copy"]]
    value: float


@dataclass(frozen=True, eq=False)
class Pixel(Arithmetic):
    """A number that comes from outside: this is all there is to say of it."""

    form = "pixel"


@dataclass(frozen=True, eq=False)
class Convolution(Arithmetic):
    """A sum: `value` is the activation of `total`, the sum of all `products` and `bias`.

    Attributes:
        corner: row, column and channel, in the stage before, of the patch's first cell; row and column are negative in the padding.
        patch: the numbers that are read, 0 for padding, shape (height, width, channels).
        inside: False for padding, shape (height, width).
        kernel: the weights with which the patch is multiplied, of its shape.
        products: patch × kernel, of the same shape.
        sums: the products of each channel added up, shape (channels,).
        added: these added up.
        bias: 0 where the layer has none.
        activation: "relu", "sigmoid", "tanh" or "linear".
    """

    form = "sum"
    corner: Cell
    patch: Numbers
    inside: Places
    kernel: Numbers
    products: Numbers
    sums: Numbers
    added: float
    bias: float
    total: float
    activation: str


@dataclass(frozen=True, eq=False)
class Pooling(Arithmetic):
    """A number made of those under a window in its own channel.

    Attributes:
        corner: row, column and channel, in the stage before, of the window's first cell; row and column are negative in the padding.
        patch: the numbers under the window, shape (height, width), 0 for padding, which takes no part.
        inside: False for padding, shape (height, width).
    """

    corner: Cell
    patch: Numbers
    inside: Places


@dataclass(frozen=True, eq=False)
class MaxPooling(Pooling):
    """`value` is the largest number, at row and column `winner` of the window: of equal ones the first in reading order."""

    form = "largest"
    winner: Pair


@dataclass(frozen=True, eq=False)
class AveragePooling(Pooling):
    """`value` is `total`, the sum of the numbers, divided by `counted`, how many of them are not padding."""

    form = "mean"
    total: float
    counted: int


@dataclass(frozen=True, eq=False)
class Single(Arithmetic):
    """A number made of one other: repeated or moved, or changed by an activation.

    Attributes:
        source: the cell of that other number in the stage before.
        before: that number; `value` is its activation.
        activation: "linear", which changes nothing, where the number is only copied.
        block: how many rows and columns of equal numbers are made of that other one.
    """

    form = "copy"
    source: Cell
    before: float
    activation: str
    block: Pair = (1, 1)

    @classmethod
    def copy(cls, numbers: Numbers, source: Cell, block: Pair = (1, 1)) -> Self:
        """The number at `source` of the stage before, whose numbers these are, as it is."""
        return cls(float(numbers[source]), source, float(numbers[source]), "linear", block)
