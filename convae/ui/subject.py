"""The digit that the page is about."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from convae import digits, ink
from convae.ui.state import Session
from convae.words import Words


@dataclass(frozen=True)
class Subject:
    """A digit on its way through the network.

    Attributes:
        image: shape (28, 28), float32, 0 paper to 1 ink.
        title: what it is, for the visitor.
        steps: how it became 28×28; None for MNIST's own digits, which came that way.
    """

    image: NDArray[np.float32]
    title: str
    steps: ink.Steps | None = None

    @property
    def crowded(self) -> bool:
        """Whether its strokes have run into each other on the way to 28×28."""
        return self.steps is not None and self.steps.crowded


def of_test_digit(index: int, words: Words) -> Subject:
    """Test digit number `index`, 0 to 9,999."""
    images, labels = digits.load_test()
    return Subject(images[index].astype(np.float32) / 255, words.say("pick.title", index=index, digit=int(labels[index])))


def of_steps(steps: ink.Steps, title: str) -> Subject:
    """A drawing or a picture that has been made into 28×28."""
    return Subject(steps.image, title, steps)


def in_sight(session: Session, words: Words) -> Subject:
    """The digit that the visitor looked at last on the first page; before that, the test digit it opens on."""
    if session.image is None:
        return of_test_digit(session.picked, words)
    return Subject(session.image, words.say("page.digit"))
