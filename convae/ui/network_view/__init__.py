"""Our own component: the network in one picture that answers when touched.

Here is what the server does for it; what happens in the browser stands in `js/view.js` and the modules that it imports. The network
runs there: the server sends its weights and the digit, and what only the server knows.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st

from convae import ink
from convae.layers import Array
from convae.ui import component_value
from convae.ui.network_view import blob, digit_parts, ink_steps
from convae.ui.network_view.assets import loader, modules, style
from convae.ui.network_view.channel_response import of_channel
from convae.ui.network_view.network_description import book, weights
from convae.ui.network_view.request import Request, read
from convae.ui.state import Known, session
from convae.viewed.viewed_network import ViewedNetwork
from convae.words import Words

_show = st.components.v2.component("convae.network_view", html='<div class="network-view"></div>', js=loader())


class View:
    """One such picture on a page."""

    def __init__(self, key: str) -> None:
        self.key = key

    def asked(self, shown: ViewedNetwork) -> Request:
        """What the visitor has done in the view, and what it asks: which channels are off, which moment, which channel's figures."""
        return read(component_value.told(self.key, "asked"), shown)

    def update(self, shown: ViewedNetwork, image: Array, wanted: Request, words: Words, **about: Any) -> bytes:
        """What `show` is to be given for one digit: all that the view needs and its browser does not know yet; see `packed`."""
        views = session().views
        page, known = views.known.get(self.key, (None, None))
        data, now = self.packed(shown, image, wanted, words, known if page == views.page else None, **about)
        views.known[self.key] = views.page, now
        return data

    def packed(
        self,
        shown: ViewedNetwork,
        image: Array,
        wanted: Request,
        words: Words,
        known: Known | None,
        *,
        name: str = "",
        told: Mapping[str, Any] | None = None,
        drawing: dict[str, Any] | None = None,
        steps: ink.Steps | None = None,
        bare: bool = False,
    ) -> tuple[bytes, Known]:
        """All that the view needs for one digit, and what the browser knows when it has that.

        Args:
            shown: the network as it is now; a moment of its past the view makes itself.
            image: the digit, shape (28, 28) or (28, 28, 1), float32, 0 to 1.
            wanted: what the visitor has asked.
            known: what the browser knows already; it keeps that.
            name: what a screen reader calls the network, where there are two on a page.
            told: what the story says of the digit (`story.told`); None where no story is told.
            drawing: what is on the canvas, as it describes it; None for nothing that can be read.
            steps: how the digit became 28×28, where it was made from a picture.
            bare: whether the story is all that is shown.
        """
        before = Known() if known is None or component_value.told(self.key, "need") else known
        other_book, other_weights = before.book != shown.book(words), before.weights != shown.weights
        figures = shown.figures()
        moments = wanted.moments or (before.moments and not other_book)
        strokes = drawing["objects"] if drawing else []
        way = ink_steps.told(steps, before.picture) if steps else None
        picture = way["name"] if way else before.picture
        after = Known(shown.book(words), shown.weights, figures is not None, moments, picture, strokes)
        header: dict[str, Any] = {
            "model": after.book,
            "weights": after.weights,
            "name": name,
            "off": sorted(wanted.off),
            "moment": wanted.moment,
            "channel": wanted.channel and of_channel(shown, wanted.channel),
            "told": told,
            "steps": way,
            "bare": bare,
        }
        parts = {}
        seen = not other_book and strokes[: len(before.strokes)] == before.strokes
        header["ink"], parts["ink"] = digit_parts.picture(image, drawn=bool(strokes) and seen)
        if not seen:
            header["lines"], parts["points"] = digit_parts.strokes(drawing)
        if other_book:
            header["book"] = book(shown, words) | {"modules": modules(), "style": style()}
        if other_book or other_weights:
            parts["weights"] = weights(shown.net)
        if figures and (other_book or other_weights or not before.errors):
            parts["errors"] = figures.percentiles.astype(np.float32)
        if shown.history and moments and (other_book or not before.moments):
            parts["moments"] = shown.history.weights
        return blob.pack(header, parts), after

    def show(self, data: bytes) -> None:
        """Put the view on the page, or give the one that is there new `data`."""
        _show(key=self.key, data=data, on_asked_change=component_value.nothing, on_need_change=component_value.nothing)
