"""When the view tells the server what has been done: not while a training is played, and never so that the page misses a choice."""

import pytest
from playwright.sync_api import Page, WebSocket, expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from browser_page import SEVEN, Visit, ready, stroke

pytestmark = pytest.mark.browser

LATE = """
    const soon = window.setTimeout;
    window.setTimeout = (call, after, ...values) => soon(call, after || 500, ...values);
"""
"""Lets Streamlit wait with what it asks, as on a busy machine, so that more is told before it does."""


def talk(page: Page) -> list[str]:
    """Load the page anew; what it asks of the server from then on, and when the server has done it."""
    said: list[str] = []

    def sent(data: bytes | str) -> None:
        message = BackMsg()
        message.ParseFromString(bytes(data))  # type: ignore[arg-type]
        if message.WhichOneof("type") == "rerun_script":
            said.append("asked")

    def received(data: bytes | str) -> None:
        message = ForwardMsg()
        message.ParseFromString(bytes(data))  # type: ignore[arg-type]
        if message.WhichOneof("type") == "script_finished":
            said.append("done")

    def listen(socket: WebSocket) -> None:
        socket.on("framesent", sent)
        socket.on("framereceived", received)

    page.on("websocket", listen)
    page.reload()
    ready(page)
    return said


def test_a_choice_counts_though_the_view_tells_something_in_the_same_moment(visit: Visit) -> None:
    page = visit()
    page.add_init_script(LATE)
    page.reload()
    ready(page)
    page.locator(".head", has_text="conv2").click()
    switch = page.get_by_role("switch", name="conv2, channel 7")
    expect(switch).to_be_visible()
    switch.evaluate("each => each.click()")
    page.wait_for_timeout(300)  # the view tells it after 150
    page.locator(".st-key-plain input").evaluate("each => each.click()")
    expect(page.locator(".enlarged").first).to_be_visible()


def test_a_training_that_is_played_asks_the_server_for_nothing_until_it_stands(visit: Visit) -> None:
    page = visit()
    said = talk(page)
    page.get_by_role("button", name="Watch it learn").click()
    moment = page.locator(".past .moment")
    expect(moment).to_contain_text("steps")
    page.wait_for_timeout(1000)
    before, shown = said.count("asked"), moment.inner_text()
    for _ in range(4):
        expect(moment).not_to_have_text(shown)
        shown = moment.inner_text()
    assert said.count("asked") == before
    page.locator(".past button").first.click()
    page.wait_for_timeout(1500)
    assert said.count("asked") == before + 1


def test_the_view_asks_nothing_before_the_server_has_done_what_the_canvas_asked(visit: Visit) -> None:
    page = visit()
    said = talk(page)
    before = len(said)
    for wait in (0, 100, 200):
        stroke(page, SEVEN)
        page.wait_for_timeout(wait)
        page.get_by_role("button", name="Watch it learn").click()
        page.wait_for_timeout(1500)
    asked = said[before:]
    assert asked == ["asked", "done"] * (len(asked) // 2)
    assert len(asked) >= 8
