"""What a visitor's session remembers, grouped by the part of the page that it is of; everything else on the page is derived from it."""

import re
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import streamlit as st

from convae import ink
from convae.errors import ConvaeError
from convae.network import Channel, ModelFileError
from convae.recipes import FIRST
from convae.ui.typed_number import Typed
from convae.viewed.model import Model
from convae.viewed.viewed_digit import Digit, mnist_digit

FIRST_DIGIT = 0
"""The test digit that the page opens on: a 7."""
ALL_CLASSES = -1
NAME = re.compile("[0-9a-f]{32}")
"""What the names look like that are made of chance: those of visitors, and of their tabs."""


def _by_chance() -> str:
    return uuid4().hex


@dataclass
class Drawing:
    """What is on the canvas.

    Attributes:
        sent: the latest drawing, as the canvas sent it; None when it is blank.
        restored: the drawing that the canvas was last opened with, or was last given instead of its own.
        redrawn: how often it was given another one.
        readable: the digit of the latest drawing whose strokes could be read.
    """

    sent: dict[str, Any] | None = None
    restored: dict[str, Any] | None = None
    redrawn: int = 0
    readable: Digit | None = None


@dataclass
class Gallery:
    """The thumbnails of the test digits.

    Attributes:
        picked: index of the chosen test digit, 0 to 9,999.
        wanted: the class that is shown, 0 to 9, or `ALL_CLASSES`.
        worst_first: whether the worst copies come first.
        page: the page of them in sight.
    """

    picked: int = FIRST_DIGIT
    wanted: int = ALL_CLASSES
    worst_first: bool = False
    page: int = 0


@dataclass
class Photo:
    """The picture that was brought along.

    Attributes:
        digits: those in the latest one that could be read, on their way to 28×28, and where there are several, then all as one.
        chosen: which of them is looked at.
        file: Streamlit's name for the file that came last; None before the first.
        correction: what the visitor sees in it better than convae does.
        read: the file and the correction with which it was read last, so that it is read once.
        whole: the picture as it came, as an address inside a page; empty where it could not be read.
        error: what is wrong with that file; None where it could be read.
        put_away: whether the visitor has taken the picture away.
    """

    digits: tuple[ink.Steps, ...] = ()
    chosen: int = 0
    file: str | None = None
    correction: ink.Correction = field(default_factory=ink.Correction)
    read: tuple[str, ink.Correction] | None = None
    whole: str = ""
    error: ConvaeError | None = None
    put_away: bool = False

    @property
    def doubtful(self) -> bool:
        """Whether it is not plain what is ink in it, and the visitor has not said so either."""
        return bool(self.digits) and self.digits[self.chosen].doubtful and self.correction == ink.Correction()


@dataclass
class Models:
    """The models that are looked at.

    Attributes:
        chosen: the name of the one in sight.
        own: the visitor's own, by their names: the one trained here, and the one brought along.
        refused: what is wrong with the .keras file that was brought last; None where it could be opened.
        unopened: what is wrong with the model that was chosen last; None where it could be opened.
        before: the one that every page showed before the last network trained here, by its name, and the one trained before it.
    """

    chosen: str = FIRST
    own: dict[str, Model] = field(default_factory=dict)
    refused: ModelFileError | None = None
    unopened: ModelFileError | None = None
    before: tuple[str, Model | None] = (FIRST, None)


@dataclass
class Run:
    """The visitor's training.

    Attributes:
        visitor: by what name the trainer knows this visitor.
        browser: the name that their browser kept when it was asked last; None before.
        gone: a name that it keeps in vain, because the trainer does not know it any more.
        awaited: whether they had a run that was not over when the trainer was asked last.
        settled: the number of the last run that was over, and of which it has been decided whether every page shows its network.
        notice: the key of what they are to be told on the page that is made next; empty where there is nothing.
        told: the key of what they were told on the page that was made last.
    """

    visitor: str = field(default_factory=_by_chance)
    browser: str | None = None
    gone: str = ""
    awaited: bool = False
    settled: int | None = None
    notice: str = ""
    told: str = ""


@dataclass(frozen=True)
class Known:
    """What a browser knows of a network.

    Attributes:
        book: the name of its description.
        weights: the name of its weights.
        errors: whether it knows the errors of the test digits with them.
        moments: whether it has the weights at all moments of the training.
        picture: the name of the last picture of ink that it was sent; empty before the first.
        strokes: the drawing on the canvas, as the canvas describes its strokes; those that come to it the browser sees by itself.
    """

    book: str = ""
    weights: str = ""
    errors: bool = False
    moments: bool = False
    picture: str = ""
    strokes: list[Any] = field(default_factory=list)


@dataclass
class Views:
    """The network views on the page.

    Attributes:
        page: how often a page was made as a whole; what a browser was told for an earlier one, it may have forgotten.
        known: of which page a browser was told last, by the view's key, and what it knows of the network since.
        off: the channels that are switched off on the first page, for the downloads, too.
        moment: of the training, the one that is looked at there, for the downloads, too; None for the network as it is now.
    """

    page: int = 0
    known: dict[str, tuple[int, Known]] = field(default_factory=dict)
    off: frozenset[Channel] = frozenset()
    moment: int | None = None


@dataclass
class Session:
    """One visitor's state.

    Attributes:
        tab: by what name the visitor's tab is known, in which they may load the page anew.
        language: the one that the page last spoke, for what is said when it fails; None before it has spoken.
        shown: the digit that the first page showed last, without its steps; None before the first.
        compared: what was chosen to be compared, by the name of the choice: a model's name, or a moment of its training.
        numbers: what stands in the fields for numbers, by their keys.
    """

    tab: str = field(default_factory=_by_chance)
    language: str | None = None
    shown: Digit | None = None
    drawing: Drawing = field(default_factory=Drawing)
    gallery: Gallery = field(default_factory=Gallery)
    photo: Photo = field(default_factory=Photo)
    models: Models = field(default_factory=Models)
    run: Run = field(default_factory=Run)
    views: Views = field(default_factory=Views)
    compared: dict[str, Any] = field(default_factory=dict)
    numbers: dict[str, Typed] = field(default_factory=dict)

    @property
    def digit(self) -> Digit:
        """The digit that the visitor looked at last on the first page; before that, the test digit it opens on."""
        return self.shown or mnist_digit(self.gallery.picked)


def session() -> Session:
    """The state of the visitor whose page is being made."""
    if "convae" not in st.session_state:
        st.session_state["convae"] = Session()
    state: Session = st.session_state["convae"]
    return state
