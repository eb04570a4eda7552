"""A digit that goes through the network."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from convae import digits, ink
from convae.words import Words

MNIST = "pick.title"
"""The key of what a test digit is called."""


@dataclass(frozen=True, eq=False)
class Drawn:
    """The strokes of a drawing: as the canvas describes them, ready for JSON, and as lines of points."""

    strokes: list[Any]
    lines: Sequence[ink.Line]


@dataclass(frozen=True, eq=False)
class Digit:
    """A digit on its way through the network.

    Attributes:
        image: shape (28, 28), float32, 0 paper to 1 ink.
        called: the key of what it is called: it is the same digit in every language.
        found: the values of that sentence.
        drawn: its strokes; None where it did not come from strokes.
        steps: how a picture became 28×28; None for what was drawn, which the browser follows by itself, and for MNIST's own digits.
    """

    image: NDArray[np.float32]
    called: str
    found: Mapping[str, Any] = field(default_factory=dict)
    drawn: Drawn | None = None
    steps: ink.Steps | None = None

    @property
    def from_mnist(self) -> bool:
        """Whether it is one of MNIST's test digits."""
        return self.called == MNIST

    @property
    def crowded(self) -> bool:
        """Whether its strokes have run into each other on the way to 28×28."""
        return not self.from_mnist and ink.crowded(self.image)

    def title(self, words: Words) -> str:
        """What it is called on the page."""
        return words.say(self.called, **self.found)


def mnist_digit(index: int) -> Digit:
    """Test digit number `index`, 0 to 9,999."""
    images, labels = digits.load_test()
    return Digit(images[index].astype(np.float32) / 255, MNIST, {"index": index, "digit": int(labels[index])})


def drawn_digit(drawn: Drawn, image: NDArray[np.float32], called: str) -> Digit:
    """Strokes that have been made into an `image` of 28×28; `called` is the key of its name."""
    return Digit(image, called, drawn=drawn)


def brought_digit(steps: ink.Steps, called: str) -> Digit:
    """A picture that has been made into 28×28; `called` is the key of its name."""
    return Digit(steps.image, called, steps=steps)
