"""What a run is told from outside while it goes on: to stop, to wait, to learn faster or slower."""

import json
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from io import TextIOWrapper
from math import inf
from threading import Event, Thread
from typing import TextIO

from convae.recipes import BOUNDS


@dataclass
class Control:
    """The wishes of whoever watches a run.

    Attributes:
        stop: end after the step under way, and keep the best so far.
        go: unset while the run is to wait.
        rate: the learning rate at its highest, where another than the recipe's is wanted.
        seconds: how long the run may take, waiting included; None is as long as it likes.
        megabytes: how much memory it may take; None is as much as it likes.
        started: when it began, on `clock`.
    """

    stop: Event = field(default_factory=Event)
    go: Event = field(default_factory=Event)
    rate: float | None = None
    seconds: float | None = None
    megabytes: int | None = None
    clock: Callable[[], float] = time.monotonic
    started: float = field(init=False)

    def __post_init__(self) -> None:
        self.go.set()
        self.started = self.clock()

    @property
    def overdue(self) -> bool:
        """Whether its time is up."""
        return self.remaining < 0

    @property
    def remaining(self) -> float:
        """How many seconds are left of its time."""
        return inf if self.seconds is None else self.seconds - (self.clock() - self.started)

    def listen(self, commands: TextIO | None) -> None:
        """Obey Ctrl-C, and `commands` where there are any; a second Ctrl-C interrupts at once."""

        def interrupted(*_: object) -> None:
            self.stop.set()
            signal.signal(signal.SIGINT, signal.default_int_handler)

        signal.signal(signal.SIGINT, interrupted)
        if commands:
            if isinstance(commands, TextIOWrapper):
                commands.reconfigure(errors="replace")  # bytes that are no text are no command either
            Thread(target=self.obey, args=(commands,), daemon=True).start()

    def obey(self, commands: TextIO) -> None:
        """Do what the lines of `commands` say until they end, which means stop: who gave them may be dead."""
        for line in commands:
            with suppress(ValueError, TypeError, LookupError, RecursionError):  # what is no command of ours changes nothing
                self._do(**json.loads(line))
        self.stop.set()

    def _do(self, *, pause: bool | None = None, rate: float | None = None) -> None:
        if pause is not None:
            (self.go.clear if pause else self.go.set)()
        least, most = BOUNDS["rate"]
        if rate is not None and least <= rate <= most:
            self.rate = rate


def memory() -> int:
    """The most memory that this process has had so far, in MB; 0 where the system does not say."""
    try:
        from resource import RUSAGE_SELF, getrusage  # not on Windows
    except ImportError:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return getrusage(RUSAGE_SELF).ru_maxrss * unit // 2**20
