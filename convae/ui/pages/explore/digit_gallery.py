"""Pick: thumbnails of the test digits, by class, at random, by number, or the worst copies first."""

import random

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from convae import digits, measures, pictures
from convae.ui.number_field import number_field
from convae.ui.state import ALL_CLASSES, Gallery, Session
from convae.ui.typed_number import Bounds
from convae.words import Words

PER_PAGE = 21
CLASSES = [ALL_CLASSES, *range(10)]


def panel(session: Session, figures: measures.ModelFigures | None, words: Words) -> None:
    """Show the ways to choose a test digit; the choice lands in `session.gallery.picked`."""
    with st.container(key="pick"):
        _filters(session, words)
        if session.gallery.worst_first:
            st.caption(words.say("pick.worst_by" if figures else "pick.worst_wait"))
        indices = candidates(digits.load_test()[1], session.gallery.wanted, figures if session.gallery.worst_first else None)
        page = min(session.gallery.page, (len(indices) - 1) // PER_PAGE)
        _thumbnails(session, indices[page * PER_PAGE : (page + 1) * PER_PAGE], words)
        _pager(session, indices, page, words)


def _filters(session: Session, words: Words) -> None:
    """Ask for a class and an order. A selectbox remembers its labels, so that each language has its own."""
    left, right = st.columns(2, gap="small", wrap=False)
    orders = [False, True]
    left.selectbox(
        words.say("pick.class"),
        CLASSES,
        index=CLASSES.index(session.gallery.wanted),
        key=f"class {words.language}",
        label_visibility="collapsed",
        format_func=lambda digit: words.say("pick.any") if digit == ALL_CLASSES else words.say("pick.only", digit=digit),
        filter_mode=None,
        on_change=lambda: _filter(session.gallery, "wanted", st.session_state[f"class {words.language}"]),
    )
    right.selectbox(
        words.say("pick.order"),
        orders,
        index=orders.index(session.gallery.worst_first),
        key=f"worst {words.language}",
        label_visibility="collapsed",
        format_func=lambda worst: words.say("pick.worst" if worst else "pick.first"),
        filter_mode=None,
        on_change=lambda: _filter(session.gallery, "worst_first", st.session_state[f"worst {words.language}"]),
    )


def _pager(session: Session, indices: NDArray[np.intp], page: int, words: Words) -> None:
    """Turn the page, give a number, or leave it to chance."""
    back, on, number, chance = st.columns([1, 1, 2, 1], gap="small", wrap=False)
    last = (page + 1) * PER_PAGE >= len(indices)
    back.button(
        words.say("pick.previous"),
        key="previous",
        icon=":material/chevron_left:",
        on_click=_turn,
        args=(session, page - 1),
        disabled=page == 0,
    )
    on.button(words.say("pick.next"), key="next", icon=":material/chevron_right:", on_click=_turn, args=(session, page + 1), disabled=last)
    with number:
        number_field(
            words.say("pick.index"),
            session.gallery.picked,
            Bounds(0, len(digits.load_test()[1]) - 1, 1),
            "index",
            words,
            bare=True,
            on_change=lambda index: _choose(session, index),
        )
    chance.button(words.say("pick.random"), key="random", icon=":material/shuffle:", on_click=_at_random, args=(session, indices))


def candidates(labels: NDArray[np.uint8], wanted: int, worst: measures.ModelFigures | None) -> NDArray[np.intp]:
    """The indices to choose from: of class `wanted` or of `ALL_CLASSES`, in MNIST's order or the `worst` copies first."""
    order = np.arange(len(labels)) if worst is None else np.array(worst.worst(len(labels)))
    return order if wanted == ALL_CLASSES else order[labels[order] == wanted]


def _thumbnails(session: Session, indices: NDArray[np.intp], words: Words) -> None:
    images, labels = digits.load_test()
    shown = [int(index) for index in indices]

    def label(index: int) -> str:
        name = words.say("pick.thumbnail", digit=int(labels[index]), index=index)
        return f"![{name}]({pictures.single(images[index], low=0, high=255)})"

    key = f"thumbnails {shown}"
    # Another way of choosing may have taken the digit from under this one.
    st.session_state[key] = session.gallery.picked if session.gallery.picked in shown else None
    st.pills(
        words.say("pick.thumbnails"),
        shown,
        format_func=label,
        key=key,
        label_visibility="collapsed",
        wrap=True,
        on_change=lambda: _choose(session, st.session_state[key]),
    )


def _choose(session: Session, index: float | None) -> None:
    if index is not None:  # a second click on the chosen thumbnail takes it back: it stays chosen
        session.gallery.picked = int(index)


def _at_random(session: Session, indices: NDArray[np.intp]) -> None:
    session.gallery.picked = int(random.choice(indices))


def _filter(gallery: Gallery, name: str, value: object) -> None:
    setattr(gallery, name, value)
    gallery.page = 0


def _turn(session: Session, page: int) -> None:
    session.gallery.page = page
