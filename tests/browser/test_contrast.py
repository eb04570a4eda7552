"""Every text on every page stands out from its ground, in both themes."""

import pytest
from playwright.sync_api import Page, expect

from browser_checks import faint_texts
from browser_page import DESKTOP, SEVEN, Visit, expect_subject, ready, stroke

pytestmark = pytest.mark.browser


def faint_in(page: Page) -> list[object]:
    """What is faint once all that the page shows is there."""
    expect(page.locator('[data-testid="stStatusWidget"], [data-testid="stSkeleton"]')).to_have_count(0)
    return faint_texts(page)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(visit: Visit, theme: str) -> None:
    page = visit("/", DESKTOP, theme)
    ready(page)
    faint = faint_in(page)
    page.locator(".head", has_text="conv2").click()
    page.get_by_role("switch", name="conv2, channel 7").click()
    expect(page.locator(".worth")).to_be_visible()
    faint += faint_in(page)
    page.get_by_role("button", name="Kernels").click()
    expect(page.locator(".lens .heat")).to_have_count(128)
    faint += faint_in(page)
    page.get_by_role("button", name="Watch it learn").click()
    page.get_by_role("button", name="Pause").last.click()
    faint += faint_in(page)
    stroke(page, SEVEN)
    expect_subject(page, "your drawing")
    page.locator(".head", has_text="code").hover()
    for source in ("Pick", "Upload"):
        page.get_by_role("radio", name=source, exact=True).click()
        faint += faint_in(page)
    page.get_by_text("Plain pictures").click()
    expect(page.locator(".network h3")).to_have_count(15)
    faint += faint_in(page)
    for name, there in (("Compare", ".head"), ("Train", ".st-key-start_training"), ("About", "article h1")):
        page.get_by_role("link", name=name).click()
        expect(page.locator(there).first).to_be_visible()
        faint += faint_in(page)
    assert faint == []
