"""A visitor without a browser: one tab as the server sees it, over Streamlit's own protocol."""

import asyncio
import json
import time
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import numpy as np
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from app_page import digit_in, header
from convae.words import LANGUAGES, of

Seen = TypeVar("Seen")

FAILED = {of(language).say("page.failed") for language in LANGUAGES}
SUPERSEDED = ForwardMsg.ScriptFinishedStatus.FINISHED_EARLY_FOR_RERUN
PATIENCE = 300.0
"""Seconds after which an answer is given up."""


def played(visits: Coroutine[Any, Any, Seen]) -> Seen:
    """What came of the `visits`. They have a thread of their own, because a test's may already run Playwright's loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, visits).result()


class Viewer:
    """One tab, to be used in an `async with`.

    Attributes:
        elements: the widgets in sight by their keys, each with the id of the fragment it stands in.
        html: what the page shows through `st.html`, by its place.
        alerts: what the page says in boxes, by its place.
        pages: the pages by the paths of their addresses.
        session: the server's name for this visitor.
        whole: how often the page was made as a whole.
        exceptions: every error that the visitor was shown: Streamlit's own words, with a trace or without, or ours.
    """

    def __init__(self, address: str, query: str = "") -> None:
        """Be a tab on the app at `address`, such as http://127.0.0.1:8501, with what stands behind a `?` in it."""
        self._address, self._query = address, query
        self.elements: dict[str, tuple[Any, str]] = {}
        self.html: dict[tuple[int, ...], str] = {}
        self.alerts: dict[tuple[int, ...], str] = {}
        self.pages: dict[str, str] = {}
        self.exceptions: list[str] = []
        self.session = ""
        self.whole = 0
        self._page = ""
        self._cached: dict[str, ForwardMsg] = {}
        self._states: dict[str, WidgetState] = {}

    async def __aenter__(self) -> "Viewer":
        stream = self._address.replace("http", "ws", 1) + "/_stcore/stream"
        self._socket = await websockets.connect(stream, subprotocols=["streamlit"], max_size=None, compression=None)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._socket.close()

    async def run(self, fragment: str = "", page: str | None = None) -> float:
        """Let the page, or one `fragment` of it, be made again, and return the seconds that it took."""
        message = BackMsg()
        asked = message.rerun_script
        asked.page_script_hash = self._page if page is None else self.pages[page]
        asked.fragment_id, asked.query_string = fragment, self._query
        asked.context_info.locale, asked.context_info.timezone, asked.context_info.url = "en-US", "UTC", self._address
        asked.cached_message_hashes.extend(self._cached)
        asked.widget_states.widgets.extend(self._states.values())
        start = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        while not self._takes(await asyncio.wait_for(self._socket.recv(), PATIENCE)):
            pass
        seconds = time.perf_counter() - start
        self._forget()
        return seconds

    async def tell(self, key: str, **value: Any) -> float:
        """Set the widget called `key` to a value of its kind, a field of Streamlit's WidgetState, and wait for the answer."""
        body, fragment = self.elements[key]
        state = WidgetState(id=body.id, **value)
        self._states[body.id] = state
        try:
            return await self.run(fragment)
        finally:
            if state.WhichOneof("value") == "trigger_value":
                self._states.pop(body.id, None)

    async def send(self, key: str, value: object) -> float:
        """Let a component called `key` have this state, and wait for the answer."""
        return await self.tell(key, json_value=json.dumps(value))

    async def choose(self, key: str, label: str) -> float:
        """Choose one of a group of buttons by what it says."""
        state = WidgetState()
        state.string_array_value.data.append(label)
        return await self.tell(key, string_array_value=state.string_array_value)

    @property
    def shown(self) -> str:
        """All that the page shows through `st.html`, and what its network view is told of the digit."""
        views = [header(body.bytes)["told"] for key, (body, _) in self.elements.items() if key == "network"]
        return "\n".join([*self.html.values(), *(told["title"] for told in views if told)])

    @property
    def digit(self) -> np.ndarray:
        """The digit in the network view, shape (28, 28)."""
        return digit_in(self.elements["network"][0].bytes)

    def _forget(self) -> None:
        """Keep the values of the widgets in sight only, as a browser does."""
        there = {body.id for body, _ in self.elements.values()}
        self._states = {identity: state for identity, state in self._states.items() if identity in there}

    def _takes(self, data: bytes) -> bool:
        """Take one message; return whether it is the last of an answer."""
        message = ForwardMsg()
        message.ParseFromString(data)
        if message.WhichOneof("type") == "ref_hash":
            whole = ForwardMsg()
            whole.CopyFrom(self._cached[message.ref_hash])
            whole.metadata.CopyFrom(message.metadata)
            message = whole
        elif message.metadata.cacheable:
            self._cached[message.hash] = message
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._begins(message)
        elif kind == "navigation":
            self.pages = {page.url_pathname: page.page_script_hash for page in message.navigation.app_pages}
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._shows(message)
        return kind == "script_finished" and message.script_finished != SUPERSEDED

    def _begins(self, message: ForwardMsg) -> None:
        self._page, self.session = message.new_session.page_script_hash, message.new_session.initialize.session_id
        if not message.metadata.run.fragment_ids:
            self.whole += 1
            self.elements.clear()
            self.html.clear()
            self.alerts.clear()

    def _shows(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        body = getattr(element, kind)
        if kind == "exception":
            self.exceptions.append(body.message)
        if kind == "alert":
            self.alerts[tuple(message.metadata.delta_path)] = body.body
            self.exceptions.extend({body.body} & FAILED)
        if kind == "html":
            self.html[tuple(message.metadata.delta_path)] = body.body
        identity = getattr(body, "id", "")
        if isinstance(identity, str) and identity.startswith("$$ID-"):
            self.elements[identity.split("-", 2)[2]] = (body, message.delta.fragment_id)
