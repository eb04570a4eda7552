"""What one of our own components has said last."""

import streamlit as st


def told(key: str, name: str) -> object:
    """What the component called `key` said last under `name`: anything, for it comes from a browser; None where it has said nothing."""
    get = getattr(st.session_state.get(key), "get", None)
    return get(name) if callable(get) else None


def nothing() -> None:
    """Streamlit remembers only what has a handler; what is remembered is all that we want."""
