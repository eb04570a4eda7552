"""A training run as a process of its own: start it, watch it, tell it what to do.

The process is `python -m convae.training --json`. It tells what it does in `training_events` and ends when its
standard input does, so it never outlives the program that started it. Keras stays over there, and so does the disk: the
model comes back in the last line.
"""

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from typing import IO

from convae import log
from convae.recipes import name_of
from convae.training_events import Failed, Saved
from convae.training_jobs.job import Job, Upload
from convae.training_jobs.progress import Progress, Result, Snapshot

GRACE = 60.0
"""Seconds that a stopped run has for saving before it is killed; it needs one or two, and on a machine with much else to do twenty."""
NICENESS = 5
"""How far a run steps back behind the program that shows it, on the scale from 0 to 19: with 10 it hardly moves where much else is done."""


class Run:
    """One training process, from its start to its end."""

    def __init__(self, job: Job, grace: float = GRACE, clock: Callable[[], float] = time.monotonic) -> None:
        """Start the process for `job`; when stopped it has `grace` seconds to hand over what it has.

        Raises:
            OSError: there is no room for it.
        """
        self.job, self.grace, self.rate = job.without_content(), grace, job.recipe.rate
        self._clock, self._began = clock, clock()
        self._progress = Progress()
        self._ended: Snapshot | None = None
        self._stopping, self._given_up, self._paused = Event(), Event(), Event()
        with ExitStack() as opened:
            self._complaints = opened.enter_context(tempfile.TemporaryFile())
            with _readable(job.data) as (self._data, files):
                self._process = opened.enter_context(_start(job.command(self._data), self._complaints, files))
            self._opened = opened.pop_all()
        log.event("training begun", model=name_of(job.recipe.decoder), epochs=job.recipe.epochs, process=self._process.pid)
        Thread(target=self._watch, daemon=True).start()

    @property
    def snapshot(self) -> Snapshot:
        """How far it is now."""
        progress = self._progress  # looked at first: it is given up when the run has ended
        if self._ended:
            return self._ended
        now = replace(progress.snapshot(self.job.recipe.epochs), seconds=int(self._clock() - self._began))
        if self._stopping.is_set():
            return replace(now, state="saving")
        return replace(now, state="paused") if self._paused.is_set() and now.state == "training" else now

    @property
    def running(self) -> bool:
        """Whether the process is not over yet, without asking how far it is."""
        return self._ended is None

    def pause(self, paused: bool) -> None:
        """Let it stand still, or go on."""
        (self._paused.set if paused else self._paused.clear)()
        self._tell(pause=paused)

    def change_rate(self, rate: float) -> None:
        """Let the learning rate be as if its highest had been `rate` from the beginning."""
        self.rate = rate
        self._tell(rate=rate)

    def stop(self) -> None:
        """Ask it to end with the best so far; where that is nothing yet, it ends at once."""
        if self._stopping.is_set():
            return
        self._stopping.set()
        if not self._progress.learned:
            self.kill()
        elif self._process.stdin:
            with suppress(OSError):  # it has just ended by itself
                self._process.stdin.close()
            Thread(target=self._lose_patience, daemon=True).start()

    def kill(self) -> None:
        """End it at once; nothing of it is kept."""
        self._given_up.set()
        self._process.kill()

    def _tell(self, **command: object) -> None:
        if self._process.stdin and not self._stopping.is_set():
            with suppress(OSError, ValueError):  # it has just ended by itself
                self._process.stdin.write(json.dumps(command) + "\n")
                self._process.stdin.flush()

    def _lose_patience(self) -> None:
        try:
            self._process.wait(self.grace)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def _watch(self) -> None:
        # A command that the process did not read any more is written once again when its input is closed, and fails again.
        with suppress(OSError), self._opened:
            for line in self._process.stdout or ():
                self._progress.take(line)
            ended = self._outcome(self._process.wait())
        log.event("training ended", state=ended.state, why=self._why(ended), epoch=ended.epoch, bce=ended.bce)
        self._ended, self._progress = ended, Progress()  # said when nothing of it is left

    def _outcome(self, code: int) -> Snapshot:
        last = self._progress.snapshot(self.job.recipe.epochs)
        if self._given_up.is_set():
            return replace(last, state="stopped")
        if saved := self._progress.last(Saved):
            result = Result(saved.model, saved.history, saved.kept)
            return replace(last, state="stopped" if saved.stopped else "done", result=result)
        if failed := self._progress.last(Failed):
            return last.failed(failed.reason, **{name: self._meant(value) for name, value in failed.found.items()})
        if code < 0:
            return last.failed("errors.training.killed", signal=-code)
        self._complaints.seek(0)
        lines = self._complaints.read().decode(errors="replace").strip().splitlines()
        return last.failed("errors.training.crashed", cause=lines[-1] if lines else code)

    def _why(self, ended: Snapshot) -> str:
        """Why it ended, for the log."""
        if ended.state != "stopped":
            return ended.reason or "all epochs done"
        if self._given_up.is_set():
            return "given up"
        return "asked to" if self._stopping.is_set() else "time is up"

    def _meant(self, value: object) -> object:
        """A `value` of a sentence: its reader knows an uploaded file by its name."""
        data = self.job.data
        return data.name if isinstance(data, Upload) and value == str(self._data) else value


@contextmanager
def _readable(data: Path | Upload | None) -> Iterator[tuple[Path | None, tuple[int, ...]]]:
    """A path under which a process finds `data`, and the open files that it has to be given for that.

    An upload has no name on the disk, so that nothing of it can stay behind, whoever is killed.
    """
    if not isinstance(data, Upload):
        yield data and data.resolve(), ()
        return
    with tempfile.TemporaryFile() as file:
        file.write(data.content)
        file.flush()
        file.seek(0)
        yield Path(f"/dev/fd/{file.fileno()}"), (file.fileno(),)


def _start(command: list[str], complaints: IO[bytes], files: tuple[int, ...]) -> subprocess.Popen[str]:
    # `-m` finds convae from the folder it lies in; in a group of its own the process does not hear a Ctrl-C meant for us.
    process = subprocess.Popen(
        command,
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=complaints,
        text=True,
        encoding="utf-8",
        errors="replace",
        process_group=0,
        pass_fds=files,
    )
    with suppress(AttributeError, OSError):  # where there are no such priorities it runs at the usual one
        os.setpriority(os.PRIO_PROCESS, process.pid, min(19, os.getpriority(os.PRIO_PROCESS, 0) + NICENESS))
    return process
