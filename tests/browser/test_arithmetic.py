"""The arithmetic of a number in the network view, and the way back to the ink."""

import re

import pytest
from playwright.sync_api import expect

from browser_page import DESKTOP, PHONE, Visit, photograph, ready
from view_places import LAYERS, numbers, point

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("layer", "row", "column", "says"),
    [
        ("conv1", 8, 12, "9 products add up to"),
        ("conv2", 0, 0, "144 products add up to"),
        ("conv3", 3, 3, "72 products add up to"),
        ("conv6", 5, 5, "72 products add up to"),
        ("output", 10, 12, "144 products add up to"),
    ],
)
def test_the_arithmetic_of_a_convolution_adds_up_to_what_is_shown(visit: Visit, layer: str, row: int, column: int, says: str) -> None:
    page = visit()
    ready(page)
    page.mouse.move(*point(page, layer, row, column, 0))
    value = numbers(page.locator(".tip b").inner_text())[-1]
    page.mouse.click(*point(page, layer, row, column, 0))
    result = page.locator(".result")
    expect(result).to_contain_text(says)
    _, added, bias, total, *end = numbers(result.inner_text().replace("ReLU", ""))
    sums = [numbers(each.inner_text())[-1] for each in page.locator(".term figcaption span").all()]
    assert sum(sums) == pytest.approx(added, abs=0.005 * max(1, *map(abs, sums)))  # each of the sums is rounded
    assert added + bias == pytest.approx(total, abs=0.01 * max(1, abs(total)))
    assert end == [pytest.approx(value, rel=0.006, abs=1e-4)]


def test_padding_is_shown_as_padding(visit: Visit) -> None:
    page = visit()
    ready(page)
    page.mouse.click(*point(page, "conv2", 0, 0, 0))
    expect(page.locator(".padding")).to_have_count(5 * 16)
    photograph(page, "padding")


def test_a_pooling_an_upsampling_and_the_flat_row_lead_on(visit: Visit) -> None:
    page = visit()
    ready(page)
    page.mouse.click(*point(page, "pool1", 5, 5, 2))
    expect(page.locator(".lens h3")).to_contain_text("pool1 (MaxPooling2D) › channel 2 › row 5, column 5")
    expect(page.locator(".result")).to_contain_text("the largest:")
    largest = max(numbers(page.locator(".lens .heat").inner_text()))
    assert largest == pytest.approx(numbers(page.locator(".result").inner_text())[-1], rel=0.01, abs=1e-3)
    for layer, name in [
        ("up1", "conv4, channel 2, row 2, column 2"),
        ("flatten", "conv3, channel"),
        ("code", "flatten, number 42 of the row"),
    ]:
        page.mouse.click(*point(page, layer, 5 if layer == "up1" else 1, 5 if layer == "up1" else 1, 2))
        expect(page.locator(".lens")).to_contain_text(f"It is a copy of {name}")


def test_a_visitor_walks_from_an_output_pixel_back_to_the_ink_by_clicks_alone(visit: Visit) -> None:
    page = visit()
    ready(page)
    page.mouse.click(*point(page, "output", 12, 14, 0))
    for layer in reversed(LAYERS):
        expect(page.locator(".lens h3")).to_contain_text(re.compile(f"^{layer} "))
        if layer != "input":
            page.locator(".lens [data-best]").first.click()
    expect(page.locator(".lens")).to_contain_text("A pixel of the picture as it came in")


def test_a_visitor_walks_from_an_output_pixel_back_to_the_ink_by_keys_alone(visit: Visit) -> None:
    page = visit()
    ready(page)
    page.locator(".head").last.focus()
    page.keyboard.press("Tab")
    expect(page.locator(".spoken")).to_contain_text("code · channel 0")
    page.keyboard.press("End")
    expect(page.locator(".spoken")).to_contain_text("output · row 17, column 17")
    for key in ("ArrowUp", "ArrowUp", "ArrowLeft", "ArrowLeft", "Enter"):
        page.keyboard.press(key)
    for layer in reversed(LAYERS):
        expect(page.locator(".lens h3")).to_contain_text(re.compile(f"^{layer} "))
        if layer != "input":
            expect(page.locator(".lens [data-best]:focus")).to_have_count(1)
            page.keyboard.press("Enter")
    expect(page.locator(".lens")).to_contain_text("A pixel of the picture as it came in")
    for _ in LAYERS:
        page.keyboard.press("Escape")
    expect(page.locator(".lens")).to_be_hidden()
    expect(page.locator(".stage")).to_be_focused()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("size", "name"), [(DESKTOP, "desktop"), (PHONE, "phone")])
def test_the_arithmetic_fits_the_screen(visit: Visit, size: dict[str, int], name: str, theme: str) -> None:
    page = visit("/", size, theme, "pt-BR" if theme == "dark" else "en-US")
    page.emulate_media(reduced_motion="reduce", color_scheme="dark" if theme == "dark" else "light")
    ready(page)
    at = point(page, "conv3", 2, 2, 0)
    page.mouse.click(*at)
    expect(page.locator(".result")).to_be_visible()
    inside = page.locator(".lens").evaluate("e => e.getBoundingClientRect().right <= window.innerWidth && e.scrollWidth <= e.clientWidth")
    assert inside
    photograph(page, f"arithmetic-{name}-{theme}")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("layer", ["conv1", "conv3", "output"])
def test_the_numbers_of_the_arithmetic_can_be_read_and_no_sign_ends_a_line(visit: Visit, layer: str, size: dict[str, int]) -> None:
    page = visit("/", size)
    page.emulate_media(reduced_motion="reduce")
    ready(page)
    page.locator(".stage").focus()
    page.keyboard.press("Home")
    for _ in range(LAYERS.index(layer)):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator(".lens h3")).to_contain_text(f"{layer} (")
    cells = page.locator(".lens .heat td")
    expect(cells.first).to_be_visible()
    assert cells.first.evaluate("e => parseFloat(getComputedStyle(e.firstElementChild ?? e).fontSize)") >= 12
    assert cells.evaluate_all("all => all.filter((e) => e.scrollWidth > e.clientWidth || e.scrollHeight > e.clientHeight + 1).length") == 0
    assert page.locator(".lens .row").evaluate_all("all => all.filter((e) => e.scrollWidth > e.clientWidth).length") == 0
    assert page.locator(".lens .sign").count() > 2
    beside = """all => all.every((sign) => {
        const [a, b] = [sign, sign.nextElementSibling].map((e) => e.getBoundingClientRect());
        return b.left >= a.right && b.top < a.bottom && b.bottom > a.top;
    })"""
    assert page.locator(".lens .sign").evaluate_all(beside)
