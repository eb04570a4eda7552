"""What the first page showed in a tab, kept for some minutes, so that who loads the page anew finds it again.

The tab's browser keeps a name made of chance, for as long as the tab is open (`document/js/tab_name.js`); who does not have it finds
nothing under it. All is in the server's memory only, and no more of it than `MOST` tabs with at most `LARGEST` characters each.
"""

import json
import time
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

import streamlit as st

from convae.ui import document
from convae.ui.state import NAME, Session, session
from convae.viewed.viewed_digit import Digit

SECONDS = 600.0
MOST = 200
LARGEST = 100_000


@dataclass(frozen=True)
class Kept:
    """What a tab showed.

    Attributes:
        drawing: what was on the canvas, as JSON; empty where nothing of it was in sight, or too much.
        picked: index of the chosen test digit.
        shown: the digit that was looked at.
    """

    drawing: str
    picked: int
    shown: Digit | None


class TabMemory:
    """What tabs showed, by their names; the one that has said nothing for the longest time is forgotten first."""

    def __init__(self) -> None:
        self._tabs: OrderedDict[str, tuple[float, Kept]] = OrderedDict()
        self._lock = Lock()

    def keep(self, name: str, kept: Kept, now: float) -> None:
        """Remember what the tab called `name` shows at the time `now`, in seconds."""
        with self._lock:
            self._tabs.pop(name, None)
            self._tabs[name] = now, kept
            while len(self._tabs) > MOST or next(iter(self._tabs.values()))[0] < now - SECONDS:
                self._tabs.popitem(last=False)

    def find(self, name: str, now: float) -> Kept | None:
        """What the tab called `name` showed, if that is not too long ago."""
        with self._lock:
            when, kept = self._tabs.get(name, (now, None))
        return kept if now - when <= SECONDS else None


@st.cache_resource(show_spinner=False)
def _memory() -> TabMemory:
    return TabMemory()


def keep(*, drawn: bool) -> None:
    """Remember what the first page shows now, a drawing only where that is what is `drawn`."""
    state = session()
    strokes = state.drawing.readable.drawn if drawn and state.drawing.readable else None
    drawing = json.dumps(strokes.strokes) if strokes else ""
    kept = Kept(drawing if len(drawing) <= LARGEST else "", state.gallery.picked, state.shown)
    _memory().keep(state.tab, kept, time.monotonic())


def find_again() -> None:
    """Go on where the tab was before the page was loaded anew, if it says that it was, and nothing has been drawn since."""
    state, name = session(), document.tab()
    if name == state.tab or not NAME.fullmatch(name):
        return
    state.tab = name
    state.run.notice = state.run.notice or state.run.told  # this page takes the place of the one that was made a moment ago
    kept = _memory().find(name, time.monotonic())
    if kept is not None and state.drawing.sent is None:
        _go_on(state, kept)


def _go_on(state: Session, kept: Kept) -> None:
    state.gallery.picked, state.shown = kept.picked, kept.shown
    if kept.drawing:
        # The canvas opens anew with it: one that has not come to the browser yet would never say that it holds what it was given.
        st.session_state.pop("canvas", None)
        state.drawing.sent = {"objects": json.loads(kept.drawing)}
        state.drawing.redrawn += 1
