"""A run that is under way, seen on the visitor's own digit."""

from functools import lru_cache
from io import BytesIO

import streamlit as st

from convae import network
from convae.html import loss_curve
from convae.html.markup import tag, text
from convae.html.training_progress import ending, progress, said
from convae.network import Network
from convae.recipes import BOUNDS
from convae.training_jobs import Snapshot
from convae.ui import refresh, training_session
from convae.ui.compute_lock import IN_TURN
from convae.ui.network_view import View, story
from convae.ui.number_field import number_field
from convae.ui.pages.train.settings_form import STEPS
from convae.ui.state import session
from convae.ui.training_session import trainer
from convae.ui.typed_number import Bounds
from convae.viewed.viewed_network import ViewedNetwork
from convae.words import Words

VIEW = View("learning")
RUNS = 4
"""How many runs' networks are kept open; only one is under way at a time."""


@st.fragment(run_every=0.4)
def panel(words: Words, made: refresh.Chosen) -> None:
    """The run as it comes along; when it is over the whole page is made again."""
    refresh.unless_still(made)
    now = training_session.mine()
    if now is None or not now.running:
        st.rerun()
    with st.container(horizontal=True, vertical_alignment="bottom", key="under_way"):  # on one line, which leaves the maps the rest
        st.progress(now.share, progress(now, words))
        _controls(now, words)
    left, right = st.container(key="top").columns([270, 962], gap="small")
    left.html(tag("div", loss_curve.html(loss_curve.of_run(now, words)), _pace(now, words), class_="learning", data_said=said(now, words)))
    if now.built is not None:
        with right:
            story.place()
        _look(now, now.built, words)


def _controls(now: Snapshot, words: Words) -> None:
    visitor = session().run.visitor
    with st.container(horizontal=True, vertical_alignment="bottom", key="controls", width="content"):
        if now.state == "saving":  # a button that is disabled while it has the focus would lose it, one that goes hands it on
            return
        run = trainer().run(visitor)
        paused = now.state == "paused"
        ready = now.state in ("training", "paused") and run is not None
        if run is not None:
            st.button(
                words.say("train.resume" if paused else "train.pause"),
                key="pause",
                disabled=not ready,
                on_click=lambda: run.pause(not paused),
            )
        st.button(ending(now, words), key="stop", on_click=trainer().stop, args=(visitor,))
        if run is not None:
            number_field(
                words.say("train.rate_now"),
                run.rate,
                Bounds(*BOUNDS["rate"], STEPS["rate"]),
                f"rate_now {now.number}",
                words,
                disabled=not ready,
                width=220,
                on_change=run.change_rate,
            )


def _pace(now: Snapshot, words: Words) -> str:
    if now.state != "training" or now.rate is None or now.steps_per_second is None:
        return ""
    return tag("p", text(words.say("train.pace", steps=round(now.steps_per_second), rate=now.rate)), class_="quiet")


def _look(now: Snapshot, built: bytes, words: Words) -> None:
    """The visitor's digit in the network as it is now."""
    digit = session().digit
    with IN_TURN:
        net = _opened(built)
        shown = ViewedNetwork(net if now.weights is None else net.with_weights(now.weights))
        told = story.told(digit, words, learning=True)
        update = VIEW.update(shown, digit.image, VIEW.asked(shown), words, told=told)
    VIEW.show(update)


@lru_cache(RUNS)
def _opened(built: bytes) -> Network:
    return network.load(BytesIO(built))
