"""The first page: a digit goes in at the left, every number can be seen, and the decoded digit comes out at the right."""

import streamlit as st

from convae import measures, network, pictures
from convae.ui import closer, draw, maps_view, missing, models, pick, preparation, story, subject, takeaway, upload, waiting
from convae.ui.state import Session, session
from convae.ui.subject import Subject
from convae.words import Words


def page(words: Words) -> None:
    """The whole page, or the offer to train a model where there is none."""
    try:
        net = models.current()
    except network.ModelFileError as error:
        missing.page(error, words)
        return
    _digit_through(net, words)
    takeaway.downloads(net, session(), words)
    waiting.for_figures()


@st.fragment
def _digit_through(net: network.Network, words: Words) -> None:
    """All that changes when the digit does: a fragment, so that a stroke redraws this and nothing else."""
    figures = models.figures()
    source, result = st.columns([270, 962], gap="small")
    with source:
        digit = _source(session(), figures, words)
    session().image = digit.image
    stages = net.run(digit.image)
    with result:
        st.html(story.view(net, stages, digit.title, figures, words))
    maps = st.container()
    scale = _scale(stages, words)
    maps.html(maps_view.view(net, stages, scale, words))
    closer.layer(net, stages, scale, words)
    if digit.steps:
        preparation.view(digit.steps, words)


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


def _scale(stages: tuple[network.FeatureMaps, ...], words: Words) -> pictures.Scale:
    options: list[pictures.Scale] = ["map", "layer", "network"]
    with st.container(horizontal=True, vertical_alignment="center", key="legend"):
        st.caption(words.say("scale.label"), width="content")
        chosen = st.segmented_control(
            words.say("scale.label"),
            options,
            default="layer",
            required=True,
            key="scale",
            label_visibility="collapsed",
            format_func=lambda scale: words.say(f"scale.{scale}"),
            persist_state="session",
        )
        st.html(maps_view.scale_legend(stages, chosen, words))
    return chosen
