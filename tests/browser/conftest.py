"""The app in a real browser: one server for all tests, a fresh context for each."""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from app_server import copy_app, free_port, served, server_in, start, wait_until_healthy
from browser_page import DESKTOP, PATIENCE
from processes import ROOT

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Where the app is served while the tests run."""
    with served(ROOT) as at:
        yield at


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[Open]:
    """Open the app: `visit(path, size, theme, locale, ratio)`; any error in the page or its console fails the test."""
    try:
        with visitors(chromium, address) as open_page:
            yield open_page
    finally:
        while trainings := server_in(address).children():  # a test that failed has left its own, and perhaps others in the queue
            for training in trainings:
                training.kill()
            time.sleep(1)


@pytest.fixture
def copied_app(tmp_path: Path) -> Path:
    """A copy of the app that has no model yet."""
    return copy_app(tmp_path)


@pytest.fixture
def visit_copy(chromium: Browser, copied_app: Path) -> Iterator[Open]:
    """The same for that copy."""
    with served(copied_app) as address, visitors(chromium, address) as open_page:
        yield open_page


@pytest.fixture
def on_mortal_server(chromium: Browser, copied_app: Path) -> Iterator[tuple[Page, Callable[[], None]]]:
    """The first page on a server of its own, and what kills that server and starts another one in its place."""
    shutil.copytree(ROOT / "models", copied_app / "models")
    port = free_port()
    servers = [start(copied_app, port)]

    def replace_server() -> None:
        servers[-1].kill()
        servers[-1].wait()
        servers.append(start(copied_app, port))
        wait_until_healthy(port)

    context = chromium.new_context()
    try:
        wait_until_healthy(port)
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{port}/")
        yield page, replace_server
    finally:
        context.close()
        servers[-1].terminate()
        servers[-1].wait(60)


@contextmanager
def visitors(chromium: Browser, address: str) -> Iterator[Open]:
    """A function that opens a page for a new visitor; errors of any of them are raised at the end."""
    errors: list[str] = []
    contexts = []

    def open_page(
        path: str = "/", size: dict[str, int] = DESKTOP, theme: str = "light", locale: str = "en-US", ratio: float | None = None
    ) -> Page:
        phone = min(size.values()) < 460
        scale = ratio or (2 if phone else 1)
        context = chromium.new_context(
            viewport=size, color_scheme=theme, locale=locale, has_touch=phone, is_mobile=phone, device_scale_factor=scale
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("request", lambda request: errors.append(f"asked {request.url}") if _is_foreign(request.url, address) else None)
        page.goto(address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not errors


def _is_foreign(url: str, address: str) -> bool:
    return not url.startswith((address, address.replace("http", "ws"), "data:", "blob:"))
