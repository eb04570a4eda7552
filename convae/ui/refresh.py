"""When a page is made again that is already there."""

from dataclasses import dataclass

import streamlit as st

from convae.ui.state import session
from convae.viewed.model import Model


@dataclass(frozen=True)
class Chosen:
    """What is chosen on a page outside of a fragment of it.

    Attributes:
        keys: of the widgets that are there, but for the choice of language, which is on every page.
        values: the language, and what is chosen with each of them.
        model: the name of the model.
    """

    keys: tuple[str, ...]
    values: tuple[object, ...]
    model: str


def chosen(*keys: str) -> Chosen:
    """What is chosen now with the widgets that have these `keys`."""
    return Chosen(keys, tuple(st.session_state.get(key) for key in ("language", *keys)), session().models.chosen)


def unless_still(made: Chosen) -> None:
    """Make the page as a whole again where something outside of the fragment that runs is chosen otherwise than it was `made` with.

    Where something is chosen outside in the same moment in which something inside tells of itself, Streamlit asks for the fragment alone.
    What is not told of at all has not been chosen otherwise.
    """
    now = chosen(*made.keys)
    told = any(value not in (None, before) for value, before in zip(now.values, made.values, strict=True))
    if told or now.model != made.model:
        st.rerun()


def for_figures(*models: Model) -> None:
    """Make the page again as soon as the figures of all `models` on the test digits are known; where they are, nothing."""
    if not _known(models):
        _look(models)


@st.fragment(run_every=1.0)
def _look(models: tuple[Model, ...]) -> None:
    if _known(models):
        st.rerun()


def _known(models: tuple[Model, ...]) -> bool:
    return all(model.figures() is not None or not model.net.reconstructs for model in models)
