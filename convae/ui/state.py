"""What a visitor's session remembers; everything else on the page is derived from it."""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import streamlit as st

from convae import ink
from convae.errors import ConvaeError
from convae.network import Channel, ModelFileError
from convae.ui.typed_number import Typed
from convae.viewed.digit import Digit, mnist_digit
from convae.viewed.model import Model

FIRST_DIGIT = 0
"""The test digit that the page opens on: a 7."""
ALL_CLASSES = -1


@dataclass
class Session:
    """One visitor's state.

    Attributes:
        language: the one that the page last spoke, for what is said when it fails; None before it has spoken.
        picked: index of the chosen test digit, 0 to 9,999.
        drawing: the canvas's latest drawing, as it sent it; None when it is blank.
        restored: the drawing that the canvas was last opened with, or was last given instead of its own.
        redrawn: how often it was given another one.
        readable: the latest drawing whose strokes could be read.
        uploaded: the latest picture that could be read, likewise.
        uploaded_file: Streamlit's name for the file that came last, so that it is read once.
        unreadable: what is wrong with that file; None where it could be read.
        put_away: whether the visitor has taken that picture away.
        wanted: the class of the thumbnails, 0 to 9, or `ALL_CLASSES`.
        worst_first: whether the worst copies come first among them.
        gallery_page: the page of them in sight.
        known: what each network view on the page knows of its network, by the view's key; without an entry, it is to be told all.
        moment: of the training, the one that is looked at, for the downloads, too; None for the network as it is now.
        model: the name of the model that is looked at.
        own: the visitor's own models, by their names: the one trained here, and the one brought along.
        refused: what is wrong with the .keras file that was brought last; None where it could be opened.
        unopened: what is wrong with the model that was chosen last; None where it could be opened.
        off: the channels that are switched off, for the downloads, too.
        shown: the digit that the first page showed last, without its steps; None before the first.
        visitor: by what name the trainer knows this visitor.
        browser: the name that their browser kept when it was asked last; None before.
        gone: a name that it keeps in vain, because the trainer does not know it any more.
        awaited: whether they had a run that was not over when the trainer was asked last.
        compared: what was chosen to be compared, by the name of the choice: a model's name, or a moment of its training.
        settled: the number of the last run that was over, and of which it has been decided whether every page shows its network.
        before: the model that every page showed before the last such network, by its name, and the one trained before it.
        notice: the key of what they are to be told on the page that is made next; empty where there is nothing.
        numbers: what stands in the fields for numbers, by their keys.
    """

    language: str | None = None
    picked: int = FIRST_DIGIT
    drawing: dict[str, Any] | None = None
    restored: dict[str, Any] | None = None
    redrawn: int = 0
    readable: dict[str, Any] | None = None
    uploaded: ink.Steps | None = None
    uploaded_file: str | None = None
    unreadable: ConvaeError | None = None
    put_away: bool = False
    wanted: int = ALL_CLASSES
    worst_first: bool = False
    gallery_page: int = 0
    known: dict[str, tuple[str, str]] = field(default_factory=dict)
    off: frozenset[Channel] = frozenset()
    moment: int | None = None
    model: str = "classic"
    own: dict[str, Model] = field(default_factory=dict)
    refused: ModelFileError | None = None
    unopened: ModelFileError | None = None
    shown: Digit | None = None
    visitor: str = field(default_factory=lambda: uuid4().hex)
    compared: dict[str, Any] = field(default_factory=dict)
    browser: str | None = None
    gone: str = ""
    awaited: bool = False
    settled: int | None = None
    before: tuple[str, Model | None] = ("classic", None)
    notice: str = ""
    numbers: dict[str, Typed] = field(default_factory=dict)

    @property
    def digit(self) -> Digit:
        """The digit that the visitor looked at last on the first page; before that, the test digit it opens on."""
        return self.shown or mnist_digit(self.picked)


def session() -> Session:
    """The state of the visitor whose page is being made."""
    if "convae" not in st.session_state:
        st.session_state["convae"] = Session()
    state: Session = st.session_state["convae"]
    return state
