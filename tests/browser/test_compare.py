"""The page that puts two side by side, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from browser_page import DESKTOP, PHONE, SEVEN, Visit, changed, painted, photograph, ready, reported, seen, stroke

pytestmark = pytest.mark.browser


def open_compare(page: Page, link: str = "Compare") -> None:
    """Go to the page from the first one."""
    ready(page)
    page.get_by_role("link", name=link).click()
    both_ready(page)


def both_ready(page: Page) -> None:
    expect(page.locator(".head")).to_have_count(30)
    expect(page.locator('[data-testid="stStatusWidget"]')).to_have_count(0)


def table(page: Page, name: str) -> list[str]:
    """The numbers of A and B in the line called `name`."""
    return page.locator(".figures tr", has=page.get_by_role("rowheader", name=name, exact=True)).locator("td").all_inner_texts()[:2]


def test_a_drawing_is_compared_in_two_models_and_any_number_of_both_can_be_touched(visit: Visit) -> None:
    page = visit()
    ready(page)
    before = painted(seen(page))
    stroke(page, SEVEN)
    changed(page, seen(page), before)
    reported(page)
    error = page.locator(".story dd").first.inner_text()
    open_compare(page)
    assert table(page, "error per ink")[0] == error
    photograph(page, "compare-models")
    stages = page.locator(".network-view .stage")
    for at in (0, 1):
        stages.nth(at).focus()
        page.keyboard.press("Enter")
        expect(page.locator(".network-view .lens").nth(at)).to_contain_text("It is a copy of flatten")
    photograph(page, "compare-touched")


def test_what_was_drawn_just_before_the_page_was_left_has_come_along(visit: Visit) -> None:
    page = visit()
    ready(page)
    stroke(page, SEVEN)
    page.get_by_role("link", name="Compare").click()
    both_ready(page)
    expect(page.locator(".pictures img[alt*='our drawing']").first).to_be_visible()


def test_a_channel_that_is_switched_off_in_one_network_is_missing_there_alone(visit: Visit) -> None:
    page = visit()
    open_compare(page)
    before = table(page, "error per ink")
    sharp = page.locator(".network-view").nth(1)
    sharp.locator(".head", has_text="conv2").click()
    sharp.get_by_role("switch", name="conv2, channel 7").click()
    expect(page.locator(".figures td").nth(1)).not_to_have_text(before[1])
    assert table(page, "error per ink")[0] == before[0]


def test_the_moments_of_a_training_can_be_set_by_keyboard(visit: Visit) -> None:
    page = visit()
    open_compare(page)
    page.get_by_role("radio", name="Two moments").click()
    expect(page.locator(".verdict")).to_contain_text("A (epoch 1)")
    first = page.get_by_role("slider").first
    first.focus()
    first.press("Home")
    expect(page.locator(".verdict")).to_contain_text("A (before training)")
    expect(page.locator(".figures")).to_contain_text("steps")
    photograph(page, "compare-moments")


def test_what_was_chosen_is_still_there_when_the_visitor_comes_back(visit: Visit) -> None:
    page = visit()
    open_compare(page)
    page.get_by_role("radio", name="Two digits").click()
    page.get_by_role("spinbutton").fill("4")
    page.get_by_role("spinbutton").press("Enter")
    expect(page.locator(".pictures")).to_contain_text("test digit no. 4, labelled 4")
    photograph(page, "compare-digits")
    page.get_by_role("link", name="Explore").click()
    ready(page)
    open_compare(page)
    expect(page.locator(".pictures")).to_contain_text("test digit no. 4, labelled 4")


@pytest.mark.parametrize(("size", "theme"), [(DESKTOP, "dark"), (PHONE, "light")], ids=["desktop", "phone"])
def test_the_comparison_fits_the_screen(visit: Visit, size: dict[str, int], theme: str) -> None:
    page = visit(size=size, theme=theme, locale="pt-BR")
    ready(page)
    if size == PHONE:
        page.get_by_test_id("stExpandSidebarButton").click()
    open_compare(page, "Comparar")
    for kind in ("Dois modelos", "Dois momentos", "Dois dígitos"):
        if size == PHONE and page.get_by_test_id("stSidebarCollapseButton").is_visible():
            page.get_by_test_id("stSidebarCollapseButton").locator("button").click()
        page.get_by_role("radio", name=kind).click()
        both_ready(page)
        expect(page.locator(".pictures img").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        pictures = page.locator(".pictures img")
        assert (
            pictures.evaluate_all("all => all.map(each => each.getBoundingClientRect()).filter(at => at.left < 0 || at.right > innerWidth)")
            == []
        )
        photograph(page, f"compare-{'phone' if size == PHONE else 'desktop'}-{theme}-{kind.split()[1]}")
