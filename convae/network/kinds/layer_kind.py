"""What convae has to know of a kind of layer."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import prod
from typing import Self

from convae.layers import Array
from convae.network.config import Settings
from convae.network.kinds.terms import Arithmetic, Cell, Numbers
from convae.network.kinds.windows import Windows

Shape = tuple[int, ...]
Function = Callable[[Array], Array]
Weights = tuple[Array, ...]
Sentence = tuple[str, Mapping[str, object]]
"""The key of a sentence in `convae.words`, and its values: numbers, and sizes as tuples."""


@dataclass(frozen=True)
class Kind(ABC):
    """A layer that has read its settings, before it has its weights. Each class is called as the one in Keras that it stands for.

    No part has a default: of a new kind, each is to be thought of. Two that are alike in all parts are equal.

    Attributes:
        input_shape: shape of what goes in for one picture: (height, width, channels), or (n,) after Flatten.
    """

    input_shape: Shape

    @classmethod
    @abstractmethod
    def read(cls, settings: Settings, input_shape: Shape) -> Self:
        """The layer with these `settings`, which it has to refuse where it does not run them.

        Raises:
            ModelFileError: an option or the shape is not one that convae runs; the error names it.
        """

    @property
    @abstractmethod
    def output_shape(self) -> Shape:
        """Shape of what comes out for one picture."""

    @property
    @abstractmethod
    def reads(self) -> int:
        """How many numbers it looks at for one picture, those under each place of its window."""

    @property
    @abstractmethod
    def weight_shapes(self) -> tuple[Shape, ...]:
        """Shapes of its weights in the order in which they are stored; none where training has nothing to find."""

    @abstractmethod
    def function(self, weights: Weights) -> Function:
        """The layer as a function of a batch: from shape (n, *input_shape) to (n, *output_shape), in the batch's precision."""

    @property
    @abstractmethod
    def windows(self) -> Windows | None:
        """What each row and each column of its output reads.

        None where each number is made of the one in its own place, in C order, at most in another arrangement.
        """

    @abstractmethod
    def terms(self, weights: Weights, before: Numbers, cell: Cell) -> Arithmetic:
        """How the number at `cell` comes about.

        Args:
            before: what goes in, shape (rows, columns, channels); a flat row is arranged as the last stage before it that is not flat.
            cell: of `output_shape`; where that is flat, of the shape of `before`.
        """

    @abstractmethod
    def sentences(self) -> list[Sentence]:
        """What it does, to be said to a visitor."""

    @property
    @abstractmethod
    def options(self) -> Mapping[str, object]:
        """What its function in the browser has to know besides shapes and weights, ready for JSON; pairs are down and across."""

    @abstractmethod
    def kernel(self, weights: Weights) -> Array | None:
        """The kernels to be looked at, shape (height, width, channels_in, channels_out); None without any."""


@dataclass(frozen=True)
class EachNumberOnce(Kind):
    """A kind that reads each number once, with nothing for training to find."""

    weight_shapes = ()

    @property
    def reads(self) -> int:
        """Each number once."""
        return prod(self.input_shape)

    def kernel(self, weights: Weights) -> None:
        """None."""


def before_after(kind: Kind) -> dict[str, object]:
    """The sizes of the maps that go in and of those that come out, for a sentence."""
    return {"before": kind.input_shape[:2], "after": kind.output_shape[:2]}
