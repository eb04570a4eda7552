"""Every text on every page stands out from its ground, in both themes."""

import pytest
from playwright.sync_api import expect

from browser_checks import faint_texts
from browser_page import DESKTOP, SEVEN, Visit, expect_subject, ready, stroke

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(visit: Visit, theme: str) -> None:
    page = visit("/", DESKTOP, theme)
    ready(page)
    faint = faint_texts(page)
    page.locator(".head", has_text="conv2").click()
    page.get_by_role("switch", name="conv2, channel 7").click()
    expect(page.locator(".worth")).to_be_visible()
    faint += faint_texts(page)
    page.get_by_role("button", name="Kernels").click()
    expect(page.locator(".lens .heat")).to_have_count(128)
    faint += faint_texts(page)
    page.get_by_role("button", name="Watch it learn").click()
    faint += faint_texts(page)
    stroke(page, SEVEN)
    expect_subject(page, "your drawing")
    page.locator(".head", has_text="code").hover()
    for source in ("Pick", "Upload"):
        page.get_by_role("radio", name=source, exact=True).click()
        expect(page.locator('[data-testid="stStatusWidget"]')).to_have_count(0)
        faint += faint_texts(page)
    page.get_by_text("Plain pictures").click()
    expect(page.locator(".network h3")).to_have_count(15)
    faint += faint_texts(page)
    for name, there in (("Compare", ".head"), ("Train", ".st-key-start_training"), ("About", "article h1")):
        page.get_by_role("link", name=name).click()
        expect(page.locator(there).first).to_be_visible()
        expect(page.locator('[data-testid="stStatusWidget"]')).to_have_count(0)
        faint += faint_texts(page)
    assert faint == []
