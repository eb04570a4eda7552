"""The page on which a visitor trains a network and sees it learn on their own digit."""

from pathlib import Path

import streamlit as st

from convae.ui import learning, settings_form
from convae.ui.markup import tag, text
from convae.ui.runs import trainer
from convae.ui.state import session
from convae.words import Words

_CSS = Path(__file__).with_name("train.css")


def page(words: Words) -> None:
    """The settings, or the run that is under way, and what has come of it."""
    st.html(_CSS)
    session().known.clear()
    now = trainer().snapshot(session().visitor)
    if now is not None and now.running:
        learning.panel(words)
        return
    st.html(tag("h1", text(words.say("train.title"))) + tag("p", text(words.say("train.lead"))))
    if now is not None:
        learning.outcome(now, words)
    settings_form.panel(words)
