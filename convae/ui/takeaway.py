"""Take it home: figures and numbers, built only when they are asked for."""

from collections.abc import Callable
from functools import partial
from typing import get_args

import streamlit as st

from convae import exports
from convae.network import Network
from convae.ui.markup import tag, text
from convae.ui.state import Session
from convae.words import Words

_MIME = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}


def downloads(net: Network, session: Session, words: Words) -> None:
    """Offer all layers as a figure, all numbers, and the decoded digit, each for the digit in sight at the click."""
    st.html(tag("h2", text(words.say("downloads.title"))))
    with st.container(horizontal=True, key="downloads"):
        for kind in get_args(exports.Format):
            _button(
                f"{words.say('downloads.figure')} ({kind.upper()})",
                partial(_figure, net, session, kind, words),
                f"{net.name}.{kind}",
                _MIME[kind],
            )
        _button(
            words.say("downloads.numbers"),
            lambda: exports.numbers(net.run(session.image, session.off)),
            f"{net.name}.npz",
            "application/zip",
        )
        _button(
            words.say("downloads.decoded"),
            lambda: exports.digit(net.run(session.image, session.off)[-1].values[..., 0]),
            "decoded.png",
            "image/png",
        )


def _button(label: str, build: Callable[[], bytes], file_name: str, mime: str) -> None:
    st.download_button(label, build, file_name, mime, key=f"download {label}", on_click="ignore")


def _figure(net: Network, session: Session, kind: exports.Format, words: Words) -> bytes:
    return exports.figure(net.run(session.image, session.off), kind, words)
