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
    import base64, json, sys

    def say(event, **figures):
        print(json.dumps({"event": event} | figures), flush=True)

    def step(number, **figures):
        usual = {"epoch": 1, "epochs": 5, "step": number, "steps": 100, "bce": 0.5, "rate": 0.01, "steps_per_second": 9.0}
        say("step", **usual | {"seconds_left": 7, "weights": base64.b64encode(bytes(8)).decode()} | figures)

    say("start", floor=0.06)
    step(1)
    for number, line in enumerate(sys.stdin, 2):
        step(number, **json.loads(line))
    say("saved", stopped=True, **{name: base64.b64encode(name.encode()).decode() for name in ("model", "history")})
"""
"""Makes one step, and then another for each command, which it repeats; ends with a model when its input does."""


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
