"""What the browser tests do to the page and how they look at it."""

import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from processes import ROOT

SCREENSHOTS = ROOT / "tests" / "screenshots"
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
SEVEN = [(0.3, 0.25), (0.7, 0.25), (0.45, 0.8)]
ONE = [(0.5, 0.2), (0.5, 0.8)]

PATIENCE = 60_000
"""Milliseconds until a page is given up: a busy machine is no failure."""

Visit = Callable[..., Page]


def canvas(page: Page) -> Locator:
    """The surface that takes the strokes."""
    return page.locator("canvas.upper-canvas").first


def stroke(page: Page, points: list[tuple[float, float]]) -> None:
    """Draw a stroke with the mouse, its points given as shares of the canvas."""
    surface = canvas(page)
    surface.scroll_into_view_if_needed()
    box = surface.bounding_box()
    assert box is not None
    x, y = (box["x"] + points[0][0] * box["width"], box["y"] + points[0][1] * box["height"])
    page.mouse.move(x, y)
    page.mouse.down()
    for right, down in points[1:]:
        page.mouse.move(box["x"] + right * box["width"], box["y"] + down * box["height"], steps=8)
    page.mouse.up()


def seen(page: Page) -> Locator:
    """The picture of what the network sees."""
    return page.locator(".story .maps-canvas").first


def decoded(page: Page) -> Locator:
    """The decoded picture."""
    return page.locator(".story .maps-canvas").nth(2)


def painted(canvas: Locator) -> str:
    """What is painted on a canvas, all its pixels."""
    found: str = canvas.evaluate("each => each.toDataURL()")
    return found


def changed(page: Page, canvas: Locator, before: str, timeout: float = 30_000) -> None:
    """Wait until another picture is painted on `canvas` than `before`."""
    _until(page, lambda: painted(canvas) != before, timeout)


def back_again(page: Page, canvas: Locator, picture: str) -> None:
    """Wait until `picture` is painted on `canvas`."""
    _until(page, lambda: painted(canvas) == picture, 30_000)


def _until(page: Page, there: Callable[[], bool], timeout: float) -> None:
    """Look again and again, for `timeout` milliseconds."""
    end = time.monotonic() + timeout / 1000
    while not there():
        assert time.monotonic() < end
        page.wait_for_timeout(50)


def reported(page: Page) -> None:
    """Wait until the server knows of a stroke that the page shows already: the canvas reports it after a moment of rest."""
    expect(page.locator(".hint")).to_have_count(0)
    page.wait_for_timeout(700)
    expect(page.locator('[data-testid="stStatusWidget"]')).to_have_count(0)


def expect_subject(page: Page, title: str) -> None:
    """Wait until the page is about the digit called `title`."""
    expect(page.locator(".story .caption").first).to_have_text(title)


def ready(page: Page) -> None:
    """Wait until the whole network is there."""
    expect(page.locator(".head")).to_have_count(15)
    expect(page.locator('[data-testid="stStatusWidget"]')).to_have_count(0)


def number(page: Page, name: str) -> Locator:
    """The field of a number."""
    return page.get_by_role("spinbutton", name=name, exact=True)


def trained(page: Page, epochs: int) -> None:
    """Wait until a training that the page shows has `epochs` behind it. TensorFlow takes its time to begin."""
    script = "epochs => Number(document.body.innerText.match(/epoch (\\d+) of/)?.[1]) > epochs"
    page.wait_for_function(script, arg=epochs, timeout=5 * PATIENCE)


def photograph(page: Page, name: str) -> Path:
    """Keep a picture of what the visitor sees, for a person to look at."""
    SCREENSHOTS.mkdir(exist_ok=True)
    file = SCREENSHOTS / f"{name}.png"
    page.screenshot(path=file)
    return file
