"""Pick: thumbnails of the test digits, by class, at random, by number, or the worst copies first."""

import random

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from convae import digits, measures, pictures
from convae.ui.state import Session
from convae.words import Words

PER_PAGE = 21
CLASSES = range(10)


def panel(session: Session, figures: measures.ModelFigures | None, words: Words) -> None:
    """Show the ways to choose a test digit; the choice lands in `session.picked`."""
    with st.container(key="pick"):
        indices = _filtered(session, figures, words)
        page = min(session.gallery_page, (len(indices) - 1) // PER_PAGE)
        _thumbnails(session, indices[page * PER_PAGE : (page + 1) * PER_PAGE], words)
        back, on, number, chance = st.columns([1, 1, 3, 1], gap="small", wrap=False)
        back.button("‹", key="previous", help=words.say("pick.previous"), on_click=_turn, args=(session, page - 1), disabled=page == 0)
        last = (page + 1) * PER_PAGE >= len(indices)
        on.button("›", key="next", help=words.say("pick.next"), on_click=_turn, args=(session, page + 1), disabled=last)
        st.session_state["index"] = session.picked
        number.number_input(
            words.say("pick.index"),
            0,
            len(digits.load_test()[1]) - 1,
            step=1,
            key="index",
            label_visibility="collapsed",
            on_change=lambda: _choose(session, st.session_state["index"]),
        )
        chance.button(
            "", key="random", icon=":material/shuffle:", help=words.say("pick.random"), on_click=_at_random, args=(session, indices)
        )


def _filtered(session: Session, figures: measures.ModelFigures | None, words: Words) -> NDArray[np.intp]:
    """Ask for a class and an order, and return the indices of the digits that are left, in that order."""
    left, right = st.columns(2, gap="small", wrap=False)
    wanted = left.selectbox(
        words.say("pick.class"),
        [None, *CLASSES],
        key="class",
        label_visibility="collapsed",
        persist_state="session",
        format_func=lambda digit: words.say("pick.any") if digit is None else words.say("pick.only", digit=digit),
        on_change=_turn,
        args=(session, 0),
    )
    worst = right.selectbox(
        words.say("pick.order"),
        [False, True],
        key="worst",
        label_visibility="collapsed",
        persist_state="session",
        format_func=lambda worst: words.say("pick.worst" if worst else "pick.first"),
        on_change=_turn,
        args=(session, 0),
    )
    if worst and figures is None:
        st.caption(words.say("pick.worst_wait"))
    return candidates(digits.load_test()[1], wanted, figures if worst else None)


def candidates(labels: NDArray[np.uint8], wanted: int | None, worst: measures.ModelFigures | None) -> NDArray[np.intp]:
    """The indices to choose from: of class `wanted` or of all, in MNIST's order or the `worst` copies first."""
    order = np.arange(len(labels)) if worst is None else np.array(worst.worst(len(labels)))
    return order if wanted is None else order[labels[order] == wanted]


def _thumbnails(session: Session, indices: NDArray[np.intp], words: Words) -> None:
    images, labels = digits.load_test()
    shown = [int(index) for index in indices]

    def label(index: int) -> str:
        name = words.say("pick.thumbnail", digit=int(labels[index]), index=index)
        return f"![{name}]({pictures.single(images[index], low=0, high=255)})"

    key = f"thumbnails {shown}"
    # Another way of choosing may have taken the digit from under this one.
    st.session_state[key] = session.picked if session.picked in shown else None
    st.pills(
        words.say("pick.thumbnails"),
        shown,
        format_func=label,
        key=key,
        label_visibility="collapsed",
        wrap=True,
        on_change=lambda: _choose(session, st.session_state[key]),
    )


def _choose(session: Session, index: int | None) -> None:
    if index is not None:  # a second click on the chosen thumbnail takes it back: it stays chosen
        session.picked = int(index)


def _at_random(session: Session, indices: NDArray[np.intp]) -> None:
    session.picked = int(random.choice(indices))


def _turn(session: Session, page: int) -> None:
    session.gallery_page = page
