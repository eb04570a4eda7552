"""What a page waits for while it is already there."""

import streamlit as st

from convae.network import ModelFileError
from convae.ui import models


def for_figures() -> None:
    """Make the page again as soon as the model's figures on the test digits are known; where they are, nothing."""
    model = models.current()
    if model.figures() is None and model.net.reconstructs:
        _look()


@st.fragment(run_every=1.0)
def _look() -> None:
    try:
        waiting = models.current().figures() is None
    except ModelFileError:  # it has been taken away: the page knows what to say
        waiting = False
    if not waiting:
        st.rerun()
