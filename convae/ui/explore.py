"""The first page: a digit goes in at the left, every number can be seen, and the decoded digit comes out at the right."""

import gc
from importlib import import_module
from threading import Timer

import streamlit as st

from convae import measures, network
from convae.ui import closer, draw, maps_view, missing, models, pick, preparation, story, subject, takeaway, upload, waiting
from convae.ui.markup import tag, text
from convae.ui.state import ONE_AT_A_TIME, SCALES, Session, chosen_layer, chosen_scale, session
from convae.ui.subject import Subject
from convae.words import Words


def page(words: Words) -> None:
    """The whole page, or the offer to train a model where there is none."""
    try:
        net = models.current()
    except network.ModelFileError as error:
        missing.page(error, words)
        return
    st.html(tag("p", text(words.say("page.lead")), class_="lead"))
    _digit_through(net, words)
    takeaway.downloads(net, session(), words)
    waiting.for_figures()
    _settle()


@st.cache_resource
def _settle() -> None:
    """Once for the server, when the first visitor has the page: do what would make visitors wait later."""
    timer = Timer(1.0, _settle_in)
    timer.daemon = True
    timer.start()


def _settle_in() -> None:
    import_module("scipy.ndimage")  # only drawings need it; it takes a fifth of a second
    gc.collect()
    gc.freeze()  # what is there by now stays: searching it again and again for garbage stops the page for a tenth of a second


@st.fragment
def _digit_through(net: network.Network, words: Words) -> None:
    """All that changes when the digit does: a fragment, so that a stroke redraws this and nothing else."""
    figures = models.figures()
    source, result = st.container(key="top").columns([270, 962], gap="small")
    with source:
        digit = _source(session(), figures, words)
    session().image = digit.image
    with ONE_AT_A_TIME:
        stages = net.run(digit.image)
        names = [stage.layer.name for stage in stages]
        scale, focus = chosen_scale(), chosen_layer(names)
        # All pictures are made before the first is sent: what arrives together, a browser draws at once.
        top = story.view(net, stages, digit.title, figures, words)
        middle = maps_view.view(net, stages, scale, words)
        below = closer.view(net, stages, focus, scale, words) + (preparation.view(digit.steps, words) if digit.steps else "")
    result.html(top)
    st.html(middle)
    _choose_scale(maps_view.scale_legend(stages, scale, words), words)
    _choose_layer(names, words)
    st.html(below)


def _source(state: Session, figures: measures.ModelFigures | None, words: Words) -> Subject:
    """The three ways in, and the digit that came in by the one chosen; a test digit until one has."""
    chosen = st.segmented_control(
        words.say("source.label"),
        ["draw", "pick", "upload"],
        default="draw",
        required=True,
        key="source",
        format_func=lambda way: words.say(f"source.{way}"),
        label_visibility="collapsed",
        persist_state="session",
    )
    if chosen == "pick":
        pick.panel(state, figures, words)
        return subject.of_test_digit(state.picked, words)
    steps = draw.panel(state, words) if chosen == "draw" else upload.panel(state, words)
    if steps is None:
        return subject.of_test_digit(state.picked, words)
    return subject.of_steps(steps, words.say(f"{chosen}.title"))


def _choose_scale(legend: str, words: Words) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="legend"):
        st.caption(words.say("scale.label"), width="content")
        st.segmented_control(
            words.say("scale.label"),
            SCALES,
            default=SCALES[1],
            required=True,
            key="scale",
            label_visibility="collapsed",
            format_func=lambda scale: words.say(f"scale.{scale}"),
            persist_state="session",
        )
        st.html(legend)


def _choose_layer(names: list[str], words: Words) -> None:
    st.pills(words.say("focus.title"), names, default=names[1], required=True, key="focus", persist_state="session", wrap=True)
