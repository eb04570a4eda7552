"""Our own component: the network in one picture that answers when touched.

Here is what the server does for it; what happens in the browser stands in `js/view.js` and the modules that it imports.
"""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from convae.network import FeatureMaps
from convae.ui.component_value import nothing, told
from convae.ui.network_view import blob, response
from convae.ui.network_view.assets import loader, modules, style
from convae.ui.network_view.network_description import book, kernels
from convae.ui.network_view.request import Request, read
from convae.ui.state import session
from convae.viewed.viewed_network import ViewedNetwork
from convae.words import Words

_show = st.components.v2.component("convae.network_view", html='<div class="network-view"></div>', js=loader())

Version = tuple[str, str]
"""Names for what a browser knows of a network: the one of its book, and the one of its weights."""


class View:
    """One such picture on a page."""

    def __init__(self, key: str) -> None:
        self.key = key

    def asked(self, shown: ViewedNetwork) -> Request:
        """What the visitor has asked of the view: which number or channel, which channels are off, which moment."""
        return read(told(self.key, "asked"), shown)

    def update(self, shown: ViewedNetwork, stages: Sequence[FeatureMaps], wanted: Request, words: Words, *, name: str = "") -> bytes:
        """What `show` is to be given for one digit: all that the view needs and its browser does not know yet; see `packed`.

        Args:
            name: what a screen reader calls the network, where there are two on a page.
        """
        views = session().views
        page, version = views.known.get(self.key, (None, None))
        data, now = self.packed(shown, stages, wanted, words, version if page == views.page else None, name)
        views.known[self.key] = views.page, now
        return data

    def packed(
        self, shown: ViewedNetwork, stages: Sequence[FeatureMaps], wanted: Request, words: Words, known: Version | None, name: str = ""
    ) -> tuple[bytes, Version]:
        """All that the view needs for one digit, and what the browser knows when it has that.

        Args:
            stages: what the network makes of the digit without the channels that are off.
            wanted: what the visitor has asked.
            known: what the browser knows already; it keeps that.
            name: what a screen reader calls the network, where there are two on a page.
        """
        numbers, scales = blob.planes(stages)
        version = shown.book(words), shown.weights
        whole = known is None or known[0] != version[0] or bool(told(self.key, "need"))
        header: dict[str, Any] = {
            "model": version[0],
            "weights": version[1],
            "scales": scales,
            "minima": [blob.number(float(stage.values.min())) for stage in stages],
            "maxima": [blob.number(float(stage.values.max())) for stage in stages],
            "name": name,
            "off": sorted(wanted.off),
            "turn": wanted.turn,
            "moment": shown.moment,
            "worth": response.worth(wanted, shown.net, stages),
            "answer": response.answer(wanted, shown, stages),
        }
        if whole:
            header["book"] = book(shown, words) | {"modules": modules(), "style": style()}
        if whole or known != version:
            header["kernels"] = True
            numbers = numbers + kernels(shown.net)
        return blob.pack(header, numbers), version

    def show(self, data: bytes) -> None:
        """Put the view on the page, or give the one that is there new `data`."""
        _show(key=self.key, data=data, on_asked_change=nothing, on_need_change=nothing)
