"""A visitor who comes back finds their training again, by keyboard, too; a stranger does not, and what is lost is told."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from browser_page import PATIENCE, SEVEN, Visit, back_again, expect_subject, number, painted, photograph, ready, reported, seen, stroke
from convae.ui.document import COOKIE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PROGRESS = re.compile(r"epoch \d+ of \d+ · loss on the training digits")
LOST = "What you were training here is lost"
TOAST = '[data-testid="stToast"]'


def name(context: BrowserContext) -> str:
    """The name that the browser keeps for the visitor; empty where it keeps none."""
    return "".join(cookie["value"] for cookie in context.cookies() if cookie["name"] == COOKIE)


def train(page: Page) -> None:
    """Start by keyboard a training that no machine ends before the test does, and wait until the server has it."""
    page.get_by_role("link", name="Train").click()
    number(page, "Epochs").fill("300")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Start training").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("TensorFlow is loading")).to_be_visible()


def again(page: Page) -> None:
    """Load everything anew, and go to the page on which one trains; Streamlit looks for its files beside it first, in vain."""
    page.goto(page.url.replace("/train", "/"))
    page.get_by_role("link", name="Train").click()


def under_way(page: Page) -> None:
    expect(page.get_by_text(PROGRESS)).to_be_visible(timeout=5 * PATIENCE)


def stop(page: Page) -> None:
    page.get_by_role("button", name="Stop").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Stopped, and the best so far is kept")).to_be_visible()


def test_who_reloads_finds_their_run_and_its_network_and_nobody_else_does(visit: Visit) -> None:
    page = visit()
    ready(page)
    heading = page.locator('[data-testid="stMain"] h1')
    assert name(page.context) == ""
    train(page)
    expect(heading).to_be_focused()
    expect(page.locator("[data-said]")).to_have_attribute("data-said", "The training begins.")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Stop")).to_be_focused()
    page.wait_for_function("name => document.cookie.includes(name)", arg=COOKIE)
    kept = name(page.context)

    again(page)  # while it is getting ready
    under_way(page)
    expect(page.get_by_text(re.compile("about .* left"))).to_be_visible()
    assert name(page.context) == kept
    second = page.context.new_page()
    second.goto(page.url.replace("/train", "/"))
    expect(second.locator(".training-note").first).to_contain_text("loss on the training digits")
    stranger = visit()
    stranger.context.add_cookies([{"name": COOKIE, "value": uuid4().hex, "url": page.url}])
    stranger.reload()
    ready(stranger)
    expect(stranger.locator(".training-note")).to_have_count(0)
    expect(stranger.locator(TOAST)).to_contain_text(LOST)
    stranger.wait_for_function("name => !document.cookie.includes(name)", arg=COOKIE)

    stop(page)
    expect(heading).to_be_focused()
    photograph(page, "stopped")
    swap = page.locator(".st-key-swap button")
    if "Use this network" in swap.inner_text():  # stopped before it had seen all digits once
        swap.focus()
        page.keyboard.press("Enter")
    expect(swap).to_have_text("Go back to classic")
    again(page)
    expect(swap).to_be_visible()
    assert name(page.context) == kept


def test_who_reloads_finds_the_drawing_and_the_picked_digit_and_another_tab_does_not(visit: Visit) -> None:
    page = visit()
    ready(page)
    stroke(page, SEVEN)
    expect_subject(page, "your drawing")
    reported(page)
    drawn = painted(seen(page))
    for _ in range(3):
        page.reload()
        ready(page)
        expect_subject(page, "your drawing")
        back_again(page, seen(page), drawn)
        reported(page)
    second = page.context.new_page()
    second.goto(page.url)
    ready(second)
    expect_subject(second, "MNIST test digit no. 0, labelled 7")
    page.locator(".st-key-undo button").click()
    expect_subject(page, "MNIST test digit no. 0, labelled 7")
    page.get_by_role("radio", name="Pick", exact=True).click()
    page.get_by_role("radio", name="1, test digit 2", exact=True).click()
    expect_subject(page, "MNIST test digit no. 2, labelled 1")
    page.reload()
    expect_subject(page, "MNIST test digit no. 2, labelled 1")


def test_a_tab_that_was_open_before_finds_the_run_when_it_is_looked_at_again(visit: Visit) -> None:
    page = visit()
    ready(page)
    second = page.context.new_page()
    second.goto(page.url)
    ready(second)
    train(page)
    page.wait_for_function("name => document.cookie.includes(name)", arg=COOKIE)
    second.evaluate("dispatchEvent(new Event('focus'))")  # all tabs of this browser believe that they are looked at
    expect(second.locator(".training-note").first).to_contain_text("TensorFlow")
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("Stopped before anything was learned")).to_be_visible()
    expect(second.locator(".training-note")).to_have_count(0)
    for tab in (page, second):
        tab.wait_for_function("name => !document.cookie.includes(name)", arg=COOKIE)


def test_a_run_that_is_lost_with_its_server_is_told_once(on_mortal_server: tuple[Page, Callable[[], None]]) -> None:
    page, replace_server = on_mortal_server
    train(page)
    page.wait_for_function("name => document.cookie.includes(name)", arg=COOKIE)
    replace_server()
    expect(page.locator(TOAST)).to_contain_text(LOST)
    expect(page.get_by_role("button", name="Start training")).to_be_enabled()
    page.wait_for_function("name => !document.cookie.includes(name)", arg=COOKIE)
    page.reload()
    expect(page.get_by_role("button", name="Start training")).to_be_enabled()
    expect(page.locator(TOAST)).to_have_count(0)


CONTRAST = """label => {
    const parts = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
    const bytes = (colour) => (colour.startsWith("color(") ? parts(colour).map((part, at) => at < 3 ? part * 255 : part) : parts(colour));
    let ground = [255, 255, 255];
    for (let each = label; each; each = each.parentElement) {
        const [r, g, b, a = 1] = bytes(getComputedStyle(each).backgroundColor);
        if (a === 1) { ground = [r, g, b]; break; }
    }
    const [r, g, b, a = 1] = bytes(getComputedStyle(label).color);
    const seen = [r, g, b].map((part, at) => part * a + ground[at] * (1 - a));
    const light = (colour) => colour
        .map((part) => part / 255)
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
        .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
    const [low, high] = [light(seen), light(ground)].sort((one, other) => one - other);
    return (high + 0.05) / (low + 0.05);
}"""
"""How the colour of a label stands out from what is behind it, as WCAG 2.2 counts."""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_numbers_of_the_curve_can_be_read_in_both_themes(visit: Visit, theme: str) -> None:
    page = visit(theme=theme)
    ready(page)
    train(page)
    labels = page.locator(".learning .curve span")
    expect(labels.first).to_be_visible()
    assert labels.count() >= 5
    least = min(labels.nth(at).evaluate(CONTRAST) for at in range(labels.count()))
    photograph(page, f"curve-{theme}")
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("Stopped before anything was learned")).to_be_visible()
    assert least >= 4.5
