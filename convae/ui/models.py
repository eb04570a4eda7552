"""The model that the page shows, and how it does on the test digits."""

import atexit
import os
import tempfile
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from pathlib import Path

import streamlit as st

from convae import digits, measures, network

FOLDER = Path(__file__).parents[2] / "models"
"""Where the models stand that come with convae."""
SHOWN = "classic"


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
    return network.load(path)


def current() -> network.Network:
    """The model that the page shows, read again when its file has changed.

    Raises:
        ModelFileError: it is missing or cannot be run.
    """
    return _load(*version())


def figures() -> measures.ModelFigures | None:
    """The model's figures on the test digits, or None while they are being computed."""
    shown = version()
    if known := _beside(*shown):
        return known
    future = _measured(*shown)
    return future.result() if future.done() else None


@st.cache_resource
def _beside(path: Path, changed: int) -> measures.ModelFigures | None:
    return measures.beside(path)


@st.cache_resource
def _measured(path: Path, changed: int) -> Future[measures.ModelFigures]:
    """The figures of a model that came without them, computed once for all visitors while the page goes on."""
    net = current()
    worker = ThreadPoolExecutor(max_workers=1)
    future = worker.submit(measures.measure, net, digits.load_test()[0], measures.digest(path))
    worker.shutdown(wait=False)
    return future
