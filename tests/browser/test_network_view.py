"""The network view tells its story, stays as it is while other things change, and can be heard."""

import pytest
from playwright.sync_api import expect

from browser_page import DESKTOP, SEVEN, Visit, expect_subject, photograph, ready, reported, stroke
from view_places import LAYERS, point

pytestmark = pytest.mark.browser


def test_the_story_ends_after_the_last_layer_and_when_a_number_is_chosen(visit: Visit) -> None:
    page = visit()
    ready(page)
    onwards = page.get_by_role("button", name="Next layer")
    for _ in LAYERS:
        onwards.click()
    expect(page.locator(".sentence b")).to_have_text("output")
    onwards.click()
    expect(page.locator(".sentence")).to_contain_text("Point at any number")
    expect(onwards).to_be_focused()
    onwards.click()
    page.keyboard.press("Escape")
    expect(page.locator(".sentence")).to_contain_text("Point at any number")
    onwards.click()
    page.mouse.click(*point(page, "code", 1, 2, 5))
    expect(page.locator(".lens h3")).to_contain_text("code (Reshape) › channel 5")
    expect(page.locator(".sentence")).to_contain_text("Point at any number")


def test_a_presenter_walks_through_the_layers(visit: Visit) -> None:
    page = visit()
    ready(page)
    page.get_by_role("button", name="Next layer").click()
    expect(page.locator(".sentence b")).to_have_text("input")
    page.locator(".stage").focus()
    for layer in LAYERS[1:5]:
        page.keyboard.press("ArrowRight")
        expect(page.locator(".sentence b")).to_have_text(layer)
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".sentence b")).to_have_text("conv2")
    photograph(page, "told")
    page.keyboard.press("Escape")
    expect(page.locator(".sentence")).to_contain_text("Point at any number")


def test_what_is_open_stays_open_while_the_digit_and_the_language_change(visit: Visit) -> None:
    page = visit()
    ready(page)
    page.emulate_media(reduced_motion="reduce")
    page.mouse.click(*point(page, "code", 1, 2, 5))
    expect(page.locator(".lens h3")).to_contain_text("code (Reshape) › channel 5 › row 1, column 2")
    expect(page.locator(".lens .heat")).to_be_visible()
    page.locator('[data-testid="stMain"]').evaluate("e => e.scrollTo(0, 0)")
    stroke(page, SEVEN)
    expect_subject(page, "your drawing")
    reported(page)
    expect(page.locator(".lens h3")).to_contain_text("code (Reshape) › channel 5 › row 1, column 2")
    page.get_by_role("radio", name="PT").click()
    expect(page.locator(".lens h3")).to_contain_text("code (Reshape) › canal 5 › linha 1, coluna 2")


@pytest.mark.parametrize(
    ("locale", "names"),
    [
        (
            "en-US",
            {
                "input": "input, 28 by 28, 1 channel, no parameters",
                "conv1": "conv1, 26 by 26, 16 channels, 160 parameters",
                "flatten": "flatten, 128 numbers in one row, no parameters",
            },
        ),
        (
            "pt-BR",
            {
                "input": "input, 28 por 28, 1 canal, sem parâmetros",
                "conv2": "conv2, 13 por 13, 8 canais, 1.160 parâmetros",
                "flatten": "flatten, 128 números em uma fila, sem parâmetros",
            },
        ),
    ],
)
def test_a_screen_reader_hears_what_a_layers_head_shows(visit: Visit, locale: str, names: dict[str, str]) -> None:
    page = visit("/", DESKTOP, "light", locale)
    ready(page)
    for layer, name in names.items():
        expect(page.get_by_role("button", name=name, exact=True)).to_contain_text(layer)


@pytest.mark.parametrize(
    ("locale", "layer", "channel", "cell"),
    [
        (
            "en-US",
            "Opened below: layer conv2",
            "Opened below: layer conv2, channel 3",
            "Opened below: layer code, channel 5, row 1, column 2",
        ),
        (
            "pt-BR",
            "Aberto abaixo: camada conv2",
            "Aberto abaixo: camada conv2, canal 3",
            "Aberto abaixo: camada code, canal 5, linha 1, coluna 2",
        ),
    ],
)
def test_a_screen_reader_hears_what_has_been_opened(visit: Visit, locale: str, layer: str, channel: str, cell: str) -> None:
    page = visit("/", DESKTOP, "light", locale)
    ready(page)
    spoken = page.locator(".spoken")
    expect(spoken).to_have_attribute("aria-live", "polite")
    page.locator(".head", has_text="conv2").click()
    expect(spoken).to_have_text(layer)
    page.locator(".lens .map .link").nth(3).click()
    expect(spoken).to_have_text(channel)
    page.mouse.click(*point(page, "code", 1, 2, 5))
    expect(spoken).to_have_text(cell)
    page.locator(".lens .ways button").last.click()
    expect(page.locator(".lens")).to_be_hidden()
    expect(spoken).not_to_contain_text(cell)


def test_a_layers_head_keeps_the_focus_when_the_window_is_resized(visit: Visit) -> None:
    page = visit()
    ready(page)
    head = page.locator(".head", has_text="conv2")
    head.focus()
    column = page.locator(".column").nth(1)
    before = column.get_attribute("style") or ""
    page.set_viewport_size({"width": 1600, "height": 800})
    expect(column).not_to_have_attribute("style", before)
    expect(head).to_be_focused()


def test_plain_pictures_take_the_place_of_the_view(visit: Visit) -> None:
    page = visit()
    ready(page)
    page.get_by_text("Plain pictures").click()
    expect(page.locator(".network h3")).to_have_count(15)
    expect(page.locator(".stage")).to_be_hidden()
    page.get_by_text("Plain pictures").click()
    ready(page)
