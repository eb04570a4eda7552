"""The network view answers when touched: by mouse, by keyboard, by finger."""

import re

import pytest
from playwright.sync_api import Page, expect

from browser_page import (
    DESKTOP,
    PHONE,
    SEVEN,
    Visit,
    back_again,
    changed,
    decoded,
    expect_subject,
    painted,
    photograph,
    ready,
    reported,
    stroke,
)
from browserless import address, node
from convae import network, words
from convae.ui.network_view.network_description import book
from convae.viewed.viewed_network import ViewedNetwork
from processes import ROOT

pytestmark = pytest.mark.browser
NET = network.load(ROOT / "models" / "classic.keras")
LAYERS = [layer.name for layer in (NET.input, *NET.layers)]
BOOK = book(ViewedNetwork(NET), words.of("en"))
SCREEN = """e => ({
    room: e.clientWidth,
    height: parseFloat(getComputedStyle(e.querySelector(".stage")).minHeight),
    unit: parseFloat(getComputedStyle(document.documentElement).fontSize) / 16,
    ratio: devicePixelRatio,
})"""


def rectangle(page: Page, layer: str, row: int, column: int, channel: int, size: int = 1) -> dict[str, float]:
    """Where some cells are drawn, in pixels of the picture."""
    stage = LAYERS.index(layer)
    screen = page.locator(".scroller").evaluate(SCREEN)
    box = {"rows": [row, row + size - 1], "columns": [column, column + size - 1], "channels": [channel, channel]}
    expression = "(await import(hits)).rectangles(layers[stage], m.layOut(layers, code, screen).columns[stage], box)[0]"
    given = {"layers": BOOK["layers"], "code": BOOK["code"], "stage": stage, "screen": screen, "box": box}
    found: dict[str, float] = node("geometry/layout", expression, hits=address("geometry/hit_test"), **given)
    return found


def point(page: Page, layer: str, row: int, column: int, channel: int) -> tuple[float, float]:
    """The middle of a cell on the screen, once it is in sight."""
    where = rectangle(page, layer, row, column, channel)
    page.locator(".scroller").evaluate("(e, left) => { e.scrollLeft = left - e.clientWidth / 2; }", where["x"])
    page.locator(".stage").evaluate("(e, top) => e.scrollIntoViewIfNeeded()", 0)
    box = page.locator(".stage").bounding_box()
    assert box is not None
    return box["x"] + where["x"] + where["width"] / 2, box["y"] + where["y"] + where["height"] / 2


def marked(page: Page, x: float, y: float) -> bool:
    """Whether something is outlined at a place of the picture."""
    script = """(canvas, [x, y]) => {
        const ratio = canvas.width / parseFloat(canvas.style.width);
        return canvas.getContext("2d").getImageData(Math.round(x * ratio) - 1, Math.round(y * ratio) - 1, 3, 3).data.some((value) => value);
    }"""
    return bool(page.locator(".stage .marks").evaluate(script, [x, y]))


def numbers(text: str) -> list[float]:
    return [float(each.replace("−", "-").replace(",", "")) for each in re.findall(r"[−-]?\d[\d,]*(?:\.\d+)?", text)]


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


def test_a_channel_is_switched_off_and_on_again(visit: Visit) -> None:
    page = visit()
    ready(page)
    picture = painted(decoded(page))
    page.locator(".head", has_text="conv2").click()
    expect(page.locator(".lens .map")).to_have_count(8)
    page.get_by_role("switch", name="conv2, channel 7").click()
    expect(page.locator(".worth")).to_contain_text(re.compile(r"1 channel is switched off. The error per ink goes from 2\.\d% to [1-9]\d"))
    changed(page, decoded(page), picture)
    expect(page.get_by_role("switch", name="conv2, channel 7")).to_have_attribute("aria-checked", "false")
    photograph(page, "switched-off")
    page.get_by_role("switch", name="conv2, channel 7").click()
    back_again(page, decoded(page), picture)
    expect(page.locator(".worth")).to_have_count(0)


