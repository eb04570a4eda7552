"""How far a training is, by the events that its process tells line by line."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from convae import training_events
from convae.training_events import Built, Epoch, Event, Start, Step

E = TypeVar("E", bound=Event)
State = Literal["waiting", "starting", "training", "paused", "saving", "done", "stopped", "failed"]
Point = tuple[float, float]
"""A point of the curve of the loss: an epoch, such as 0.25, and the mean binary cross-entropy, over the digits that were trained on
since the point before, or since the epoch began."""


@dataclass(frozen=True)
class Result:
    """What came out of a training: a .keras file and the file with its history.

    Attributes:
        kept: the epoch after which the network was the best, and is kept as it was then; None where it is as the last step left it.
    """

    model: bytes
    history: bytes
    kept: int | None = None


@dataclass(frozen=True, eq=False)
class Snapshot:
    """How far a training run is.

    Attributes:
        state: what it is doing, or how it ended: with all its epochs, on request, or by a failure.
        epochs: how many were ordered.
        epoch: the one under way, from 1; 0 before the first.
        share: how much of the whole run is behind it, from 0 to 1.
        seconds: how long ago it began; 0 while it waits.
        rate: the learning rate now.
        steps_per_second: how many batches it goes through in a second.
        seconds_left: about how long the rest takes; None while that is a guess.
        curve: the loss so far.
        floor: the loss of a perfect copy of the training digits.
        built: the network before its training, a .keras file; None until it is there.
        weights: those of the network now, in one row as `Network.with_weights` takes them; None before the first.
        place: how many come before this one in the queue, itself counted; 0 once it has begun.
        number: which of all the runs of its trainer it is, from 1: the name of its result.
        result: what came out; of a stopped run, the best that it had.
        reason: of a failure, the key of its sentence in `convae.words`.
        found: the values in that sentence.
    """

    state: State
    epochs: int
    epoch: int = 0
    share: float = 0.0
    seconds: int = 0
    rate: float | None = None
    steps_per_second: float | None = None
    seconds_left: int | None = None
    curve: tuple[Point, ...] = ()
    floor: float | None = None
    built: bytes | None = field(default=None, repr=False)
    weights: NDArray[np.float32] | None = field(default=None, repr=False)
    place: int = 0
    number: int = 0
    result: Result | None = field(default=None, repr=False)
    reason: str = ""
    found: Mapping[str, Any] = field(default_factory=dict)

    @property
    def running(self) -> bool:
        """Whether it is not over yet."""
        return self.state not in ("done", "stopped", "failed")

    @property
    def bce(self) -> float | None:
        """The loss now: that of the last point of the curve."""
        return self.curve[-1][1] if self.curve else None

    @property
    def whole_epochs(self) -> int:
        """How often it has gone through all the digits."""
        return int(self.share * self.epochs + 1e-9)

    def failed(self, reason: str, **found: object) -> "Snapshot":
        """The same run, ended by a failure."""
        return replace(self, state="failed", reason=reason, found=found)


class Progress:
    """The last event of each kind, and the curve of the loss."""

    def __init__(self) -> None:
        self._last: dict[type[Event], Event] = {}
        self._curve: list[Point] = []

    def take(self, line: str) -> None:
        """Keep what one line of the process's output tells; what a library prints in between is no event."""
        event = training_events.read(line)
        if event is None:
            return
        self._last[type(event)] = event
        if isinstance(event, Step) or (isinstance(event, Epoch) and not self._told_of(event.epoch)):
            self._curve.append((event.behind, event.bce))

    def last(self, kind: type[E]) -> E | None:
        """The last event of this `kind`; None before the first."""
        found = self._last.get(kind)
        return found if isinstance(found, kind) else None

    @property
    def learned(self) -> bool:
        """Whether it has made a step that it told of: before that there is nothing worth keeping."""
        return bool(self._curve)

    def snapshot(self, epochs: int) -> Snapshot:
        """How far the run of `epochs` is while its process is at work."""
        start, built, step, ended = self.last(Start), self.last(Built), self.last(Step), self.last(Epoch)
        now = Snapshot(
            "starting", epochs, curve=tuple(self._curve), floor=start.floor if start else None, built=built.model if built else None
        )
        if step:
            now = replace(now, rate=step.rate, steps_per_second=step.steps_per_second, weights=step.row)
        last = ended if ended and not (step and step.epoch > ended.epoch) else step
        if last is None:
            return now
        # An epoch that ends before its last step is one in which the run was stopped.
        over = last is ended and (last.epoch == epochs or last.step < last.steps)
        state: State = "saving" if over else "training"
        return replace(now, state=state, epoch=last.epoch, share=last.behind / epochs, seconds_left=last.seconds_left)

    def _told_of(self, epoch: int) -> bool:
        """Whether the curve has a point within an `epoch`."""
        return bool(self._curve) and self._curve[-1][0] > epoch - 1
