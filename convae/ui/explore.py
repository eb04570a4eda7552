"""The first page: a digit goes in at the left, every number can be seen, and the decoded digit comes out at the right."""

import gc
from dataclasses import dataclass
from importlib import import_module
from math import prod
from threading import Timer
from typing import Literal, get_args

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from convae import measures, network, pictures
from convae.ui import closer, draw, maps_view, missing, models, pick, preparation, story, subject, takeaway, upload, waiting
from convae.ui.markup import tag, text
from convae.ui.state import Session, session
from convae.ui.subject import Subject
from convae.ui.turns import IN_TURN
from convae.words import Words

Source = Literal["draw", "pick", "upload"]
"""The ways in which a digit comes to the page."""


def page(words: Words) -> None:
    """The whole page, or the offer to train a model where there is none."""
    try:
        net = models.current()
    except network.ModelFileError as error:
        missing.page(error, words)
        return
    st.html(tag("p", text(words.say("page.lead", numbers=prod(net.code.output_shape))), class_="lead"))
    _explorer(net, words)
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


def _explorer(net: network.Network, words: Words) -> None:
    """A digit and all that the network makes of it. What a stroke does not change is made here, and once."""
    source, result = st.container(key="top").columns([270, 962], gap="small")
    with source:
        chosen = _choose_source(words)
        asked = draw.easel(session(), words) if chosen == "draw" else st.container()
    maps = st.empty()
    scale, legend = _choose_scale(words)
    focus = _choose_layer(net, words)
    places = Places(result.empty(), maps, legend, st.empty())
    with asked:
        _digit_through(net, chosen, places, scale, focus, words)


@dataclass(frozen=True)
class Places:
    """Where on the page a digit's pictures go."""

    story: DeltaGenerator
    maps: DeltaGenerator
    legend: DeltaGenerator
    closer: DeltaGenerator


@st.fragment
def _digit_through(net: network.Network, source: Source, places: Places, scale: pictures.Scale, focus: str, words: Words) -> None:
    """All that changes when the digit does: a fragment, so that a stroke redraws this and nothing else."""
    figures = models.figures()
    digit = _digit(source, session(), figures, words)
    session().image = digit.image
    with IN_TURN:
        stages = net.run(digit.image)
        ends = pictures.limits(stages, scale)
        at = [stage.layer.name for stage in stages].index(focus)
        # All pictures are made before the first is sent: what arrives together, a browser draws at once.
        top = story.view(net, stages, digit.title, figures, words)
        middle = maps_view.view(net, stages, ends, words)
        below = closer.view(net, stages[at], ends[at], scale, words) + (preparation.view(digit.steps, words) if digit.steps else "")
    places.story.html(top)
    places.maps.html(middle)
    places.legend.html(maps_view.scale_legend(ends[0], scale, words))
    places.closer.html(below)


def _digit(source: Source, state: Session, figures: measures.ModelFigures | None, words: Words) -> Subject:
    """The digit that came in by the way chosen; a test digit until one has."""
    if source == "pick":
        pick.panel(state, figures, words)
        return subject.of_test_digit(state.picked, words)
    given = draw.canvas(state, words) if source == "draw" else upload.panel(state, words)
    return given or subject.of_test_digit(state.picked, words)


def _choose_source(words: Words) -> Source:
    """Ask for one of the three ways in."""
    chosen: Source = st.segmented_control(
        words.say("source.label"),
        get_args(Source),
        default="draw",
        required=True,
        key="source",
        format_func=lambda way: words.say(f"source.{way}"),
        label_visibility="collapsed",
        persist_state="session",
    )
    return chosen


def _choose_scale(words: Words) -> tuple[pictures.Scale, DeltaGenerator]:
    """Ask which numbers share the colours; beside the question there is a place for the colours' legend."""
    with st.container(horizontal=True, vertical_alignment="center", key="legend"):
        st.caption(words.say("scale.label"), width="content")
        scale: pictures.Scale = st.segmented_control(
            words.say("scale.label"),
            get_args(pictures.Scale),
            default="layer",
            required=True,
            key="scale",
            label_visibility="collapsed",
            format_func=lambda scale: words.say(f"scale.{scale}"),
            persist_state="session",
        )
        return scale, st.empty()


def _choose_layer(net: network.Network, words: Words) -> str:
    """Ask for the layer to look at closer: the first after the input until the visitor chooses."""
    names = [layer.name for layer in (net.input, *net.layers)]
    return st.pills(words.say("focus.title"), names, default=names[1], required=True, key="focus", persist_state="session", wrap=True)
