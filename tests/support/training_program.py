"""The training as another program sees it: `python -m convae.training --json`, its reports and its commands."""

import base64
import io
import json
import signal
from contextlib import AbstractContextManager
from math import cos, pi
from queue import Queue
from threading import Thread
from typing import Any

import numpy as np

from convae import network, training_events
from convae.history import FIRST_STEP, History
from convae.network import Network
from convae.recipes import Recipe
from processes import start

PATIENCE = 300
"""Seconds in which the next report has to come: TensorFlow takes a few to begin, on a busy machine many."""
IMAGES, HELD_OUT = 400, 33
"""How many digits the trainings of the tests have, and how many of these are held out where some are."""


class Program(AbstractContextManager):
    """One run, killed at the end of the `with` if it is still there."""

    def __init__(self, *arguments: object, code: str = "", **environment: str) -> None:
        """Start it with these `arguments`; `code` may start it in another way."""
        self.process = start(*(["-c", code] if code else ["-m", "convae.training"]), "--json", *arguments, **environment)
        self.reports: Queue[dict[str, Any]] = Queue()
        self.said: list[dict[str, Any]] = []
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self._reader.join()
        with self.process:
            pass

    def _read(self) -> None:
        for line in self.process.stdout:
            self.reports.put(json.loads(line))
        self.reports.put({"event": "the end of the output"})

    def next(self, timeout: float = PATIENCE) -> dict[str, Any]:
        """The next report; `queue.Empty` is raised if none comes."""
        self.said.append(self.reports.get(timeout=timeout))
        return self.said[-1]

    def until(self, event: str, **figures: object) -> dict[str, Any]:
        """The next report of this kind, with these figures if there are any."""
        while True:
            report = self.next()
            if report["event"] == event and report.items() >= figures.items():
                return report
            assert report["event"] != "the end of the output", self.process.stderr.read()

    def tell(self, line: str) -> None:
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def stop(self) -> None:
        self.process.stdin.close()

    def interrupt(self) -> None:
        self.process.send_signal(signal.SIGINT)

    def end(self) -> list[dict[str, Any]]:
        """All that it has said when it has ended by itself, without a complaint."""
        while self.next()["event"] != "the end of the output":
            pass
        ended = self.process.wait(PATIENCE), self.process.stderr.read()
        assert ended == (0, ""), ended
        return self.said[:-1]


def of_kind(said: list[dict[str, Any]], event: str) -> list[dict[str, Any]]:
    return [report for report in said if report["event"] == event]


def weights(report: dict[str, Any]) -> np.ndarray:
    """The weights that the report of a step has in it."""
    return training_events.read(json.dumps(report)).row


def row(net: Network) -> np.ndarray:
    """All weights of a network in one row."""
    return np.concatenate([weight.ravel() for layer in net.layers for weight in layer.weights])


def model(saved: dict[str, Any]) -> tuple[Network, bytes]:
    """The network that the last report has in it, and its file."""
    file = base64.b64decode(saved["model"])
    return network.load(io.BytesIO(file)), file


def past(saved: dict[str, Any]) -> History:
    """The history that the last report has in it."""
    return opened(io.BytesIO(base64.b64decode(saved["history"])))


def opened(source: object) -> History:
    """The history in a file, whatever model it belongs to."""
    with np.load(source) as stored:
        single = {name: stored[name].item() for name in ("digest", "facts", "steps_per_epoch")}
        return History(**{name: stored[name] for name in stored} | single)


def cross_entropy(net: Network, images: np.ndarray) -> float:
    """The mean binary cross-entropy of the copies of `images`, uint8, shape (n, 28, 28), as Keras computes it."""
    pictures = images[..., None].astype(np.float64) / 255
    copies = np.clip(net.decode(net.encode(pictures)), 1e-7, 1 - 1e-7)
    return float(-(pictures * np.log(copies) + (1 - pictures) * np.log(1 - copies)).mean())


def check_history(found: History, last: int, net: Network) -> None:
    """A history of `net` rises from 0 to the step `last`, where it has the very weights of the model."""
    assert (found.steps[0], found.steps[-1]) == (0, last)
    assert (np.diff(found.steps) > 0).all()
    assert found.weights.shape == (len(found.steps), net.parameters)
    assert found.weights.dtype == np.float16
    np.testing.assert_array_equal(found.weights[-1], row(net).astype(np.float16))
    changes = (np.diff(found.weights.astype(np.float32), axis=0) != 0).any(axis=1)
    assert changes[found.steps[1:] > 1].all()  # the learning rate of the first step is 0
    assert len(found.curve_steps) == len(found.curve_bce)
    assert (len(found.curve_steps) > 0) == (last >= FIRST_STEP)
    assert (np.diff(found.curve_steps) > 0).all()
    assert (found.curve_steps <= last).all()
    assert ((found.curve_bce > 0) & (found.curve_bce < 1)).all()


def scheduled_rate(recipe: Recipe, done: int, steps_per_epoch: int) -> float:
    """The learning rate after so many steps, as the recipe describes it."""
    total = recipe.epochs * steps_per_epoch
    warm_up = min(500, total // 4)
    if done < warm_up:
        return recipe.rate * done / warm_up
    return recipe.rate * ((1 + cos(pi * (done - warm_up) / (total - warm_up))) / 2 if recipe.schedule == "cosine" else 1)
