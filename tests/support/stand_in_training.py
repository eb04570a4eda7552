"""What stands in for a training where a test needs no model: a few lines of Python in a process of their own."""

import sys
import textwrap
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from convae import words
from convae.recipes import RECIPES
from convae.training_jobs import Job, Run, Snapshot


@dataclass(frozen=True)
class Script(Job):
    """In place of a training any few lines of Python; the command's own arguments come after them."""

    code: str = ""

    def command(self, data: Path) -> list[str]:
        return [sys.executable, "-c", textwrap.dedent(self.code), *super().command(data)[3:]]


OBEDIENT = """
    import json, sys
    from convae.training_events import Saved, Start, Step, write

    def step(number, rate=0.01, pause=False):
        write(Step(1, 5, number, 100, 7, 0.5, rate, 0.0 if pause else 9.0, bytes(8)))

    write(Start("classic", "nowhere", 1, 0, 5, 0.06))
    step(1)
    for number, line in enumerate(sys.stdin, 2):
        step(number, **json.loads(line))
    write(Saved(True, b"model", b"history"))
"""
"""Makes one step, and then another for each command: at the rate that it says, and at no pace if it is to wait; ends with a model
when its input does."""


def job(epochs: int = 5, **changes: object) -> Job:
    """A training of classic."""
    return replace(Job(replace(RECIPES["classic"], epochs=epochs)), **changes)


def script(code: str, epochs: int = 5) -> Script:
    return Script(job(epochs).recipe, code=code)


def until(true: Callable[[], bool], seconds: float = 300) -> None:
    late = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < late, "it never came true"
        time.sleep(0.02)


def end(run: Run) -> Snapshot:
    until(lambda: not run.snapshot.running)
    return run.snapshot


def sentence(ended: Snapshot) -> str:
    """Why a run failed, in English; the other language must have a sentence, too."""
    assert ended.state == "failed"
    assert ended.result is None
    assert words.of("pt").say(ended.reason, **ended.found)
    return words.of("en").say(ended.reason, **ended.found)
