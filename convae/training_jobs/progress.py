"""What a training process reports of itself, line by line, and how far that says it is."""

import base64
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

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


class Reports:
    """The last report of each kind (they are written in `training`), and the curve of the loss."""

    def __init__(self) -> None:
        self.last: dict[str, dict[str, Any]] = {}
        self.curve: list[Point] = []
        self.built: bytes | None = None

    def take(self, line: str) -> None:
        """Keep one line of the process's output; what a library prints in between is no report."""
        with suppress(ValueError, TypeError, LookupError):
            report = json.loads(line)
            self.last[report["event"]] = report
            if report["event"] == "step" or (report["event"] == "epoch" and not self._told_of(report["epoch"])):
                self.curve.append((_behind(report), report["bce"]))
            elif report["event"] == "built":
                self.built = base64.b64decode(report["model"])

    @property
    def learned(self) -> bool:
        """Whether it has made a step that it told of: before that there is nothing worth keeping."""
        return "step" in self.last or "epoch" in self.last

    @property
    def result(self) -> Result | None:
        """The model, once it is there."""
        saved = self.last.get("saved")
        return _result(saved) if saved else None

    def snapshot(self, epochs: int) -> Snapshot:
        """How far the run of `epochs` is while its process is at work."""
        step, ended = self.last.get("step"), self.last.get("epoch")
        now = Snapshot("starting", epochs, curve=tuple(self.curve), built=self.built)
        if start := self.last.get("start"):
            now = replace(now, floor=start.get("floor"))
        if step:
            now = replace(now, rate=step["rate"], steps_per_second=step["steps_per_second"], weights=_weights(step))
        last = ended if ended and not (step and step["epoch"] > ended["epoch"]) else step
        if last is None:
            return now
        # An epoch that ends before its last step is one in which the run was stopped.
        over = last is ended and (last["epoch"] == epochs or last["step"] < last["steps"])
        state: State = "saving" if over else "training"
        return replace(now, state=state, epoch=last["epoch"], share=_behind(last) / epochs, seconds_left=last["seconds_left"])

    def _told_of(self, epoch: int) -> bool:
        """Whether the curve has a point within an `epoch`."""
        return bool(self.curve) and self.curve[-1][0] > epoch - 1


def _behind(report: Mapping[str, Any]) -> float:
    """How many epochs a run has behind it, such as 0.25."""
    behind: float = report["epoch"] - 1 + report["step"] / report["steps"]
    return behind


def _weights(step: Mapping[str, Any]) -> NDArray[np.float32]:
    return np.frombuffer(base64.b64decode(step["weights"]), "<f4")


def _result(saved: Mapping[str, Any]) -> Result:
    return Result(base64.b64decode(saved["model"]), base64.b64decode(saved["history"]), saved.get("kept"))
