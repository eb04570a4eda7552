"""The page on which a visitor trains a network and sees it learn on their own digit."""

from pathlib import Path

import streamlit as st

from convae.html.markup import tag, text
from convae.ui import refresh, training_note, training_session
from convae.ui.pages.train import live_training, settings_form, training_result
from convae.words import Words

_CSS = Path(__file__).with_name("train.css")


def page(words: Words) -> None:
    """The settings, or the run that is under way, and what has come of it; its heading stays, and with it the focus."""
    st.html(_CSS)
    st.html(tag("h1", text(words.say("train.title"))))
    training_session.settle(told=False)
    now = training_session.mine()
    if now is not None and now.running:
        live_training.panel(words, refresh.chosen())
        return
    if now is not None:
        training_result.panel(now, words)
    st.html(tag("p", text(words.say("train.lead"))))
    settings_form.panel(words)
    training_note.stay()