def test_channels_are_ranked_by_what_their_loss_costs(visit: Visit) -> None:
    page = visit()
    ready(page)
    page.locator(".head", has_text="code").click()
    page.get_by_role("button", name="What is each channel worth?").click()
    expect(page.locator(".bar-row")).to_have_count(8)
    shares = [numbers(each.inner_text())[-1] for each in page.locator(".bar-row b").all()]
    assert shares == sorted(shares, reverse=True)
    photograph(page, "ranked")


def test_a_line_through_the_ranking_is_the_error_with_all_channels_on(visit: Visit) -> None:
    page = visit()
    ready(page)
    page.locator(".head", has_text="code").click()
    page.get_by_role("button", name="What is each channel worth?").click()
    line = page.get_by_role("img", name="% with all channels on")
    expect(line).to_have_attribute("title", re.compile(r"^\d+\.\d% with all channels on$"))
    expect(page.locator(".base-label")).to_have_text(line.get_attribute("title") or "")
    error = numbers(line.get_attribute("title") or "")[0]
    assert f"The error per ink of this digit is {error}%" in page.locator(".ranking").inner_text()
    longest = page.locator(".bar-row i").first.bounding_box()
    drawn = line.bounding_box()
    last = page.locator(".bar-row").last.bounding_box()
    assert longest is not None
    assert drawn is not None
    assert last is not None
    most = numbers(page.locator(".bar-row b").first.inner_text())[0]
    assert drawn["x"] + 1 == pytest.approx(longest["x"] + longest["width"] * error / most, abs=1.5)
    assert drawn["y"] <= longest["y"]
    assert drawn["y"] + drawn["height"] >= last["y"] + last["height"] - 1
    page.get_by_role("switch", name="code, channel 5").click()
    expect(page.get_by_role("img", name="as it is now, with 1 channel switched off")).to_have_count(1)


def test_a_channel_tells_how_it_behaves_over_the_test_digits(visit: Visit) -> None:
    page = visit()
    ready(page)
    page.locator(".head", has_text="conv1").click()
    page.locator(".lens .map .link").nth(3).click()
    expect(page.locator(".lens")).to_contain_text("Over the 10,000 test digits")
    expect(page.locator(".lens .part img")).to_have_count(9)
    assert page.locator(".histogram i").count() >= 30
    photograph(page, "channel")


@pytest.mark.parametrize(("layer", "tables"), [("conv1", 16), ("conv2", 128)])
def test_kernels_are_shown_on_demand_and_fit_the_page(visit: Visit, layer: str, tables: int) -> None:
    page = visit()
    ready(page)
    page.locator(".head", has_text=layer).click()
    page.get_by_role("button", name="Kernels").click()
    expect(page.locator(".lens .heat")).to_have_count(tables)
    assert page.locator('[data-testid="stMain"]').evaluate("e => e.scrollWidth - e.clientWidth") <= 0


def test_switches_clicked_faster_than_the_server_answers_all_count(visit: Visit) -> None:
    page = visit()
    ready(page)
    page.locator(".head", has_text="conv2").click()
    for channel in range(8):
        page.get_by_role("switch", name=f"conv2, channel {channel}").click()
    expect(page.locator(".worth")).to_contain_text("8 channels are switched off.")
    expect(page.locator('.switch[aria-checked="false"]')).to_have_count(8)
    page.get_by_role("button", name="Switch all on").click()
    expect(page.locator('.switch[aria-checked="true"]')).to_have_count(8)


def test_the_focus_stays_on_a_switch_that_is_pressed(visit: Visit) -> None:
    page = visit()
    ready(page)
    page.locator(".head", has_text="conv2").click()
    switch = page.get_by_role("switch", name="conv2, channel 3")
    switch.focus()
    for state in ("false", "true"):
        page.keyboard.press("Space")
        expect(switch).to_have_attribute("aria-checked", state)
        expect(page.locator(".worth")).to_have_count(1 if state == "false" else 0)
        expect(switch).to_be_focused()


def test_plain_pictures_show_the_whole_network_again(visit: Visit) -> None:
    page = visit()
    ready(page)
    picture = painted(decoded(page))
    page.locator(".head", has_text="conv2").click()
    page.get_by_role("switch", name="conv2, channel 7").click()
    changed(page, decoded(page), picture)
    page.get_by_text("Plain pictures").click()
    back_again(page, decoded(page), picture)


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
