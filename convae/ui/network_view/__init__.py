"""Our own component: the network in one picture that answers when touched.

Here is what the server does for it; what happens in the browser stands in `view.js` and the modules that it imports.
"""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from convae.network import FeatureMaps, Network
from convae.ui.network_view import answers, blob
from convae.ui.network_view.asked import Asked, read
from convae.ui.network_view.assets import loader, script, style
from convae.ui.network_view.book import book, kernels, version
from convae.words import Words

KEY = "network"
_show = st.components.v2.component("convae.network_view", html='<div class="network-view"></div>', js=loader())


def asked(net: Network) -> Asked:
    """What the visitor has asked of the view: which number or channel, and which channels are switched off."""
    return read(_told("asked"), net)


def packed(net: Network, stages: Sequence[FeatureMaps], wanted: Asked, words: Words, *, whole: bool) -> bytes:
    """All that the view needs for one digit.

    Args:
        stages: what the network makes of it without the channels that are off.
        wanted: what the visitor has asked.
        whole: whether to send what holds for all digits, too; the browser keeps it.
    """
    numbers, scales = blob.planes(stages)
    header: dict[str, Any] = {
        "model": version(net),
        "scales": scales,
        "minima": [blob.number(float(stage.values.min())) for stage in stages],
        "maxima": [blob.number(float(stage.values.max())) for stage in stages],
        "off": sorted(wanted.off),
        "turn": wanted.turn,
        "worth": answers.worth(wanted, net, stages),
        "answer": answers.answer(wanted, net, stages),
    }
    if whole or _told("need"):
        header["book"] = book(net, words) | {"script": script(), "style": style()}
        numbers = numbers + kernels(net)
    return blob.pack(header, numbers)


def show(data: bytes) -> None:
    """Put the view on the page, or give the one that is there new `data`."""
    _show(key=KEY, data=data, on_asked_change=_nothing, on_need_change=_nothing)


def _told(name: str) -> object:
    told = st.session_state.get(KEY)
    return told.get(name) if hasattr(told, "get") else None


def _nothing() -> None:
    """Streamlit remembers only what has a handler; what is remembered is all that we want."""
