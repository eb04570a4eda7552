"""The first page: a digit goes in at the left, every number can be seen, and the decoded digit comes out at the right."""

import gc
from dataclasses import dataclass, replace
from importlib import import_module
from math import prod
from pathlib import Path
from threading import Timer
from typing import Literal, get_args

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from convae import measures, network
from convae.html.markup import tag, text
from convae.ui import model_choice, model_library, refresh, tab_memory
from convae.ui.compute_lock import IN_TURN
from convae.ui.network_view import View, ink_steps, story
from convae.ui.pages.explore import digit_gallery, downloads, drawing_canvas, no_model, photo_upload, plain_pictures
from convae.ui.pages.explore.plain_pictures import Plain
from convae.ui.segmented_choice import one_of
from convae.ui.state import Session, session
from convae.viewed.model import Model
from convae.viewed.viewed_digit import Digit, mnist_digit
from convae.words import Words

VIEW = View("network")
STORY = View("story_alone")
"""What tells the story above the plain pictures."""
_CSS = Path(__file__).with_name("explore.css")
Source = Literal["draw", "pick", "upload"]
"""The ways in which a digit comes to the page."""


def page(words: Words) -> None:
    """The whole page, or the offer to train a model where there is none."""
    st.html(_CSS)
    try:
        model = model_library.current()
    except network.ModelFileError as error:
        no_model.page(error, words)
        return
    st.html(tag("h1", text(words.say("page.lead", numbers=prod(model.net.code.output_shape))), class_="lead"))
    model_choice.panel(model, words)
    _explorer(model, words)
    downloads.downloads(model, session(), words)
    refresh.for_figures(model)
    _settle()


@st.cache_resource(show_spinner=False)
def _settle() -> None:
    """Once for the server, when the first visitor has the page: do what would make visitors wait later."""
    timer = Timer(1.0, _settle_in)
    timer.daemon = True
    timer.start()


def _settle_in() -> None:
    import_module("scipy.ndimage")  # only drawings need it; it takes a fifth of a second
    gc.collect()
    gc.freeze()  # what is there by now stays: searching it again and again for garbage stops the page for a tenth of a second


def _explorer(model: Model, words: Words) -> None:
    """A digit and all that the network makes of it. What a stroke does not change is made here, and once."""
    source, result = st.container(key="top").columns([270, 962], gap="small")
    with source:
        chosen = _choose_source(words)
        asked = drawing_canvas.easel(session(), words) if chosen == "draw" else st.container()
    centre = st.container(key="whole")
    plainly = st.toggle(words.say("view.plain"), key="plain", persist_state="session")
    below = st.container()
    ink_steps.place()
    with centre:
        places = Places(plain_pictures.places(model.net, words, below) if plainly else None, below if plainly else st.container())
    with result:
        story.place()
    with asked:
        _digit_through(model, chosen, places, words, refresh.chosen("source", "plain", "scale", "focus"))


@dataclass(frozen=True)
class Places:
    """Where on the page a digit's pictures go: the view, and the plain ones where they are wanted."""

    plain: Plain | None
    view: DeltaGenerator


@st.fragment
def _digit_through(model: Model, source: Source, places: Places, words: Words, made: refresh.Chosen) -> None:
    """All that changes when the digit does: a fragment, so that a stroke redraws this and nothing else."""
    refresh.unless_still(made)
    state, view = session(), STORY if places.plain else VIEW
    asked = view.asked(model.now)
    digit = _digit(source, state, model.figures() if source == "pick" else None, words)
    state.shown, state.views.off, state.views.moment = replace(digit, steps=None), asked.off, asked.moment
    tab_memory.keep(drawn=source == "draw")
    with IN_TURN:
        # All is made before the first is sent: what arrives together, a browser draws at once.
        canvas = drawing_canvas.told(state, words) if source == "draw" else None
        told = story.told(digit, words, canvas=canvas)
        update = view.update(
            model.now, digit.image, asked, words, told=told, drawn=digit.drawn, steps=digit.steps, bare=places.plain is not None
        )
    if places.plain:
        net = model.at(asked.moment)
        with IN_TURN:
            stages = net.run(digit.image, asked.off)
        places.plain.show(net, stages, words)
    with places.view:
        view.show(update)


def _digit(source: Source, state: Session, figures: measures.ModelFigures | None, words: Words) -> Digit:
    """The digit that came in by the way chosen; a test digit until one has."""
    if source == "pick":
        digit_gallery.panel(state, figures, words)
        return mnist_digit(state.gallery.picked)
    given = drawing_canvas.canvas(state, words) if source == "draw" else photo_upload.panel(state, words)
    return given or mnist_digit(state.gallery.picked)


def _choose_source(words: Words) -> Source:
    """Ask for one of the three ways in."""
    return one_of(words.say("source.label"), get_args(Source), "draw", "source", lambda way: words.say(f"source.{way}"))
