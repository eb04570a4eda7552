"""What a visitor's session remembers; everything else on the page is derived from it."""

from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from convae import ink, pictures

FIRST_DIGIT = 0
"""The test digit that the page opens on: a 7."""
ONE_AT_A_TIME = Lock()
"""Held while one visitor's digit is computed. Python lets only one compute at a time anyway; without turns, every call
into NumPy or zlib hands the processor on, and with fifty visitors an answer takes ten times as long."""
ALL_CLASSES = -1
SCALES: tuple[pictures.Scale, ...] = ("map", "layer", "network")


@dataclass
class Session:
    """One visitor's state.

    Attributes:
        picked: index of the chosen test digit, 0 to 9,999.
        drawing: the canvas's latest drawing, as it sent it; None when it is blank.
        restored: the drawing that the canvas was last opened with, or was last given instead of its own.
        redrawn: how often it was given another one.
        readable: the latest drawing whose strokes could be read.
        uploaded: the latest picture that could be read, likewise.
        uploaded_file: Streamlit's name for the file it came from, so that it is read once.
        wanted: the class of the thumbnails, 0 to 9, or `ALL_CLASSES`.
        worst_first: whether the worst copies come first among them.
        gallery_page: the page of them in sight.
        image: the digit in sight, shape (28, 28), for the downloads, which come later than the run that showed it.
    """

    picked: int = FIRST_DIGIT
    drawing: dict[str, Any] | None = None
    restored: dict[str, Any] | None = None
    redrawn: int = 0
    readable: dict[str, Any] | None = None
    uploaded: ink.Steps | None = None
    uploaded_file: str | None = None
    wanted: int = ALL_CLASSES
    worst_first: bool = False
    gallery_page: int = 0
    image: NDArray[np.float32] = field(default_factory=lambda: np.zeros((28, 28), np.float32))


def session() -> Session:
    """The state of the visitor whose page is being made."""
    if "convae" not in st.session_state:
        st.session_state["convae"] = Session()
    state: Session = st.session_state["convae"]
    return state


def chosen_scale() -> pictures.Scale:
    """Which numbers share the colours: what the page's choice of that name says, before it is shown again."""
    scale: pictures.Scale = st.session_state.get("scale", SCALES[1])
    return scale


def chosen_layer(names: list[str]) -> int:
    """Which of the layers of these `names` is looked at closer: the first after the input until the visitor chooses."""
    name = st.session_state.get("focus")
    return names.index(name) if name in names else 1
