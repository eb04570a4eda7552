"""Everything on every page is reached and operated with the keyboard alone, and nothing holds it."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from browser_page import DESKTOP, PHONE, Visit, ready

pytestmark = pytest.mark.browser
PAGES = {"/": ".story", "/compare": ".verdict", "/train": ".st-key-start_training", "/about": "article h1"}
"""The pages, and what is there when they are."""
FOCUSED = """() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    if (!at || at === document.body) return null;
    const style = getComputedStyle(at);
    const ringed = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
    const name = (at.getAttribute("aria-label") ?? at.textContent).trim().slice(0, 60);
    window.convaeSeen ??= [];
    if (!window.convaeSeen.includes(at)) window.convaeSeen.push(at);
    return { place: window.convaeSeen.indexOf(at), name: `${at.tagName} ${name}`, ringed };
}"""
"""What has the focus: its number among all that had it, its name, whether a ring shows it."""


def walk(page: Page, key: str) -> list[dict[str, Any]]:
    """Press `key` until the focus has left the page or is where it came in, and say where it was on the way."""
    way: list[dict[str, Any]] = []
    while len(way) < 200:
        page.keyboard.press(key)
        focused = page.evaluate(FOCUSED)
        if focused is None or (way and focused["place"] == way[0]["place"]):
            return way
        way.append(focused)
    raise AssertionError(f"{key} comes to no end: {[each['name'] for each in way[-5:]]}")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("locale", ["en-US", "pt-BR"])
def test_tab_leads_through_every_page_and_back(visit: Visit, locale: str, size: dict[str, int]) -> None:
    page = visit("/", size, "light", locale)
    ready(page)
    for path in PAGES:
        open_page(page, path)
        forth = walk(page, "Tab")
        assert len({each["place"] for each in forth}) == len(forth) >= 5, [each["name"] for each in forth]
        assert [each["name"] for each in forth if not each["ringed"]] == []
        back = walk(page, "Shift+Tab")
        assert [each["name"] for each in reversed(back)] == [each["name"] for each in forth]


def open_page(page: Page, path: str) -> None:
    """Go to the page at `path` by its link, and wait until it is there; the focus is before everything."""
    number = list(PAGES).index(path)
    if path != "/":
        menu = page.locator('[data-testid="stExpandSidebarButton"]')
        if menu.count():
            menu.click()
        page.locator('nav a, [data-testid="stSidebarNavLink"]').nth(number).click()
    expect(page.locator(PAGES[path]).first).to_be_visible()
    expect(page.locator(".head")).to_have_count({"/": 15, "/compare": 30}.get(path, 0))
    expect(page.locator('[data-testid="stStatusWidget"], [data-testid="stSkeleton"]')).to_have_count(0)
    page.evaluate("() => { document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex'); }")


def test_the_story_is_told_and_the_past_is_watched_by_keys(visit: Visit) -> None:
    page = visit()
    ready(page)
    page.locator(".stage").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Walk through the layers")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".sentence b")).to_have_text("input")
    expect(page.get_by_role("button", name="Pause")).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".sentence b")).to_have_text("conv1")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".sentence b")).to_have_text("pool1")
    page.keyboard.press("Escape")
    expect(page.locator(".sentence b")).to_have_count(0)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    slider = page.get_by_role("slider", name="Moment of the training")
    expect(slider).to_be_focused()
    expect(slider).not_to_have_value("0")  # the first moments are played, and there is a way back to the beginning
    page.keyboard.press("Home")
    expect(page.locator(".past .moment")).to_contain_text("random weights")
    page.keyboard.press("Escape")
    expect(slider).to_be_hidden()
    expect(page.get_by_role("button", name="Watch it learn")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".legend")).to_contain_text("each map's largest")


def test_what_is_said_of_a_number_is_put_away_when_the_keyboard_goes_on(visit: Visit) -> None:
    page = visit()
    ready(page)
    tip = page.locator(".tip")
    page.locator(".stage").focus()
    page.keyboard.press("ArrowRight")
    expect(tip).to_contain_text("code · channel")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Walk through the layers")).to_be_focused()
    expect(tip).to_be_hidden()
    page.locator(".story .picture").first.focus()
    page.keyboard.press("ArrowRight")
    expect(tip).to_contain_text("input · row")
    page.get_by_role("link", name="About").focus()
    expect(tip).to_be_hidden()


def test_escape_leads_back_to_the_picture_and_the_number_from_which_it_was_opened(visit: Visit) -> None:
    page = visit()
    ready(page)
    tip = page.locator(".tip")
    for picture in (page.locator(".story .picture").nth(1), page.locator(".stage")):
        picture.focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowDown")
        said = tip.locator("b").inner_text()
        page.keyboard.press("Enter")
        expect(page.locator(".lens")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator(".lens")).to_be_hidden()
        expect(picture).to_be_focused()
        expect(tip.locator("b")).to_have_text(said)
        page.get_by_role("link", name="About").focus()


def test_escape_on_a_layers_name_closes_the_panel_and_then_the_time_machine(visit: Visit) -> None:
    page = visit()
    ready(page)
    page.get_by_role("button", name="Watch it learn").click()
    head = page.locator(".head", has_text="conv2")
    head.click()
    expect(page.locator(".lens")).to_be_visible()
    head.focus()
    page.keyboard.press("Escape")
    expect(page.locator(".lens")).to_be_hidden()
    head.click()
    page.get_by_role("slider", name="Moment of the training").focus()
    page.keyboard.press("Escape")
    expect(page.locator(".past")).to_be_hidden()
    expect(page.locator(".lens")).to_be_visible()
    head.focus()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Watch it learn").click()
    head.focus()
    page.keyboard.press("Escape")
    expect(page.locator(".past")).to_be_hidden()


def test_the_layers_names_are_one_stop_and_arrows_lead_along_them(visit: Visit) -> None:
    page = visit()
    ready(page)
    expect(page.locator('.head[tabindex="0"]')).to_have_count(1)
    page.locator(".head").first.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(page.locator(".head", has_text="conv2")).to_be_focused()
    page.keyboard.press("End")
    expect(page.locator(".head", has_text="output")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".stage")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.locator(".head", has_text="output")).to_be_focused()


def open_models(page: Page) -> Locator:
    """Open the popover of models by its button, with the keyboard, and return the button."""
    ready(page)
    button = page.get_by_role("button", name="Model: classic")
    button.focus()
    page.keyboard.press("Enter")
    return button


def test_the_models_popover_takes_the_focus_and_gives_it_back(visit: Visit) -> None:
    page = visit()
    open_models(page)
    expect(page.locator('[data-testid="stPopoverBody"]')).to_be_focused()
    expect(page.get_by_role("radio", name="sharp")).to_be_attached()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("button", name="Model: sharp")).to_be_attached()
    expect(page.get_by_role("radio", name="sharp")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator('[data-testid="stPopoverBody"]')).to_have_count(0)
    expect(page.get_by_role("button", name="Model: sharp")).to_be_focused()


def test_the_models_popover_closes_when_the_keyboard_leaves_it(visit: Visit) -> None:
    page = visit()
    button = open_models(page)
    popover = page.locator('[data-testid="stPopoverBody"]')
    expect(popover.get_by_role("button", name="Download this model")).to_be_visible()
    expect(popover).to_be_focused()
    drawn = "new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))"
    for _ in range(6):
        page.keyboard.press("Tab")
        page.evaluate(drawn)
        if page.evaluate("!document.activeElement.closest('[data-testid=stPopoverBody]')"):
            break
    expect(popover).to_have_count(0)
    expect(button).to_be_focused()


def test_arrows_lead_through_the_rows_of_the_thumbnails(visit: Visit) -> None:
    page = visit()
    ready(page)
    page.get_by_role("radio", name="Pick").click()
    thumbnails = page.locator(".st-key-pick [role=radio]")
    thumbnails.nth(1).focus()
    page.keyboard.press("ArrowDown")
    expect(thumbnails.nth(8)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(thumbnails.nth(1)).to_be_focused()


def test_a_group_of_choices_is_entered_at_the_one_that_is_chosen(visit: Visit) -> None:
    page = visit("/", DESKTOP, "light", "pt-BR")
    ready(page)
    page.get_by_role("button", name="Modelo: classic").focus()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("radio", name="PT")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Model: classic")).to_be_visible()


def test_the_document_speaks_the_visitors_language_and_every_page_has_one_first_heading(visit: Visit) -> None:
    page = visit("/", DESKTOP, "light", "pt-BR")
    ready(page)
    expect(page.locator("html")).to_have_attribute("lang", "pt-BR")
    for path in PAGES:
        open_page(page, path)
        expect(page.locator('[data-testid="stMain"] h1')).to_have_count(1)
    page.get_by_role("radio", name="EN").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="Explore").click()
    ready(page)
    expect(page.locator('[data-testid="stMain"] h1')).to_have_count(1)


def test_names_are_not_to_be_translated(visit: Visit) -> None:
    page = visit()
    ready(page)
    page.locator(".head", has_text="conv2").click()
    page.get_by_role("button", name="Next layer").click()
    for names in (".head", ".lens h3 .link", ".sentence b"):
        assert page.locator(names).evaluate_all("all => all.length > 0 && all.every((each) => !each.translate)"), names


def test_a_new_digit_and_how_close_its_copy_is_are_announced(visit: Visit) -> None:
    page = visit()
    ready(page)
    said = page.locator('.story [role="status"]')
    expect(said).to_have_text(re.compile(r"^MNIST test digit no\. 0, labelled 7: decoded, with an error per ink of \d+\.\d%\.$"))
    page.get_by_role("radio", name="Pick").click()
    page.get_by_role("radio", name="1, test digit 2", exact=True).click()
    expect(said).to_contain_text("MNIST test digit no. 2, labelled 1: decoded")


def test_every_page_has_a_title_of_its_own(visit: Visit) -> None:
    page = visit("/", DESKTOP, "light", "pt-BR")
    ready(page)
    titles = set()
    for path in PAGES:
        open_page(page, path)
        if path != "/":
            expect(page).to_have_title(re.compile(" · convae$"))
        titles.add(page.title())
    assert len(titles) == len(PAGES)


def test_the_lines_of_keras_are_copied_by_keys(visit: Visit) -> None:
    page = visit("/", DESKTOP, "light", "pt-BR")
    ready(page)
    open_page(page, "/about")
    page.get_by_test_id("stCode").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Copiar")).to_be_focused()


def test_the_networks_of_a_comparison_can_be_told_apart(visit: Visit) -> None:
    page = visit()
    ready(page)
    open_page(page, "/compare")
    for name in ("A: classic", "B: sharp"):
        expect(page.get_by_role("group", name=name).get_by_role("button", name="Walk through the layers")).to_be_visible()
