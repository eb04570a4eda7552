"""A stroke is where the pen was: at every zoom of the browser, on every screen, and in browsers whose rectangles know of no zoom."""

import pytest
from playwright.sync_api import Page

from browser_page import Visit, canvas, expect_subject, ready, stroke

pytestmark = pytest.mark.browser
OLD = """{
    const measure = Element.prototype.getBoundingClientRect;
    Element.prototype.getBoundingClientRect = function () {
        const { x, y, width, height } = measure.call(this);
        const zoom = this.currentCSSZoom ?? 1;
        return new DOMRect(x / zoom, y / zoom, width / zoom, height / zoom);
    };
}"""
"""What Safari before 26 and Chromium before 128 say of an element under CSS `zoom`."""
INKED = """([x, y]) => {
    const shadow = [...document.querySelectorAll(".st-key-canvas *")].find((each) => each.shadowRoot).shadowRoot;
    const canvas = shadow.querySelector("canvas.dc-canvas.lower-canvas");
    const { left, top, width, height } = canvas.getBoundingClientRect();
    const at = [((x - left) * canvas.width) / width, ((y - top) * canvas.height) / height].map(Math.round);
    return canvas.getContext("2d").getImageData(...at, 1, 1).data[0] > 128;
}"""
"""Whether there is ink at a place of the window."""


def inked(page: Page, x: float, y: float) -> bool:
    return bool(page.evaluate(INKED, [x, y]))


@pytest.mark.parametrize("old", [False, True], ids=["rectangles with zoom", "rectangles without"])
@pytest.mark.parametrize("ratio", [1, 1.25, 1.5, 2, 3])
def test_a_stroke_is_under_the_pointer(visit: Visit, ratio: float, old: bool) -> None:
    zoom = ratio if ratio in (1.25, 1.5) else 1
    page = visit(size={"width": round(1280 / zoom), "height": round(800 / zoom)}, ratio=ratio)
    if old:
        page.add_init_script(OLD)
        page.reload()
    ready(page)
    places = [(0.2, 0.3), (0.5, 0.35), (0.8, 0.8)]
    stroke(page, places)
    expect_subject(page, "your drawing")
    box = canvas(page).bounding_box()
    assert box is not None
    found = [inked(page, box["x"] + across * box["width"], box["y"] + down * box["height"]) for across, down in (*places, (0.2, 0.8))]
    assert found == [True, True, True, False]
