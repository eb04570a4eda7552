"""The training as another program sees it: `python -m convae.training --json`, its reports and its commands."""

import base64
import io
import json
import signal
from contextlib import AbstractContextManager
from queue import Queue
from threading import Thread
from typing import Any

import numpy as np

from convae import network, training_events
from convae.history import History
from convae.network import Network
from processes import start

PATIENCE = 300
"""Seconds in which the next report has to come: TensorFlow takes a few to begin, on a busy machine many."""


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
