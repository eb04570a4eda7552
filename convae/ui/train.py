"""The page on which a visitor trains a network and sees it learn on their own digit."""

from pathlib import Path

import streamlit as st

from convae.ui import learning, outcome, run_note, runs, settings_form
from convae.ui.markup import tag, text
from convae.ui.state import session
from convae.words import Words

_CSS = Path(__file__).with_name("train.css")


def page(words: Words) -> None:
    """The settings, or the run that is under way, and what has come of it; its heading stays, and with it the focus."""
    st.html(_CSS)
    st.html(tag("h1", text(words.say("train.title"))))
    session().known.clear()
    runs.settle(told=False)
    now = runs.mine()
    if now is not None and now.running:
        learning.panel(words)
        return
    if now is not None:
        outcome.panel(now, words)
    st.html(tag("p", text(words.say("train.lead"))))
    settings_form.panel(words)
    run_note.stay()
