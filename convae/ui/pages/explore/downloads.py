"""Take it home: figures and numbers, built only when they are asked for."""

from collections.abc import Callable
from functools import partial
from typing import get_args

import streamlit as st

from convae import exports
from convae.html.markup import tag, text
from convae.network import FeatureMaps
from convae.ui.state import Session
from convae.viewed.model import Model
from convae.words import Words

_MIME = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}


def downloads(model: Model, session: Session, words: Words) -> None:
    """Offer all layers as a figure, all numbers, and the decoded digit, each for the digit in sight at the click."""
    st.html(tag("h2", text(words.say("downloads.title")), class_="screen-only"))
    if not exports.drawable():
        st.caption(words.say("downloads.no_figures"))
    with st.container(horizontal=True, key="downloads"):
        for kind in get_args(exports.Format) if exports.drawable() else ():
            _button(
                f"{words.say('downloads.figure')} ({kind.upper()})",
                partial(_figure, model, session, kind, words),
                f"{model.name}.{kind}",
                _MIME[kind],
            )
        _button(words.say("downloads.numbers"), lambda: exports.numbers(_stages(model, session)), f"{model.name}.npz", "application/zip")
        _button(
            words.say("downloads.decoded"), lambda: exports.digit(_stages(model, session)[-1].values[..., 0]), "decoded.png", "image/png"
        )


def _button(label: str, build: Callable[[], bytes], file_name: str, mime: str) -> None:
    st.download_button(label, build, file_name, mime, key=f"download {label}", on_click="ignore")


def _figure(model: Model, session: Session, kind: exports.Format, words: Words) -> bytes:
    return exports.figure(_stages(model, session), kind, words)


def _stages(model: Model, session: Session) -> tuple[FeatureMaps, ...]:
    return model.at(session.views.moment).run(session.digit.image, session.views.off)
