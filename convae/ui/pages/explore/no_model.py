"""No model that can be shown: the offer to train one, and how the training comes along."""

from dataclasses import replace
from pathlib import Path

import streamlit as st

from convae.html.markup import tag, text
from convae.html.training_progress import ending, progress, said
from convae.network import ModelFileError
from convae.recipes import FIRST, RECIPES
from convae.training_jobs import Job
from convae.ui import model_library
from convae.ui.training_session import trainer
from convae.words import Words

EPOCHS = 60
"""With the bundled digits: cross-entropy 0.0854 and squared error 0.0080 on the test digits; 40 epochs reach 0.0882 and 0.0089."""
ALL = "all"
"""Whose run it is: every visitor's who finds no model."""
MINUTES = 2
"""What that takes on two cores, 170 seconds of processor time."""


def page(error: ModelFileError, words: Words) -> None:
    """Say what is wrong with the model and offer to train one."""
    missing = error.reason == "errors.model.missing"
    with st.container(key="missing", width=640):
        st.title(words.say("missing.title" if missing else "missing.broken"), anchor=False)
        st.html(tag("p", text(words.say("missing.why" if missing else error.reason, **error.found | {"path": _path()}))))
        _training(model_library.version(), _offer(missing, words), words)


def _path() -> str:
    """The model's path for people to read: where on the server it is, is nobody's business."""
    return f"{model_library.FOLDER.name}/{model_library.path().name}"


def _offer(missing: bool, words: Words) -> str:
    kept = "missing.brief" if not model_library.lasting() else "missing.kept" if missing else "missing.replaces"
    return f"{words.say('missing.offer', epochs=EPOCHS, minutes=MINUTES)} {words.say(kept, path=_path())}"


@st.fragment(run_every=0.5)
def _training(shown: tuple[Path, int], offer: str, words: Words) -> None:
    """The offer or the run under way, until there is another model than the one `shown`, whoever made it."""
    if model_library.version() != shown:
        st.rerun()
    now = trainer().snapshot(ALL)
    if now and now.running:
        st.progress(now.share, progress(now, words))
        st.html(tag("div", data_said=said(now, words)))
        if now.state != "saving":  # a button that is disabled while it has the focus would lose it, one that goes hands it on
            st.button(ending(now, words), key="stop", on_click=trainer().stop, args=(ALL,))
        return
    if now and now.result:
        try:
            model_library.keep(now.result)
        except OSError as error:
            now = now.failed("errors.training.save", path=str(model_library.destination()), cause=error.strerror)
        else:
            trainer().forget(ALL)
            st.rerun()
    if now and now.state == "failed":
        st.error(words.say("missing.failed", reason=words.say(now.reason, **now.found)).replace(str(model_library.destination()), _path()))
    st.html(tag("p", text(offer)))
    st.button(words.say("missing.start"), key="train", type="primary", on_click=_start, args=(shown,))


def _start(shown: tuple[Path, int]) -> None:
    if model_library.version() == shown:  # else another visitor's run has just ended with a model
        trainer().start(ALL, Job(replace(RECIPES[FIRST], epochs=EPOCHS)))
