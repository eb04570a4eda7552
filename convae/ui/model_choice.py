"""Which model to look at: one that came with convae, the one trained here, or one brought along as a .keras file."""

import streamlit as st

from convae import log
from convae.html.markup import tag, text
from convae.network import ModelFileError
from convae.recipes import RECIPES
from convae.ui import model_library
from convae.ui.state import session
from convae.viewed.model import Model
from convae.words import Words

MEGABYTES = 5


def panel(shown: Model, words: Words) -> None:
    """Say which model is shown, and let the visitor choose another, bring one, or take this one home."""
    with st.container():  # it is there in any case: what comes after an element that comes and goes would be made anew, and close
        if unopened := session().models.unopened:
            _refuse(unopened, words)
    with st.container(key="model"), st.popover(words.say("model.shown", name=called(shown.name, words))):
        choices = model_library.choices()
        key = f"model {choices} {words.language}"
        st.session_state[key] = shown.name  # the one that was chosen may be one that cannot be opened
        st.radio(
            words.say("model.title"),
            choices,
            key=key,
            format_func=lambda name: words.say(f"model.{name}"),
            captions=[_about(name, words) for name in choices],
            on_change=lambda: _choose(key),
        )
        _upload(words)
        st.download_button(
            words.say("model.download"),
            shown.data,
            f"{shown.name}.keras",
            "application/octet-stream",
            key="download_model",
            on_click="ignore",
        )


def called(name: str, words: Words) -> str:
    """What a model is called: those that came with convae by their names, the visitor's own by where they are from."""
    return name if name in RECIPES else words.say(f"model.{name}")


def _about(name: str, words: Words) -> str:
    try:
        model = model_library.named(name)
    except ModelFileError as error:
        return words.say(error.reason, **error.found)
    said = words.say("model.parameters", parameters=model.net.parameters)
    figures = model.figures()
    if figures:
        return f"{said} · {words.say('model.figures', bce=figures.bce, mse=figures.mse)}"
    return f"{said} · {words.say('model.measured')}" if model.net.reconstructs else said


def _choose(key: str) -> None:
    state = session()
    state.models.chosen, state.models.unopened = st.session_state[key], None


def _upload(words: Words) -> None:
    """Take a .keras file in; one that cannot be run leaves a sentence, and the model in sight stays."""
    file = st.file_uploader(
        words.say("model.upload", limit=MEGABYTES), type="keras", max_upload_size=MEGABYTES, key="model_file", on_change=_bring
    )
    refused = session().models.refused
    if file is not None and refused is not None:
        _refuse(refused, words)


def _refuse(error: ModelFileError, words: Words) -> None:
    """Say why a model is not to be seen."""
    st.html(tag("p", text(words.say(error.reason, **error.found)), class_="model-refused", role="alert"))


def _bring() -> None:
    state, file = session(), st.session_state["model_file"]
    state.models.refused = None
    if file is None:
        return
    try:
        if file.size > MEGABYTES * 2**20:  # the browser has been told so, and may not have listened
            raise ModelFileError("errors.model.heavy", found=file.size / 2**20, limit=MEGABYTES)
        model_library.add(Model(model_library.UPLOADED, file.getvalue(), title=file.name))
    except ModelFileError as error:
        state.models.refused = error
        log.refused("model", error.reason)
