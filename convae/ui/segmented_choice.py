"""A choice of one of a few, that lasts from page to page."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

T = TypeVar("T")


def one_of(label: str, options: Sequence[T], default: T, key: str, said: Callable[[T], str]) -> T:
    """Ask for one of the `options` and return it; `said` is how each is called, `label` what is asked, for a screen reader."""
    chosen: T = st.segmented_control(
        label, options, default=default, required=True, key=key, format_func=said, label_visibility="collapsed", persist_state="session"
    )
    return chosen
