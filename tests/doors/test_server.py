"""The doors of the server itself: whatever is sent to it, who sent it reads a sentence, and all others go on."""

import asyncio
import http.client
import json
import socket
from collections.abc import Iterator
from contextlib import AsyncExitStack, closing, suppress
from typing import Any
from urllib.parse import urlsplit

import pytest
import websockets
from hypothesis import given
from hypothesis import strategies as st

from app_server import UPGRADE, served, server_in
from guard import MEGABYTES, SECONDS
from processes import ROOT
from spoilt import JUNK, TEXTS
from viewer import FAILED, Viewer, played

pytestmark = pytest.mark.slow
NUMBERS = st.floats(width=64) | st.sampled_from([0.0, -1.0, 1e300, float("nan"), float("inf")])
PAGES = ["", "compare", "train", "about"]
VALUES = st.one_of(
    JUNK.map(lambda value: {"json_value": json.dumps(value)}),
    st.sampled_from(["{", "NaN", "[1e999]", "", "[" * 100_000, "9" * 5000]).map(lambda text: {"json_value": text}),
    st.integers(-(2**63), 2**63 - 1).map(lambda value: {"int_value": value}),
    NUMBERS.map(lambda value: {"double_value": value}),
    st.booleans().map(lambda value: {"bool_value": value}),
    st.booleans().map(lambda value: {"trigger_value": value}),
    (st.text() | st.sampled_from(["../../etc/passwd", "<script>", "x" * 10**6])).map(lambda value: {"string_value": value}),
    st.binary().map(lambda value: {"bytes_value": value}),
    st.lists(st.integers(-(2**31), 2**31 - 1), max_size=3).map(lambda value: {"int_array_value": {"data": value}}),
    st.lists(NUMBERS, max_size=3).map(lambda value: {"double_array_value": {"data": value}}),
    st.lists(st.text(), max_size=3).map(lambda value: {"string_array_value": {"data": value}}),
)
"""What a message can say that a widget's value is: of its kind, or of another."""


class Guarded:
    """A server, and what it has taken of the processor and of memory."""

    def __init__(self, address: str) -> None:
        self.address, self.place = address, urlsplit(address)
        self.process = server_in(address)
        self.opens()
        self._before = self.process.memory_info().rss

    @property
    def megabytes(self) -> float:
        """How much more memory it has than when one visitor had come."""
        return (self.process.memory_info().rss - self._before) / 2**20

    @property
    def seconds(self) -> float:
        return sum(self.process.cpu_times()[:2])

    def opens(self) -> None:
        """Another visitor comes, and has the page."""

        async def visit() -> tuple[str, list[str]]:
            async with Viewer(self.address) as viewer:
                await viewer.run()
                return viewer.shown, viewer.exceptions

        shown, exceptions = played(visit())
        assert "MNIST test digit no. 0" in shown
        assert exceptions == []


@pytest.fixture(scope="module")
def server() -> Iterator[Guarded]:
    with served(ROOT) as address:
        server = Guarded(address)
        yield server
        server.opens()
        assert server.megabytes <= MEGABYTES


@given(page=st.sampled_from(PAGES), which=st.integers(0, 99), value=VALUES)
def test_a_widget_is_told_anything(server: Guarded, page: str, which: int, value: dict[str, Any]) -> None:
    async def tell() -> list[str]:
        async with Viewer(server.address) as viewer:
            await viewer.run()
            await viewer.run(page=page)
            keys = sorted(set(viewer.elements) - {"start_training"})  # whoever presses that gets a training
            before = server.seconds
            await viewer.tell(keys[which % len(keys)], **value)
            assert server.seconds - before <= SECONDS
            return viewer.exceptions

    assert set(played(tell())) <= FAILED


@given(st.text() | st.sampled_from([text for text in TEXTS if text.isprintable()]), st.sampled_from(["language", "x", "embed", "page"]))
def test_an_address_says_anything_behind_its_question_mark(server: Guarded, text: str, name: str) -> None:
    async def visit() -> tuple[str, list[str]]:
        async with Viewer(server.address, f"{name}={text}") as viewer:
            await viewer.run()
            return viewer.shown, viewer.exceptions

    shown, exceptions = played(visit())
    assert "<script" not in shown
    assert exceptions == []


@given(st.binary(max_size=300) | st.text(max_size=300))
def test_a_message_is_no_message_at_all(server: Guarded, data: bytes | str) -> None:
    async def send() -> None:
        stream = server.address.replace("http", "ws", 1) + "/_stcore/stream"
        async with websockets.connect(stream, subprotocols=["streamlit"], max_size=None) as connection:
            await connection.send(data)
            with suppress(TimeoutError, websockets.exceptions.ConnectionClosed):
                await asyncio.wait_for(connection.recv(), 0.05)

    before = server.seconds
    played(send())
    assert server.seconds - before <= SECONDS


