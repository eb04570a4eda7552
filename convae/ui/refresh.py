"""What a page waits for while it is already there."""

import streamlit as st

from convae.viewed.model import Model


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
