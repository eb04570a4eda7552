"""The server's one trainer, and the visitor's run on it."""

from math import ceil

import streamlit as st

from convae.network import ModelFileError
from convae.trainer import Snapshot, Trainer
from convae.ui import models
from convae.ui.markup import tag, text
from convae.ui.model import Model
from convae.ui.state import session
from convae.words import Words

TRAINED = "trained"
"""The name of the model that a visitor has trained."""


@st.cache_resource
def trainer() -> Trainer:
    """The server's one trainer, for all visitors."""
    return Trainer()


def adopt(ended: Snapshot) -> None:
    """Let what came out of a run be the visitor's model everywhere, once.

    Raises:
        ModelFileError: it cannot be shown, which a training never makes.
    """
    state = session()
    if ended.result is not None and state.adopted != id(ended.result):
        state.adopted = id(ended.result)  # first, so that one that cannot be shown is tried only once
        models.add(Model(TRAINED, ended.result.model, ended.result.history))


def note(words: Words) -> None:
    """On every other page: how far the visitor's run is, which also tells the trainer that they are still there."""
    now = trainer().snapshot(session().visitor)
    if now is not None and (now.running or (now.result and session().adopted != id(now.result))):
        _note(words)


@st.fragment(run_every=2.0)
def _note(words: Words) -> None:
    now = trainer().snapshot(session().visitor)
    if now is None or not now.running:
        if now is not None:
            try:
                adopt(now)
            except ModelFileError as error:
                st.error(words.say(error.reason, **error.found))
        st.rerun()
    st.html(tag("p", text(progress(now, words)), class_="training-note", role="status"))


def progress(now: Snapshot, words: Words) -> str:
    """How far a run is, in one line."""
    if now.state == "waiting":
        return words.say("train.waiting", place=now.place)
    if now.state != "training" or now.bce is None:
        return words.say(f"train.{now.state}")
    line = words.say("train.progress", epoch=now.epoch, epochs=now.epochs, bce=now.bce)
    return line if now.seconds_left is None else f"{line} · {_left(now.seconds_left, words)}"


def _left(seconds: int, words: Words) -> str:
    """The time left as a person would say it: in tens of seconds, then in minutes."""
    if seconds <= 90:
        return words.say("train.seconds", seconds=max(10, 10 * ceil(seconds / 10)))
    return words.say("train.minutes", minutes=round(seconds / 60))