def test_messages_are_begun_and_never_ended(server: Guarded) -> None:
    """The header says 190 MB, and so many come; the server must not wait for the rest."""
    headers = UPGRADE | {"Sec-WebSocket-Protocol": "streamlit"}
    connections = []
    for _ in range(5):
        connection = socket.create_connection((server.place.hostname, server.place.port), 60)
        connections.append(connection)
        lines = ["GET /_stcore/stream HTTP/1.1", f"Host: {server.place.netloc}", *(f"{name}: {value}" for name, value in headers.items())]
        connection.sendall("\r\n".join([*lines, "", ""]).encode())
        assert b"101" in connection.recv(4096)
        with suppress(OSError):  # it hangs up
            connection.sendall(b"\x82\xff" + (190 * 2**20).to_bytes(8, "big") + bytes(4))
            for _ in range(180):
                connection.sendall(bytes(2**20))
    assert server.megabytes <= MEGABYTES
    for connection in connections:
        connection.close()


PATHS = [
    "/../../../../etc/passwd",
    "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "/..%2f..%2f..%2fetc/passwd",
    "/static/../../../../../../../etc/passwd",
    "/static/..%5c..%5capp.py",
    "/app/static/../../app.py",
    "/app.py",
    "/models/classic.keras",
    "/.streamlit/config.toml",
    "/media/../../etc/passwd",
    "/media/" + "0" * 64 + ".png",
    "/component/convae.network_view/../../../../etc/passwd",
    "/_stcore/bidi-components/convae.network_view/../../../etc/passwd",
    "/_stcore/host-config",
    "/_stcore/metrics",
    "/_stcore/stream",
    "/?language=<script>alert(1)</script>",
    "/?" + "x" * 60_000,
    "/" + "x" * 60_000,
    "/%00%ff%fe",
    "/\x01",
    "http://elsewhere.example/",
]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path[:60])
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "TRACE", "NONSENSE"])
def test_an_address_is_asked_for_that_is_none(server: Guarded, method: str, path: str) -> None:
    before = server.seconds
    with socket.create_connection((server.place.hostname, server.place.port), 60) as connection:
        connection.sendall(f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode("latin-1"))
        answer = b"".join(iter(lambda: connection.recv(65_536), b""))
    assert server.seconds - before <= SECONDS
    assert len(answer) < 100_000
    for secret in (b"root:", b"Traceback", b"import streamlit", b"PK\3\4", b"[browser]", b"<script>alert"):
        assert secret not in answer


def upload(server: Guarded, session: str, name: str, content: bytes) -> int:
    """Send a file as a page does, and return the status of the answer."""
    with closing(http.client.HTTPConnection(server.place.netloc, timeout=60)) as connection:
        connection.request("GET", "/_stcore/health")
        answer = connection.getresponse()
        answer.read()
        cookie = (answer.headers["Set-Cookie"] or "").split(";")[0]
        head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="../../digits.npz"\r\n\r\n'
        headers = {"Content-Type": "multipart/form-data; boundary=x", "Cookie": cookie, "X-Xsrftoken": cookie.partition("=")[2]}
        connection.request("PUT", f"/_stcore/upload_file/{session}/{name}", head + content + b"\r\n--x--\r\n", headers)
        return connection.getresponse().status


def test_a_file_is_sent_by_who_has_no_session(server: Guarded) -> None:
    assert upload(server, "nobody", "nothing", b"x" * 1000) == 400


def test_files_are_sent_without_end(server: Guarded) -> None:
    """By six visitors, whose pages hold on to what they have sent."""

    async def send(stack: AsyncExitStack) -> list[int]:
        viewers = [await stack.enter_async_context(Viewer(server.address)) for _ in range(6)]
        for viewer in viewers:
            await viewer.run()
        sent = [(viewer, str(at)) for viewer in viewers for at in range(5)]
        return [await asyncio.to_thread(upload, server, viewer.session, name, bytes(20 * 2**20)) for viewer, name in sent]

    async def all_of_it() -> list[int]:
        async with AsyncExitStack() as stack:
            return await send(stack)

    assert set(played(all_of_it())) == {204, 507}
    assert server.megabytes <= MEGABYTES


def test_a_file_is_sent_that_is_too_large(server: Guarded) -> None:
    async def send() -> int:
        async with Viewer(server.address) as viewer:
            await viewer.run()
            return await asyncio.to_thread(upload, server, viewer.session, "large", bytes(65 * 2**20))

    assert played(send()) == 413
