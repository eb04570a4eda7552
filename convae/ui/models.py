"""The model that the page shows, and how it does on the test digits."""

import atexit
import os
import tempfile
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import ParamSpec, TypeVar

import streamlit as st

from convae import channels as channel_figures
from convae import digits, measures, network
from convae.channels import ChannelFigures

P, R = ParamSpec("P"), TypeVar("R")

FOLDER = Path(__file__).parents[2] / "models"
"""Where the models stand that come with convae."""
SHOWN = "classic"
DIGIT = (28, 28, 1)
"""What every model that is shown here takes in."""


def path() -> Path:
    """Where the model that the page shows is, or would be: one trained here goes before the one that came with convae."""
    trained = destination()
    return trained if trained.is_file() else FOLDER / trained.name


def destination() -> Path:
    """Where a model trained here is saved: in `FOLDER`, or where that cannot be, in a folder that lasts as long as the server."""
    return (FOLDER if os.access(FOLDER, os.W_OK) else _spare()) / f"{SHOWN}.keras"


@cache
def _spare() -> Path:
    folder = tempfile.TemporaryDirectory(prefix="convae-")
    atexit.register(folder.cleanup)
    return Path(folder.name)


def version() -> tuple[Path, int]:
    """The model's path and when its file last changed, 0 where there is none: another version is another model."""
    file = path()
    return file, file.stat().st_mtime_ns if file.is_file() else 0


@st.cache_resource
def _load(path: Path, changed: int) -> network.Network:
    net = network.load(path)
    if net.input.output_shape != DIGIT:
        raise network.ModelFileError("errors.model.input", found=str(net.input.output_shape))
    return net


def current() -> network.Network:
    """The model that the page shows, read again when its file has changed.

    Raises:
        ModelFileError: it is missing, cannot be run, or does not take digits.
    """
    return _load(*version())


def figures() -> measures.ModelFigures | None:
    """The model's figures on the test digits, or None while they are being computed, and where it gives no copy to measure."""
    shown = version()
    if not current().reconstructs:
        return None
    if known := _beside(*shown):
        return known
    future = _measured(*shown)
    return future.result() if future.done() else None


@st.cache_resource
def _beside(path: Path, changed: int) -> measures.ModelFigures | None:
    return measures.beside(path)


def channels() -> ChannelFigures | None:
    """How the model's channels behave over the test digits, or None while that is being counted."""
    shown = version()
    if known := _counts_beside(*shown):
        return known
    future = _counted(*shown)
    return future.result() if future.done() else None


@st.cache_resource
def _counts_beside(path: Path, changed: int) -> ChannelFigures | None:
    return channel_figures.beside(path)


@st.cache_resource
def _counted(path: Path, changed: int) -> Future[ChannelFigures]:
    return _in_background(channel_figures.measure, current(), digits.load_test()[0], digest=measures.digest(path))


@st.cache_resource
def _measured(path: Path, changed: int) -> Future[measures.ModelFigures]:
    """The figures of a model that came without them, computed once for all visitors while the page goes on."""
    return _in_background(measures.measure, current(), digits.load_test()[0], measures.digest(path))


def _in_background(work: Callable[P, R], *given: P.args, **named: P.kwargs) -> Future[R]:
    worker = ThreadPoolExecutor(max_workers=1)
    future = worker.submit(work, *given, **named)
    worker.shutdown(wait=False)
    return future
