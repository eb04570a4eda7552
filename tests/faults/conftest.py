"""The app as a copy that something is wrong with, and visitors who come to it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from app_server import copy_app
from browser_page import DESKTOP, PATIENCE

Visit = Callable[[str], Page]


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """A copy of the app with all that comes with it."""
    return copy_app(tmp_path / "app", "models")


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visit]:
    """Open a page for a new visitor; an error in it fails the test. Its console may complain of a server that is gone."""
    errors: list[str] = []
    contexts = []

    def open_page(address: str) -> Page:
        context = chromium.new_context(viewport=DESKTOP, locale="en-US")
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not errors
