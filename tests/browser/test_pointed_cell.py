"""What the network view points out of a number, by mouse and by finger."""

import pytest
from playwright.sync_api import Page, expect

from browser_page import PHONE, SEVEN, Visit, expect_subject, photograph, ready, stroke
from view_places import point, rectangle

pytestmark = pytest.mark.browser


def marked(page: Page, x: float, y: float) -> bool:
    """Whether something is outlined at a place of the picture."""
    script = """(canvas, [x, y]) => {
        const ratio = canvas.width / parseFloat(canvas.style.width);
        return canvas.getContext("2d").getImageData(Math.round(x * ratio) - 1, Math.round(y * ratio) - 1, 3, 3).data.some((value) => value);
    }"""
    return bool(page.locator(".stage .marks").evaluate(script, [x, y]))


def test_a_code_cell_shows_the_pixels_that_it_depends_on(visit: Visit) -> None:
    page = visit()
    ready(page)
    stroke(page, SEVEN)
    expect_subject(page, "your drawing")
    page.mouse.move(*point(page, "code", 1, 2, 5))
    tip = page.locator(".tip")
    expect(tip).to_contain_text("code · channel 5 · row 1, column 2 = ")
    expect(tip).to_contain_text("depends on 18×18 pixels of the input")
    expect(tip).to_contain_text("reaches 28×28 pixels of the output")
    field = rectangle(page, "input", 2, 10, 0, size=18)
    for share in (0.25, 0.75):
        across, down = field["x"] + share * field["width"], field["y"] + share * field["height"]
        assert marked(page, across, field["y"])
        assert marked(page, field["x"], down)
        assert marked(page, field["x"] + field["width"], down)
    outside = rectangle(page, "input", 5, 5, 0)
    assert not marked(page, outside["x"], outside["y"])
    photograph(page, "hovered")
    page.mouse.move(2, 2)
    expect(tip).to_be_hidden()
    assert not marked(page, field["x"], field["y"] + field["height"] / 2)


def test_a_small_number_is_magnified_with_those_around_it(visit: Visit) -> None:
    page = visit()
    ready(page)
    page.mouse.move(*point(page, "conv1", 8, 12, 8))
    piece = page.locator(".magnified canvas")
    expect(piece).to_be_visible()
    assert piece.evaluate("each => [each.width, each.height]") == [7, 7]
    frame = page.locator(".magnified i").evaluate("each => [each.style.top, each.style.left].map(parseFloat)")
    assert frame == [pytest.approx(300 / 7, abs=0.01)] * 2
    photograph(page, "magnified")
    page.locator(".story .picture").nth(1).hover(position={"x": 20, "y": 20})
    expect(page.locator(".tip")).to_contain_text("code · channel")
    expect(piece).to_have_count(0)


def test_a_finger_points_first_and_opens_with_a_second_tap(visit: Visit) -> None:
    page = visit("/", PHONE)
    ready(page)
    expect(page.locator(".sentence")).to_contain_text("Tap any number")
    at = point(page, "code", 1, 2, 5)
    page.touchscreen.tap(*at)
    expect(page.locator(".tip")).to_contain_text("code · channel 5 · row 1, column 2")
    expect(page.locator(".lens")).to_be_hidden()
    tip = page.locator(".tip").bounding_box()
    assert tip is not None
    assert tip["x"] >= 0
    assert tip["x"] + tip["width"] <= PHONE["width"]
    page.touchscreen.tap(*at)
    expect(page.locator(".lens h3")).to_contain_text("code (Reshape) › channel 5 › row 1, column 2")
