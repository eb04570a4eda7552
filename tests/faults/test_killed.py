"""The server is killed and started again: the page finds it by itself, nothing is left behind, nothing is broken."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Page, expect

from app_server import free_port, start, wait_until_healthy
from browser_page import ONE, SEVEN, canvas, changed, decoded, expect_subject, painted, ready, seen, stroke, trained
from faults.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]


class Server:
    """A server that always listens on the same port, however often it is killed."""

    def __init__(self, app: Path) -> None:
        self.app, self.port = app, free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.begin()

    def begin(self) -> None:
        self.process = start(self.app, self.port)
        wait_until_healthy(self.port)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(60)

    @property
    def children(self) -> list[psutil.Process]:
        """The processes that it has started."""
        return psutil.Process(self.process.pid).children(recursive=True)


@pytest.fixture
def server(app: Path) -> Iterator[Server]:
    with ExitStack() as ending:
        server = Server(app)
        ending.callback(server.kill)
        yield server


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_server_killed_in_the_middle_of_a_stroke_is_found_again_and_answers_the_next(server: Server, visit: Visit) -> None:
    page = visit(server.address)
    ready(page)
    stroke(page, ONE)
    expect_subject(page, "your drawing")
    begin_stroke(page)
    server.kill()
    page.mouse.up()
    lost = page.locator(".stConnectionStatus")
    expect(lost).to_be_visible()
    server.begin()
    expect(lost).to_have_count(0)
    ready(page)
    before = painted(seen(page))
    stroke(page, SEVEN)
    changed(page, seen(page), before)
    expect_subject(page, "your drawing")


def begin_stroke(page: Page) -> None:
    box = canvas(page).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 40, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 150, box["y"] + 42, steps=5)


def test_a_server_killed_while_it_trains_leaves_no_process_and_all_files_as_they_were(server: Server, visit: Visit) -> None:
    files = contents(server.app / "models")
    page = visit(f"{server.address}/train")
    page.get_by_role("button", name="Start training").click()
    trained(page, epochs=0)
    trainings = server.children
    assert trainings
    server.kill()
    assert psutil.wait_procs(trainings, timeout=60)[1] == []
    server.begin()
    expect(page.get_by_role("button", name="Start training")).to_be_enabled()
    assert contents(server.app / "models") == files


def test_a_port_in_use_is_named_in_one_line(server: Server) -> None:
    arguments = ["--server.port", str(server.port), "--server.address", "127.0.0.1", "--server.headless", "true"]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", *arguments]
    second = subprocess.run(command, check=False, cwd=server.app, capture_output=True, text=True, timeout=60)
    assert second.returncode != 0
    (line,) = (second.stdout + second.stderr).strip().splitlines()
    assert f"Port {server.port} is not available" in line


def test_the_lights_stay_on_when_the_server_is_gone(visit: Visit, server: Server) -> None:
    page = visit(server.address)
    ready(page)
    page.get_by_role("button", name="Watch it learn").click()
    expect(page.locator(".past .moment")).not_to_have_text("")
    page.wait_for_timeout(1500)
    server.kill()
    expect(page.locator(".stConnectionStatus")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    before = painted(decoded(page))
    stroke(page, SEVEN)
    changed(page, decoded(page), before)
    before = painted(decoded(page))
    page.locator(".past input").evaluate("e => { e.value = 0; e.dispatchEvent(new Event('input')); }")
    changed(page, decoded(page), before)
    expect(page.locator(".past .moment")).to_contain_text("random weights")
    page.locator(".head", has_text="conv2").evaluate("e => e.click()")
    page.locator(".lens canvas").first.evaluate("e => e.click()")
    expect(page.locator(".result")).to_contain_text("products add up to")
    server.begin()
    expect(page.locator(".stConnectionStatus")).to_have_count(0)
    ready(page)
