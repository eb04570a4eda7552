"""On paper, A4, every page is whole: the network to its last layer, and nothing that is to be pressed."""

import re

import pytest
from playwright.sync_api import Page, expect

from browser_page import DESKTOP, PHONE, Visit, ready

pytestmark = pytest.mark.browser
ACROSS = 1046
"""CSS pixels of an A4 sheet that lies on its side, less 10 mm on either side."""
SHEET = re.compile(rb"/Type\s*/Page\b")


def sheets(page: Page) -> int:
    """On how many sheets of paper the page is printed."""
    return len(SHEET.findall(page.pdf(prefer_css_page_size=True, print_background=True)))


def right(page: Page, what: str) -> list[float]:
    """Where the things called so end on paper, in CSS pixels from the left."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": ACROSS, "height": 716})
    return [box["x"] + box["width"] for each in page.locator(what).all() if (box := each.bounding_box())]


@pytest.mark.parametrize("size", [DESKTOP, PHONE, {"width": 1920, "height": 1080}], ids=["desktop", "phone", "projector"])
def test_the_first_page_is_one_sheet_with_the_network_whole(visit: Visit, size: dict[str, int]) -> None:
    page = visit(size=size)
    ready(page)
    assert sheets(page) == 1
    (end,) = right(page, ".plan")
    assert 0.9 * ACROSS < end <= ACROSS
    for pressed in ("header", ".st-key-source", ".st-key-downloads", ".st-key-model", ".bar"):
        expect(page.locator(pressed)).to_be_hidden()
    expect(page.locator(".story .picture").first).to_be_visible()


def test_a_comparison_is_a_few_sheets_with_both_networks_whole(visit: Visit) -> None:
    page = visit()
    page.get_by_role("link", name="Compare").click()
    expect(page.locator(".head")).to_have_count(30)
    assert sheets(page) <= 4
    assert all(end <= ACROSS for end in right(page, ".plan"))
    assert max(right(page, ".pictures, .figures")) <= ACROSS


def test_what_is_to_be_read_stands_on_upright_sheets(visit: Visit) -> None:
    page = visit()
    page.get_by_role("link", name="About").click()
    expect(page.locator(".about h2").last).to_be_attached()
    printed = page.pdf(prefer_css_page_size=True)
    upright = [float(high) > float(wide) for wide, high in re.findall(rb"/MediaBox\s*\[\s*0 0 ([0-9.]+) ([0-9.]+)", printed)]
    assert len(upright) > 5
    assert all(upright)
