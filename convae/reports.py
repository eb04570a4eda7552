"""What a training process reports of itself, line by line, and how far that says it is."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, Literal

State = Literal["starting", "training", "saving", "done", "stopped", "failed"]


@dataclass(frozen=True)
class Snapshot:
    """How far a training run is.

    Attributes:
        state: what it is doing, or how it ended: with all its epochs, on request, or by a failure.
        epochs: how many were ordered.
        epoch: the one under way, from 1; 0 before the first.
        share: how much of the whole run is behind it, from 0 to 1.
        bce: mean binary cross-entropy of the epoch so far.
        seconds_left: about how long the rest takes; None while that is a guess, in the first epoch.
        saved: there is a new model; of a stopped run, the best that it had.
        reason: of a failure, the key of its sentence in `convae.words`.
        found: the values in that sentence.
    """

    state: State
    epochs: int
    epoch: int = 0
    share: float = 0.0
    bce: float | None = None
    seconds_left: int | None = None
    saved: bool = False
    reason: str = ""
    found: Mapping[str, Any] = field(default_factory=dict)

    @property
    def running(self) -> bool:
        """Whether the process is still at work."""
        return self.state in ("starting", "training", "saving")

    def failed(self, reason: str, **found: object) -> "Snapshot":
        """The same run, ended by a failure."""
        return replace(self, state="failed", reason=reason, found=found)


class Reports:
    """The last report of each kind: `start`, `step`, `epoch`, `saved`, `failed` (they are written in `training` and `fitting`)."""

    def __init__(self) -> None:
        self.last: dict[str, dict[str, Any]] = {}

    def take(self, line: str) -> None:
        """Keep one line of the process's output; what a library prints in between is no report."""
        with suppress(ValueError, TypeError, LookupError):
            report = json.loads(line)
            self.last[report["event"]] = report

    @property
    def learned(self) -> bool:
        """Whether it has been through all its digits once: before that there is nothing worth keeping."""
        return "epoch" in self.last

    def snapshot(self, epochs: int) -> Snapshot:
        """How far the run of `epochs` is while its process is at work."""
        step, done = self.last.get("step"), self.last.get("epoch")
        finished = done["epoch"] if done else 0
        if step and step["epoch"] > finished:
            share = (finished + step["step"] / step["steps"]) / epochs
            return Snapshot("training", epochs, step["epoch"], share, step["bce"], step["seconds_left"] if done else None)
        if done:
            left = round(done["seconds"] / finished * (epochs - finished))
            return Snapshot("training" if left else "saving", epochs, finished, finished / epochs, done["bce"], left)
        return Snapshot("starting", epochs)
