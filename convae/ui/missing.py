"""No model that can be shown: the offer to train one, and how the training comes along."""

from contextlib import suppress
from math import ceil
from pathlib import Path

import streamlit as st

from convae.network import ModelFileError
from convae.reports import Snapshot
from convae.trainer import Job, Trainer
from convae.ui import models
from convae.ui.markup import tag, text
from convae.words import Words

EPOCHS = 60
"""With the bundled digits: cross-entropy 0.0854 and squared error 0.0080 on the test digits; 40 epochs reach 0.0882 and 0.0089."""
MINUTES = 2
"""What that takes on two cores, 170 seconds of processor time."""


def page(error: ModelFileError, words: Words) -> None:
    """Say what is wrong with the model and offer to train one."""
    missing = error.reason == "errors.model.missing"
    with st.container(key="missing", width=640):
        st.title(words.say("missing.title" if missing else "missing.broken"), anchor=False)
        st.html(tag("p", text(words.say("missing.why" if missing else error.reason, **error.found | {"path": _path()}))))
        _training(models.version(), _offer(missing, words), words)


def _path() -> str:
    """The model's path for people to read: where on the server it is, is nobody's business."""
    return f"{models.FOLDER.name}/{models.path().name}"


def _offer(missing: bool, words: Words) -> str:
    lasting = models.destination().parent == models.FOLDER or not models.FOLDER.exists()
    kept = "missing.brief" if not lasting else "missing.kept" if missing else "missing.replaces"
    return f"{words.say('missing.offer', epochs=EPOCHS, minutes=MINUTES)} {words.say(kept, path=_path())}"


@st.cache_resource
def trainer() -> Trainer:
    """The server's one trainer: every visitor sees the same run, and it outlives a reload of the page."""
    return Trainer()


@st.fragment(run_every=0.5)
def _training(shown: tuple[Path, int], offer: str, words: Words) -> None:
    """The offer or the run under way, until there is another model than the one `shown`, whoever made it."""
    if models.version() != shown:
        st.rerun()
    now = trainer().snapshot
    if now and now.running:
        st.progress(now.share, progress(now, words))
        st.button(words.say("missing.stop"), key="stop", on_click=trainer().stop, disabled=now.state == "saving")
        return
    if now and now.state == "failed":
        st.error(words.say("missing.failed", reason=words.say(now.reason, **now.found)).replace(str(models.destination()), _path()))
    st.html(tag("p", text(offer)))
    st.button(words.say("missing.start"), key="train", type="primary", on_click=_start, args=(shown,))


def _start(shown: tuple[Path, int]) -> None:
    if models.version() == shown:  # else another visitor's run has just ended with a model
        with suppress(OSError):  # a folder that cannot be made is as one that cannot be written to
            models.FOLDER.mkdir(exist_ok=True)
        trainer().start(Job(models.destination(), EPOCHS))


def progress(now: Snapshot, words: Words) -> str:
    """How far a run is, in one line."""
    if now.state != "training":
        return words.say(f"missing.{now.state}")
    line = words.say("missing.progress", epoch=now.epoch, epochs=now.epochs, bce=now.bce)
    return line if now.seconds_left is None else f"{line} · {_left(now.seconds_left, words)}"


def _left(seconds: int, words: Words) -> str:
    """The time left as a person would say it: in tens of seconds, then in minutes."""
    if seconds <= 90:
        return words.say("missing.seconds", seconds=max(10, 10 * ceil(seconds / 10)))
    return words.say("missing.minutes", minutes=round(seconds / 60))
