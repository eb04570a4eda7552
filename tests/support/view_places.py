"""Where a number of the shipped network is drawn in the view, and what numbers stand in a text of it."""

import re

from playwright.sync_api import Page

from browserless import address, node
from convae import network, words
from convae.ui.network_view.network_description import book
from convae.viewed.viewed_network import ViewedNetwork
from processes import ROOT

NET = network.load(ROOT / "models" / "classic.keras")
LAYERS = [layer.name for layer in (NET.input, *NET.layers)]
BOOK = book(ViewedNetwork(NET), words.of("en"))
SCREEN = """e => ({
    room: e.clientWidth,
    height: parseFloat(getComputedStyle(e.querySelector(".stage")).minHeight),
    unit: parseFloat(getComputedStyle(document.documentElement).fontSize) / 16,
    ratio: devicePixelRatio,
})"""


def rectangle(page: Page, layer: str, row: int, column: int, channel: int, size: int = 1) -> dict[str, float]:
    """Where some cells are drawn, in pixels of the picture."""
    stage = LAYERS.index(layer)
    screen = page.locator(".scroller").evaluate(SCREEN)
    box = {"rows": [row, row + size - 1], "columns": [column, column + size - 1], "channels": [channel, channel]}
    expression = "(await import(hits)).rectangles(layers[stage], m.layOut(layers, code, screen).columns[stage], box)[0]"
    given = {"layers": BOOK["layers"], "code": BOOK["code"], "stage": stage, "screen": screen, "box": box}
    found: dict[str, float] = node("geometry/layout", expression, hits=address("geometry/hit_test"), **given)
    return found


def point(page: Page, layer: str, row: int, column: int, channel: int) -> tuple[float, float]:
    """The middle of a cell on the screen, once it is in sight."""
    where = rectangle(page, layer, row, column, channel)
    page.locator(".scroller").evaluate("(e, left) => { e.scrollLeft = left - e.clientWidth / 2; }", where["x"])
    page.locator(".stage").evaluate("(e, top) => e.scrollIntoViewIfNeeded()", 0)
    box = page.locator(".stage").bounding_box()
    assert box is not None
    return box["x"] + where["x"] + where["width"] / 2, box["y"] + where["y"] + where["height"] / 2


def numbers(text: str) -> list[float]:
    return [float(each.replace("−", "-").replace(",", "")) for each in re.findall(r"[−-]?\d[\d,]*(?:\.\d+)?", text)]
