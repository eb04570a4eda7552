"""A training run as a process of its own: start it, watch it, stop it.

The process is `python -m convae.training --json`. It says what it does in JSON lines (`reports.py`) and ends when its
standard input does, so it never outlives the program that started it. Keras stays over there.
"""

import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event, Lock, Thread
from typing import IO

from convae import digits
from convae.reports import Reports, Snapshot

GRACE = 20.0
"""Seconds that a stopped run has for saving before it is killed; it needs one or two."""
NICENESS = 10
"""How far a run steps back behind the program that shows it, on the scale from 0 to 19."""


@dataclass(frozen=True)
class Job:
    """What to train, on which digits (a file in MNIST's layout), for how long, and where to save it (a .keras file)."""

    output: Path
    epochs: int
    model: str = "classic"
    data: Path = digits.BUNDLED

    def command(self, output: Path) -> list[str]:
        """The command that does it, saving to `output`."""
        return [
            sys.executable,
            "-m",
            "convae.training",
            "--json",
            "--model",
            self.model,
            "--data",
            str(self.data.resolve()),
            "--epochs",
            str(self.epochs),
            "--output",
            str(output),
        ]


class Run:
    """One training process, from its start to its end."""

    def __init__(self, job: Job, grace: float = GRACE) -> None:
        """Start the process for `job`; when stopped it has `grace` seconds to save.

        Raises:
            OSError: there is no room for it, or the folder it would save to cannot be written to.
        """
        self.job, self.grace = job, grace
        self._reports = Reports()
        self._ended: Snapshot | None = None
        self._stopping, self._given_up = Event(), Event()
        with ExitStack() as opened:
            # It saves aside: only what this program lived to see whole takes the old model's place.
            folder = tempfile.TemporaryDirectory(dir=job.output.parent.resolve(), prefix=".saving-", ignore_cleanup_errors=True)
            self._aside = Path(opened.enter_context(folder)) / job.output.name
            self._complaints = opened.enter_context(tempfile.TemporaryFile())
            self._process = opened.enter_context(_start(job.command(self._aside), self._complaints))
            self._opened = opened.pop_all()
        Thread(target=self._watch, daemon=True).start()

    @property
    def snapshot(self) -> Snapshot:
        """How far it is now."""
        now = self._ended or self._reports.snapshot(self.job.epochs)
        return replace(now, state="saving") if now.running and self._stopping.is_set() else now

    def stop(self) -> None:
        """Ask it to end with the best so far; where that is nothing yet, it ends at once."""
        self._stopping.set()
        if not self._reports.learned:
            self._given_up.set()
            self._process.kill()
        elif self._process.stdin:
            self._process.stdin.close()
            Thread(target=self._lose_patience, daemon=True).start()

    def _lose_patience(self) -> None:
        try:
            self._process.wait(self.grace)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def _watch(self) -> None:
        with self._opened:
            for line in self._process.stdout or ():
                self._reports.take(line)
            ended = self._outcome(self._process.wait())
        self._ended = ended  # said when nothing of it is left

    def _outcome(self, code: int) -> Snapshot:
        last = self._reports.snapshot(self.job.epochs)
        if self._given_up.is_set():
            return replace(last, state="stopped")
        if code == 0:
            return self._keep(last)
        if told := self._reports.last.get("failed"):
            return last.failed(told["reason"], **{name: self._meant(value) for name, value in told["found"].items()})
        if code < 0:
            return last.failed("errors.training.killed", signal=-code)
        self._complaints.seek(0)
        lines = self._complaints.read().decode(errors="replace").strip().splitlines()
        return last.failed("errors.training.crashed", cause=lines[-1] if lines else code)

    def _keep(self, last: Snapshot) -> Snapshot:
        try:
            self._aside.replace(self.job.output)
        except OSError as error:
            return last.failed("errors.training.save", path=str(self.job.output), cause=error.strerror)
        return replace(last, state="stopped" if self._stopping.is_set() else "done", saved=True)

    def _meant(self, value: object) -> object:
        """A `value` of a sentence: its reader knows nothing of the place aside."""
        return str(self.job.output) if value == str(self._aside) else value


def _start(command: list[str], complaints: IO[bytes]) -> subprocess.Popen[str]:
    # `-m` finds convae from the folder it lies in; in a group of its own the process does not hear a Ctrl-C meant for us.
    process = subprocess.Popen(
        command,
        cwd=Path(__file__).parents[1],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=complaints,
        text=True,
        encoding="utf-8",
        errors="replace",
        process_group=0,
    )
    with suppress(AttributeError, OSError):  # where there are no such priorities it runs at the usual one
        os.setpriority(os.PRIO_PROCESS, process.pid, min(19, os.getpriority(os.PRIO_PROCESS, 0) + NICENESS))
    return process


class Trainer:
    """One run at a time, the same for all who ask."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._run: Run | None = None
        self._refused: Snapshot | None = None

    @property
    def snapshot(self) -> Snapshot | None:
        """How far the last run is, or how it ended; None before the first."""
        return self._run.snapshot if self._run else self._refused

    def start(self, job: Job) -> None:
        """Start `job`, unless a run is under way."""
        with self._lock:
            if self._run and self._run.snapshot.running:
                return
            try:
                self._run = Run(job)
            except OSError as error:
                self._run, self._refused = None, Snapshot("failed", job.epochs).failed("errors.training.start", cause=error.strerror)

    def stop(self) -> None:
        """Stop the run that is under way, if there is one."""
        if self._run:
            self._run.stop()
