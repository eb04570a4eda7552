"""What a visitor reads and an operator gets when the page fails: one sentence for the one, one line for the other."""

import logging
import traceback
from pathlib import Path

import streamlit as st
from streamlit import config, error_util

from convae import log, words
from convae.ui.state import session

_SHOW = error_util.show_uncaught_app_exception
_LOGGERS = (
    error_util.__name__,
    "streamlit.runtime.backend_operation_handler",
    "streamlit.web.server.starlette.starlette_websocket",
    "uvicorn.error",
)
"""Where errors are written: of a page, of a download, and of what comes in over a connection."""


def be_told() -> None:
    """Say it in our words from now on, on the page and in the log; a developer who asks for details gets Streamlit's."""
    if config.get_option("client.showErrorDetails") != "none":
        return
    # Streamlit calls it whatever failed: a page, a fragment that runs by itself, or a widget that is told nonsense.
    error_util.show_uncaught_app_exception = _apologise  # type: ignore[assignment]  # its argument is called otherwise
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(_note)


def _apologise(error: BaseException) -> None:
    try:
        # Not what the choice of language says now: that may be what failed.
        sentence = words.of(session().language or words.nearest(st.context.locale)).say("page.failed")
    except (OSError, LookupError, ValueError):  # the sentences themselves are missing or broken
        _SHOW(error)
    else:
        st.error(sentence)


def _note(record: logging.LogRecord) -> bool:
    """Write which kind of error it is and where it comes from, not what it says: that may be what a visitor sent."""
    if not record.exc_info or record.exc_info[1] is None:
        return True
    error = record.exc_info[1]
    while error.__cause__ is not None:  # where it began says more than where it was passed on
        error = error.__cause__
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    log.event("failed", error=type(error).__name__, places=places)
    return False
