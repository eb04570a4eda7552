"""How a run ended, what came of it, and whether every page shows that."""

from functools import partial
from io import BytesIO

import streamlit as st

from convae import network
from convae.html import loss_curve
from convae.html.markup import tag, text
from convae.network import ModelFileError
from convae.recipes import RECIPES
from convae.training_jobs import Result, Snapshot
from convae.ui import training_session
from convae.ui.model_choice import called
from convae.ui.state import session
from convae.words import Words


def panel(ended: Snapshot, words: Words) -> None:
    """What came of a run, and where to go from there."""
    if ended.state == "failed":
        st.error(words.say("train.failed", reason=words.say(ended.reason, **ended.found)))
    elif ended.result is None:
        st.info(words.say("train.nothing"))
    else:
        try:
            parameters = network.load(BytesIO(ended.result.model)).parameters
        except ModelFileError as error:
            st.error(words.say(error.reason, **error.found))
            return
        st.success(words.say(f"train.{ended.state}"))
        st.caption(_figures(ended, ended.result, parameters, words))
        _everywhere(ended, words)
        st.download_button(
            words.say("model.download"), ended.result.model, "trained.keras", "application/octet-stream", key="take", on_click="ignore"
        )
    if ended.curve:
        st.html(tag("div", loss_curve.html(loss_curve.of_run(ended, words)), class_="learning"))


def _figures(ended: Snapshot, result: Result, parameters: int, words: Words) -> str:
    """How large the network is, how far it came, and when it was as it is now."""
    said = [words.say("train.outcome", parameters=parameters, epoch=ended.epoch, epochs=ended.epochs)]
    if ended.bce is not None:
        said.append(words.say("train.loss_at_the_end", bce=ended.bce))
    if result.kept is not None:
        said.append(words.say("train.kept", epoch=result.kept))
    return " ".join(said)


def _everywhere(ended: Snapshot, words: Words) -> None:
    """Which network every page shows, and the way to the other one: one button, which keeps the focus when it changes."""
    adopted = training_session.everywhere(ended)
    if adopted:
        sentence, button, act = words.say("train.everywhere"), _back(words), training_session.go_back
    else:
        key = "train.elsewhere" if ended.whole_epochs else "train.early"
        sentence, button = words.say(key, name=called(session().models.chosen, words)), words.say("train.use")
        act = partial(training_session.adopt, ended)
    with st.container(horizontal=True, vertical_alignment="center", key="everywhere"):
        st.html(tag("p", text(sentence)), width="content")
        st.button(button, key="swap", on_click=act)


def _back(words: Words) -> str:
    name, _ = session().models.before
    return words.say("train.back", name=name) if name in RECIPES else words.say(f"train.back_{name}")
