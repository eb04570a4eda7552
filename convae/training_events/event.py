"""The events that a training tells."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Event:
    """Something that a training says; each kind has the name by which a line tells it from the others."""

    name: ClassVar[str]


@dataclass(frozen=True)
class Start(Event):
    """The training begins.

    Attributes:
        model: what the network is called.
        source: where the digits are from.
        images: how many digits are trained on.
        hold_out: how many are held out for validation.
        epochs: how often it is to go through the digits.
        floor: the loss of perfect copies of them.
    """

    name = "start"
    model: str
    source: str
    images: int
    hold_out: int
    epochs: int
    floor: float


@dataclass(frozen=True)
class Built(Event):
    """There is a network, which has not learned anything yet: a .keras file."""

    name = "built"
    model: bytes


@dataclass(frozen=True)
class Reached(Event):
    """How far a training has come: `step` of `steps` in `epoch` of `epochs`, both from 1.

    Attributes:
        seconds_left: about how long the rest takes; None while that is a guess.
    """

    epoch: int
    epochs: int
    step: int
    steps: int
    seconds_left: int | None

    @property
    def behind(self) -> float:
        """How many epochs are behind it, such as 0.25."""
        return self.epoch - 1 + self.step / self.steps


@dataclass(frozen=True)
class Step(Reached):
    """A step has been made; not each is told.

    Attributes:
        bce: the mean binary cross-entropy since the last step that was told, or since the epoch began.
        rate: the learning rate.
        steps_per_second: how many steps are made in a second.
        weights: those of the network, as `row_as_bytes` makes them; None where nobody wants them.
    """

    name = "step"
    bce: float
    rate: float
    steps_per_second: float
    weights: bytes | None = None

    @property
    def row(self) -> NDArray[np.float32] | None:
        """The weights in one row, as `Network.with_weights` takes them."""
        return None if self.weights is None else np.frombuffer(self.weights, "<f4")


@dataclass(frozen=True)
class Paused(Event):
    """The training stands still, as it was told."""

    name = "paused"


@dataclass(frozen=True)
class Epoch(Reached):
    """An epoch is over; one that ends before its last step is one in which the training was stopped.

    Attributes:
        seconds: how long the training has been at work.
        bce: the mean binary cross-entropy of the epoch.
        mse: its mean squared error.
        validation_bce: the cross-entropy of the digits held out; None where there are none.
        validation_mse: their squared error.
    """

    name = "epoch"
    seconds: float
    bce: float
    mse: float
    validation_bce: float | None = None
    validation_mse: float | None = None


@dataclass(frozen=True)
class Written(Event):
    """The model stands in the file at `path`; `stopped` if not all epochs were made."""

    name = "written"
    path: str
    stopped: bool


@dataclass(frozen=True)
class Saved(Event):
    """The model is handed over.

    Attributes:
        stopped: whether not all epochs were made.
        model: a .keras file.
        history: the file with its history.
        kept: the epoch after which the network was the best, and is kept as it was then; None where it is as the last step left it.
    """

    name = "saved"
    stopped: bool
    model: bytes
    history: bytes
    kept: int | None = None


@dataclass(frozen=True)
class Failed(Event):
    """There will be no model: `reason` is the key of a sentence in `convae.words`, `found` the values in it."""

    name = "failed"
    reason: str
    found: dict[str, Any]


Listener = Callable[[Event], None]
"""Whom a training tells what it does."""


def row_as_bytes(row: NDArray[np.float32]) -> bytes:
    """All weights of a network, in one row, as the bytes that `Step.row` reads."""
    return row.astype("<f4").tobytes()
