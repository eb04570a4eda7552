"""A model that a visitor can look at: the network, its past, and how it does on the test digits."""

from collections.abc import Callable
from concurrent.futures import Future
from functools import cached_property
from io import BytesIO
from pathlib import Path
from threading import Lock, Thread
from typing import ParamSpec, TypeVar

from convae import channels, digits, history, measures, network
from convae.channels import ChannelFigures
from convae.measures import ModelFigures
from convae.model_files import ModelFiles, digest
from convae.network import Network
from convae.viewed.viewed_network import ViewedNetwork

P = ParamSpec("P")
R = TypeVar("R")
_ONE_AT_A_TIME = Lock()
"""Held by the one model that is measured: a visitor who brings many is not to take all of the processor."""

DIGIT = (28, 28, 1)
"""What every model that is shown here takes in."""


class Model:
    """One model, the same for everybody who looks at it.

    Attributes:
        name: what it is called on the page.
        data: the .keras file.
        net: what is in it.
        history: how it came to be; None where that is not known.
    """

    def __init__(self, name: str, data: bytes, past: bytes | None = None, *, path: Path | None = None, title: str = "model.keras") -> None:
        """Open the .keras file with the bytes `data`; what is known of it stands beside `path`, or nowhere.

        Args:
            past: the file with its history, where that stands nowhere.
            title: what the file was called, for the sentence that refuses it.

        Raises:
            ModelFileError: it cannot be run, or does not take digits.
        """
        self.name, self.data, self._path = name, data, path
        file = BytesIO(data)
        file.name = title
        self.net: Network = network.load(file)
        if self.net.input.output_shape != DIGIT:
            raise network.ModelFileError("errors.model.input", found=str(self.net.input.output_shape))
        self.digest = digest(data)
        known = BytesIO(past) if past else path and ModelFiles(path).history
        self.history = history.read(known, self.digest, self.net.parameters) if known else None
        self._lock = Lock()

    @cached_property
    def now(self) -> ViewedNetwork:
        """What the network view shows of the network as it is now."""
        return ViewedNetwork(self.net, self.history, self.channels, self.figures)

    def at(self, moment: int | None) -> Network:
        """The network as it was at a `moment` of its training, an index into its history; None is now."""
        return self.net.with_weights(self.history.weights[moment]) if self.history and moment is not None else self.net

    def figures(self) -> ModelFigures | None:
        """Its figures on the test digits, or None while they are being computed, and where it gives no copy to measure."""
        if not self.net.reconstructs:
            return None
        with self._lock:
            return _if_done(self._figures)

    def channels(self) -> ChannelFigures | None:
        """How its channels behave over the test digits, or None while that is being counted."""
        with self._lock:
            return _if_done(self._channels)

    @cached_property
    def _figures(self) -> Future[ModelFigures]:
        known = self._path and measures.beside(self._path)
        return _done(known) if known else _in_background(measures.measure, self.net, digits.load_test()[0], self.digest)

    @cached_property
    def _channels(self) -> Future[ChannelFigures]:
        known = self._path and channels.beside(self._path)
        return _done(known) if known else _in_background(channels.measure, self.net, digits.load_test()[0], digest=self.digest)


def _done(known: R) -> Future[R]:
    future: Future[R] = Future()
    future.set_result(known)
    return future


def _if_done(future: Future[R]) -> R | None:
    return future.result() if future.done() else None


def _in_background(work: Callable[P, R], *given: P.args, **named: P.kwargs) -> Future[R]:
    """Let `work` be done once for all visitors while the page goes on; a server that ends does not wait for it."""
    future: Future[R] = Future()

    def fulfil() -> None:
        try:
            with _ONE_AT_A_TIME:
                future.set_result(work(*given, **named))
        except Exception as error:  # noqa: BLE001 - whoever asks for the result gets it
            future.set_exception(error)

    Thread(target=fulfil, daemon=True).start()
    return future
