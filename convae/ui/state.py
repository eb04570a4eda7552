"""What a visitor's session remembers; everything else on the page is derived from it."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from convae import ink
from convae.network import Channel

FIRST_DIGIT = 0
"""The test digit that the page opens on: a 7."""
ALL_CLASSES = -1


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
        put_away: whether the visitor has taken that picture away.
        wanted: the class of the thumbnails, 0 to 9, or `ALL_CLASSES`.
        worst_first: whether the worst copies come first among them.
        gallery_page: the page of them in sight.
        whole: whether the network view is still to be told what holds for all digits.
        off: the channels that are switched off, for the downloads, too.
        image: the digit in sight, shape (28, 28), for the downloads, which come later than the run that showed it.
    """

    picked: int = FIRST_DIGIT
    drawing: dict[str, Any] | None = None
    restored: dict[str, Any] | None = None
    redrawn: int = 0
    readable: dict[str, Any] | None = None
    uploaded: ink.Steps | None = None
    uploaded_file: str | None = None
    put_away: bool = False
    wanted: int = ALL_CLASSES
    worst_first: bool = False
    gallery_page: int = 0
    whole: bool = True
    off: frozenset[Channel] = frozenset()
    image: NDArray[np.float32] = field(default_factory=lambda: np.zeros((28, 28), np.float32))


def session() -> Session:
    """The state of the visitor whose page is being made."""
    if "convae" not in st.session_state:
        st.session_state["convae"] = Session()
    state: Session = st.session_state["convae"]
    return state
