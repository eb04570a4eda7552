"""The network runs where the visitor is: everything follows the pen."""

from itertools import pairwise

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from browser_page import PHONE, SEVEN, Visit, canvas, changed, decoded, expect_subject, painted, ready, seen, stroke
from convae import ink, measures, network
from processes import ROOT

pytestmark = pytest.mark.browser
NET = network.load(ROOT / "models" / "classic.keras")
ALL_PICTURES = """() => {
    const ours = "canvas.maps-canvas, .difference canvas, .ink-steps canvas";
    const all = (root) => [...root.querySelectorAll("*")].flatMap((each) =>
        [...(each.matches(ours) ? [each] : []), ...(each.shadowRoot ? all(each.shadowRoot) : [])]);
    return all(document).map((each) => each.toDataURL());
}"""


def places(page: Page, points: list[tuple[float, float]], steps: int) -> list[tuple[int, int]]:
    """The way of the pointer along some points of the canvas, in whole pixels of the screen."""
    box = canvas(page).bounding_box()
    assert box is not None
    corners = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points]
    ways = [np.linspace(start, end, steps, endpoint=False) for start, end in pairwise(corners)]
    return [(round(x), round(y)) for x, y in np.concatenate([*ways, [corners[-1]]])]


def expected(page: Page, way: list[tuple[int, int]]) -> float:
    """The error per ink that Python finds for a stroke along this way."""
    box = canvas(page).bounding_box()
    assert box is not None
    scale = 280 / box["width"]
    picture = ink.from_strokes([np.array([((x - box["x"]) * scale, (y - box["y"]) * scale) for x, y in way])])
    return measures.compare(picture, NET.run(picture)[-1].values[..., 0]).error_per_ink


def error(page: Page) -> float:
    return float(page.locator(".story dd").first.inner_text().rstrip("%")) / 100


def test_the_decoded_digit_grows_while_the_pen_is_down_and_nothing_changes_when_the_server_answers(visit: Visit) -> None:
    page = visit()
    ready(page)
    way = places(page, SEVEN, 12)
    page.mouse.move(*way[0])
    page.mouse.down()
    for first, last in [(1, 8), (8, 16), (16, len(way))]:
        before = painted(decoded(page))
        for x, y in way[first:last]:
            page.mouse.move(x, y)
        changed(page, decoded(page), before)
        page.wait_for_timeout(200)  # for the last of the moves
        # The canvas rounds corners, which is why the two are not quite the same.
        assert error(page) == pytest.approx(expected(page, way[:last]), abs=0.01)
    expect_subject(page, "your drawing")
    expect(page.locator(".ink-steps small").nth(2)).to_have_text("28×28")
    page.mouse.up()
    page.wait_for_timeout(50)
    before = page.evaluate(ALL_PICTURES)
    expect(page.locator(".hint")).to_have_count(0)  # the server has answered
    page.wait_for_timeout(300)
    assert page.evaluate(ALL_PICTURES) == before
    assert len(before) == 8


def test_a_finger_draws_live_too(visit: Visit) -> None:
    page = visit("/", PHONE)
    ready(page)
    surface = canvas(page)
    surface.scroll_into_view_if_needed()
    way = places(page, SEVEN, 10)
    session = page.context.new_cdp_session(page)
    before = painted(seen(page))
    for number, (x, y) in enumerate(way):
        kind = "touchMove" if number else "touchStart"
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    changed(page, seen(page), before)
    expect_subject(page, "your drawing")
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_several_strokes_come_together_and_undo_takes_one_back(visit: Visit) -> None:
    page = visit()
    ready(page)
    stroke(page, SEVEN)
    expect(page.locator(".hint")).to_have_count(0)
    page.wait_for_timeout(500)
    seven = painted(seen(page))
    stroke(page, [(0.35, 0.5), (0.7, 0.5)])
    changed(page, seen(page), seven)
    both = painted(seen(page))
    page.wait_for_timeout(600)
    assert painted(seen(page)) == both
    page.get_by_role("button", name="Undo").click()
    changed(page, seen(page), both)
    page.wait_for_timeout(600)
    assert painted(seen(page)) == seven
    stroke(page, [(0.35, 0.5), (0.7, 0.5)])  # on what the undo has left
    page.wait_for_timeout(600)
    assert painted(seen(page)) == both
