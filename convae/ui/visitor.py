"""By what name the trainer knows a visitor; their browser keeps it while there is a run of theirs to be found again.

It is made of chance, and names nothing but a run: who does not have it does not find the run, and who has it finds nothing else.
"""

import streamlit as st

from convae.ui import document, training_session
from convae.ui.model_library import TRAINED
from convae.ui.state import NAME, session
from convae.ui.training_session import trainer
from convae.words import Words


def recognise(words: Words) -> None:
    """Let who comes back, or has opened another tab, have their run again, and their browser keep their name as long as that is of use."""
    state, first = session(), session().run.browser is None
    kept = document.kept() or _cookie()
    if kept != state.run.browser:
        state.run.browser = kept
        _take(kept, first)
    now = training_session.mine()
    useful = now is not None and (now.running or now.result is not None)
    document.tell(words, state.run.visitor, tab=state.tab, keep=useful or TRAINED in state.models.own, gone=state.run.gone)


def _cookie() -> str:
    """The name that came with the page's connection; empty without one, or without a browser."""
    said = st.context.cookies.get(document.COOKIE)
    return said if isinstance(said, str) else ""


def _take(kept: str, first: bool) -> None:
    """Be called as the browser says, if that is a name of ours under which the trainer knows a run, and this session has none under way."""
    state = session()
    own = training_session.mine()
    if kept == state.run.visitor or not NAME.fullmatch(kept) or (own is not None and own.running):
        return
    run = trainer().snapshot(kept)
    if run is not None:
        state.run.visitor = kept
        if not (first or run.running):  # what another tab made of its network changes nothing in this one, unasked
            state.run.settled = run.number
    elif first:
        state.run.gone, state.run.notice = kept, "train.lost"
