"""The server's one trainer, the visitor's run on it, and what becomes of the network that comes out."""

from contextlib import suppress

import streamlit as st

from convae.network import ModelFileError
from convae.training_jobs import Snapshot, Trainer
from convae.ui import model_library
from convae.ui.model_library import TRAINED
from convae.ui.state import session
from convae.viewed.model import Model


@st.cache_resource(show_spinner=False)
def trainer() -> Trainer:
    """The server's one trainer, for all visitors."""
    return Trainer()


def mine() -> Snapshot | None:
    """The visitor's run, waiting, under way or over; one that the trainer does not know any more is told as lost."""
    state = session()
    now = trainer().snapshot(state.run.visitor)
    if now is None and state.run.awaited:
        state.run.notice = "train.lost"
    state.run.awaited = now is not None and now.running
    return now


def settle(*, told: bool) -> None:
    """Decide once, when a run is over, whether every page shows its network: one that has seen all the digits is not asked about.

    Where the page does not say by itself how the run ended it is to be `told`.
    """
    state, now = session(), mine()
    if now is None or now.running or state.run.settled == now.number:
        return
    state.run.settled = now.number
    if now.result is not None and now.whole_epochs:
        with suppress(ModelFileError):  # which a training never makes; the page on which one trains would say so
            adopt(now)
    if told:
        state.run.notice = _notice(now)


def _notice(ended: Snapshot) -> str:
    """The key of what is told of a run that is over to who looks at something else; empty where there is nothing to tell."""
    if ended.state == "failed":
        return "train.ended_failed"
    if ended.result is None:
        return ""
    return "train.ended_adopted" if ended.whole_epochs else "train.ended_early"


def adopt(ended: Snapshot) -> None:
    """Let every page show the network that came out of a run.

    Raises:
        ModelFileError: it cannot be shown.
    """
    state = session()
    if ended.result is not None:
        model = Model(TRAINED, ended.result.model, ended.result.history)
        state.models.before = state.models.chosen, state.models.own.get(TRAINED)
        model_library.add(model)


def go_back() -> None:
    """Let every page show what it showed before the last network was adopted."""
    state = session()
    name, trained = state.models.before
    if name == TRAINED and trained is not None:
        state.models.own[TRAINED] = trained
    state.models.chosen = name


def everywhere(ended: Snapshot) -> bool:
    """Whether every page shows the network that came out of a run."""
    state = session()
    return ended.result is not None and state.models.chosen == TRAINED and state.models.own[TRAINED].data == ended.result.model
