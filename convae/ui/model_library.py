"""The models that there are to look at, and which of them the visitor sees."""

import atexit
import os
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

import streamlit as st

from convae import log
from convae.model_files import ModelFiles
from convae.network import ModelFileError
from convae.recipes import FIRST, RECIPES
from convae.training_jobs import Result
from convae.ui.state import session
from convae.viewed.model import Model

FOLDER = Path(__file__).parents[2] / "models"
"""Where the models stand that come with convae."""
TRAINED, UPLOADED = "trained", "uploaded"
"""The names of a visitor's own models: the one that was trained here, and the one that was brought along."""


def current() -> Model:
    """The model that the visitor looks at; the first one, where theirs cannot be opened, and then `unopened` says why.

    Raises:
        ModelFileError: it is missing, cannot be run, or does not take digits.
    """
    state = session()
    wanted = state.models.chosen if state.models.chosen in choices() else FIRST
    try:
        return named(wanted)
    except ModelFileError as error:
        if wanted == FIRST:
            raise
        state.models.chosen, state.models.unopened = FIRST, error
        return named(FIRST)


def named(name: str) -> Model:
    """The model called `name`, one of `choices`.

    Raises:
        ModelFileError: as in `current`.
    """
    return session().models.own.get(name) or shipped(name)


def choices() -> list[str]:
    """The names of all models that the visitor can choose from, their own last."""
    return [*(name for name in RECIPES if name == FIRST or path(name).is_file()), *session().models.own]


def add(model: Model) -> None:
    """Let the visitor have a `model` of their own, and look at it; it takes the place of one of that name."""
    state = session()
    state.models.own[model.name] = model
    state.models.chosen = model.name


def shipped(name: str = FIRST) -> Model:
    """The model called `name` that came with convae or was trained in its place, read again when its file has changed.

    Raises:
        ModelFileError: it is missing, cannot be run, or does not take digits.
    """
    return _open(name, *version(name))


@st.cache_resource(show_spinner=False)
def _open(name: str, path: Path, changed: int) -> Model:
    if not path.is_file():
        raise ModelFileError("errors.model.missing", path=str(path))
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelFileError("errors.model.unreadable", path=path.name) from error
    model = Model(name, data, path=path, title=path.name)
    log.event("model", name=name, sha256=model.digest, parameters=model.net.parameters, history=model.history is not None)
    return model


def path(name: str = FIRST) -> Path:
    """Where the model called `name` is, or would be: one trained here goes before the one that came with convae."""
    trained = destination(name)
    return trained if trained.is_file() else FOLDER / trained.name


def version(name: str = FIRST) -> tuple[Path, int]:
    """The model's path and when its file last changed, 0 where there is none: another version is another model."""
    file = path(name)
    return file, file.stat().st_mtime_ns if file.is_file() else 0


def destination(name: str = FIRST) -> Path:
    """Where a model trained here is saved: in `FOLDER`, or where that cannot be, in a folder that lasts as long as the server.

    Where nothing can be written at all, it is `FOLDER` again: to look for a model must not fail because none can be saved.
    """
    return (FOLDER if os.access(FOLDER, os.W_OK) else _spare() or FOLDER) / f"{name}.keras"


def lasting() -> bool:
    """Whether a model trained here is still there when the app is started again."""
    return not FOLDER.exists() or os.access(FOLDER, os.W_OK)


def keep(result: Result) -> None:
    """Put the first model, trained here, and its history where the page looks for them.

    Raises:
        OSError: they cannot be written there.
    """
    with suppress(OSError):  # a folder that cannot be made is as one that cannot be written to
        FOLDER.mkdir(exist_ok=True)
    ModelFiles(destination()).save(result.model, result.history)


@cache
def _spare() -> Path | None:
    try:
        folder = tempfile.TemporaryDirectory(prefix="convae-")
    except OSError:
        return None
    atexit.register(folder.cleanup)
    return Path(folder.name)
