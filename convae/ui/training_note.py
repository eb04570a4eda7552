"""What a visitor is told of their run on every page, also while they look at something else."""

import streamlit as st

from convae.html.markup import tag, text
from convae.html.training_progress import progress, said
from convae.ui.state import session
from convae.ui.training_session import mine
from convae.words import Words


def tell(words: Words) -> None:
    """Tell the visitor once, on whatever page they are, what has become of their run."""
    state = session()
    state.run.told = state.run.notice
    if state.run.notice:
        # The page on which one trains says how a run ended as well, but of a lost one nothing does.
        st.toast(words.say(state.run.notice), duration="infinite" if state.run.notice == "train.lost" else "long")
        state.run.notice = ""


def note(words: Words) -> None:
    """On every other page: how far the visitor's run is, which also tells the trainer that they are still there."""
    now = mine()
    if now is not None and now.running:
        _note(words)
    else:
        stay()


@st.fragment(run_every=2.0)
def _note(words: Words) -> None:
    now = mine()
    if now is None or not now.running:
        st.rerun()
    st.html(tag("p", text(progress(now, words)), class_="training-note", data_said=said(now, words)))


def stay() -> None:
    """Let the trainer know that who has a run that is over is still there, so that it is found again after a reload."""
    if mine() is not None:
        _stay()


@st.fragment(run_every=30.0)
def _stay() -> None:
    now = mine()
    if now is not None and (now.running or session().run.settled != now.number):  # begun in another tab
        st.rerun()
