"""The first page on the screens that people have: laptops, a projector, a phone upright and on its side, the page zoomed in."""

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import visitors
from browser_checks import small_letters, small_targets
from browser_page import DESKTOP, PHONE, SEVEN, Visit, decoded, expect_subject, photograph, ready, seen, stroke

pytestmark = pytest.mark.browser
LYING = {"width": 844, "height": 390}
SCREENS = {"small laptop": (1280, 720), "common laptop": (1366, 768), "our own": (1280, 800), "projector": (1920, 1080)}
TOLD = ['[data-place="story"]', ".scroller", ".bar", ".bar .story button:nth-child(2)", ".watch"]
"""The story and its buttons: what went in, the code, what came out, all maps, ▶ and "Watch it learn"."""
OUTSIDE = """async (selectors) => {
    const next = () => new Promise((go) => requestAnimationFrame(go));
    for (let frame = 0; frame < 3; frame += 1) await next();
    const roots = [document, ...[...document.querySelectorAll(".st-key-network *")].map((each) => each.shadowRoot).filter(Boolean)];
    const found = selectors.map((each) => [each, roots.map((root) => root.querySelector(each)).find(Boolean).getBoundingClientRect()]);
    const inside = ({ top, left, bottom, right }) => top >= 0 && left >= 0 && bottom <= innerHeight + 0.5 && right <= innerWidth + 0.5;
    const out = found.filter(([, box]) => !inside(box));
    const wide = roots.map((root) => root.querySelector(".scroller")).find(Boolean);
    return [...out.map(([each]) => each), ...(wide.scrollWidth > wide.clientWidth ? ["scrolled"] : [])];
}"""
"""Which of the elements that are told about are not in sight, once the page has settled."""


@pytest.mark.parametrize("locale", ["en-US", "pt-BR"])
@pytest.mark.parametrize("zoom", [1, 1.1, 1.25, 1.5])
def test_the_whole_story_and_its_buttons_stand_on_the_first_screen(visit: Visit, zoom: float, locale: str) -> None:
    page = visit("/", DESKTOP, "light", locale, zoom)
    ready(page)
    for source in ("draw", "pick"):
        if source == "pick":
            page.locator(".st-key-source [role=radio]").nth(1).click()
            expect(page.locator(".st-key-pick")).to_be_visible()
        for name, (width, height) in SCREENS.items():
            page.set_viewport_size({"width": round(width / zoom), "height": round(height / zoom)})
            assert page.evaluate(OUTSIDE, TOLD) == [], (name, source)
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (name, source)
            lowest = "all => Math.max(...all.map((each) => each.getBoundingClientRect().bottom))"
            top = page.locator(".scroller").bounding_box()
            assert top is not None
            assert page.locator('[data-place="story"] *').evaluate_all(lowest) <= top["y"], (name, source)


def letters(page: Page) -> float:
    """The size of the smallest letters of the story and the network, in pixels of the screen."""
    sizes = "all => Math.min(...all.map((each) => parseFloat(getComputedStyle(each).fontSize))) * devicePixelRatio"
    return float(page.locator(".story .caption, .story dt, .head span, .sentence").evaluate_all(sizes))


HEAVY = {"name": "heavy.png", "mimeType": "image/png", "buffer": bytes(21 * 2**20)}
BROKEN = {"name": "broken.png", "mimeType": "image/png", "buffer": b"\x89PNG"}
PACKED = {"name": "notes.zip", "mimeType": "application/zip", "buffer": b"PK\x03\x04"}
"""Of this is said most."""


@pytest.mark.parametrize(
    ("size", "ratio"), [(DESKTOP, 1), ({"width": 853, "height": 480}, 1.5), (PHONE, 2)], ids=["laptop", "zoomed", "phone"]
)
def test_nothing_moves_whatever_is_said_of_a_file(visit: Visit, size: dict[str, int], ratio: float) -> None:
    page = visit("/", size, "light", "pt-BR", ratio)
    ready(page)
    page.get_by_role("radio", name="Enviar", exact=True).click()
    expect(page.locator(".st-key-upload")).to_be_visible()
    below = page.locator('[data-place="story"], .scroller, .bar')
    places = (
        "all => all.map((each) => Math.round(each.getBoundingClientRect().y + document.querySelector('[data-testid=stMain]').scrollTop))"
    )
    before = below.evaluate_all(places)
    for file, said in ((HEAVY, "Este arquivo não foi aceito"), (BROKEN, "está danificada"), (PACKED, "arquivo compactado")):
        page.locator(".st-key-upload input[type=file]").set_input_files([file])
        expect(page.get_by_role("alert").filter(has_text=said)).to_be_in_viewport()
        assert below.evaluate_all(places) == before
    photograph(page, f"refused-{size['width']}")


def test_letters_grow_with_the_screen_and_with_the_zoom(visit: Visit) -> None:
    laptop, projector = (visit("/", {"width": width, "height": height}) for width, height in ((1280, 720), (1920, 1080)))
    zoomed = visit("/", {"width": 853, "height": 480}, "light", "en-US", 1.5)
    for page in (laptop, projector, zoomed):
        ready(page)
    assert letters(projector) >= 1.45 * letters(laptop)
    assert letters(zoomed) > letters(laptop)


def test_nothing_is_too_small_to_be_read_or_hit_with_a_mouse(visit: Visit) -> None:
    page = visit("/", {"width": 1280, "height": 720})
    ready(page)
    small: list[object] = []

    def look(sight: str) -> None:
        expect(page.locator(sight).first).to_be_visible()
        small.extend(small_letters(page) + small_targets(page, 24))

    stroke(page, SEVEN)
    look(".ink-steps")
    page.get_by_role("button", name="Watch it learn").click()
    look(".past")
    page.locator(".head", has_text="conv2").click()
    look(".lens .switch")
    page.locator(".lens .map canvas").first.click()
    look(".lens .heat")
    page.get_by_role("radio", name="Pick", exact=True).click()
    look(".st-key-pick")
    page.locator(".st-key-plain label").click()
    look(".enlarged")
    page.get_by_role("radio", name="Upload", exact=True).click()
    page.locator(".st-key-upload input[type=file]").set_input_files({"name": "notes.txt", "mimeType": "text/plain", "buffer": b"x"})
    look('[data-testid="stFileChip"]')
    for link, sight in (("Compare", ".verdict"), ("Train", ".st-key-start_training"), ("About", ".about .windows")):
        page.get_by_role("link", name=link, exact=True).click()
        look(sight)
    assert small == []


def test_nothing_moves_when_the_time_machine_opens_or_the_story_is_told(visit: Visit) -> None:
    page = visit("/", {"width": 1280, "height": 720})
    ready(page)
    places = "all => all.map((each) => { const { x, y, width } = each.getBoundingClientRect(); return [x, y, width].map(Math.round); })"
    controls = page.locator(".bar .story button, .watch, .stage, .scroller, .st-key-source")
    before = controls.evaluate_all(places)
    page.get_by_role("button", name="Watch it learn").click()
    expect(page.locator(".past")).to_be_visible()
    assert controls.evaluate_all(places) == before
    photograph(page, "past-at-720")
    page.get_by_role("button", name="Watch it learn").click()
    page.get_by_role("button", name="Walk through the layers").click()
    expect(page.locator(".sentence b")).to_have_text("input")
    assert controls.evaluate_all(places) == before


def test_a_phone_on_its_side_shows_what_comes_of_a_drawing(visit: Visit) -> None:
    page = visit("/", LYING, "light", "pt-BR")
    ready(page)
    stroke(page, SEVEN)
    expect_subject(page, "o seu desenho")
    for picture in (seen(page), decoded(page)):
        box = picture.bounding_box()
        assert box is not None
        assert 0 <= box["y"] <= LYING["height"] - box["height"]
        assert 0 <= box["x"] <= LYING["width"] - box["width"]
    photograph(page, "phone-lying")


@pytest.mark.parametrize("locale", ["en-US", "pt-BR"])
def test_a_finger_can_hit_everything_on_every_page(visit: Visit, locale: str) -> None:
    page = visit("/", PHONE, "light", locale)
    ready(page)
    small: list[object] = small_targets(page)
    page.get_by_role("radio", name="Pick" if locale == "en-US" else "Escolher", exact=True).click()
    expect(page.locator(".st-key-pick")).to_be_visible()
    small += small_targets(page)
    for number in (3, 2, 1):
        open_by_menu(page, number)
        small += small_targets(page)
    assert small == []


def open_by_menu(page: Page, number: int) -> None:
    """Choose a page from the phone's menu, which closes by itself."""
    menu = page.locator('[data-testid="stSidebar"]')
    page.locator('[data-testid="stExpandSidebarButton"]').click()
    links = menu.locator('[data-testid="stSidebarNavLink"]')
    expect(links.first).to_be_visible()
    assert small_targets(page) == []
    links.nth(number).click()
    expect(page.locator('[data-testid="stExpandSidebarButton"]')).to_be_visible()
    expect(links.first).not_to_be_in_viewport()
    expect(page.locator("h1").first).to_be_visible()
    expect(page.locator('[data-testid="stStatusWidget"]')).to_have_count(0)


def test_a_finger_can_hit_everything_in_a_number_a_layer_and_the_time_machine(visit: Visit) -> None:
    page = visit("/", PHONE)
    page.emulate_media(reduced_motion="reduce")
    ready(page)
    page.locator(".head", has_text="conv2").tap()
    expect(page.locator(".lens .map")).to_have_count(8)
    assert small_targets(page) == []
    page.locator(".lens .map canvas").first.tap()
    expect(page.locator(".lens .heat").first).to_be_visible()
    assert small_targets(page) == []
    page.get_by_role("button", name="Watch it learn").tap()
    expect(page.locator(".past")).to_be_visible()
    assert small_targets(page) == []


def test_a_tip_leaves_the_touched_map_free_and_goes_when_something_else_is_touched(visit: Visit) -> None:
    page = visit("/", PHONE)
    ready(page)
    stage = page.locator(".stage")
    stage.scroll_into_view_if_needed()
    for share in (0.2, 0.8):
        box = stage.bounding_box()
        assert box is not None
        page.touchscreen.tap(box["x"] + 125, box["y"] + share * box["height"])
        tip = page.locator(".tip").bounding_box()
        assert tip is not None
        touched = box["y"] + share * box["height"]
        assert tip["y"] > touched + 30 or tip["y"] + tip["height"] < touched - 30
    page.get_by_role("button", name="Next layer").dispatch_event("pointerdown", {"bubbles": True, "composed": True})
    expect(page.locator(".tip")).to_be_hidden()


def test_the_time_machine_opens_under_the_finger_with_the_copy_in_sight(visit: Visit) -> None:
    page = visit("/", PHONE)
    ready(page)
    button = page.get_by_role("button", name="Watch it learn")
    button.scroll_into_view_if_needed()
    button.tap()
    for shown in (page.locator(".thumbs canvas").last, page.get_by_role("slider", name="Moment of the training"), button):
        expect(shown).to_be_in_viewport(ratio=1)
    touched, opened = button.bounding_box(), page.locator(".past").bounding_box()
    assert touched is not None
    assert opened is not None
    assert 0 <= opened["y"] - touched["y"] - touched["height"] < 30
    assert page.locator('[data-testid="stMain"]').evaluate("e => e.scrollWidth - e.clientWidth") <= 0


def test_the_picture_of_the_drawing_is_under_the_pen_on_every_screen(chromium: Browser, address: str) -> None:
    for size, ratio in (({"width": 853, "height": 480}, 1.5), ({"width": 1920, "height": 1080}, 1), (PHONE, 3)):
        with visitors(chromium, address) as visit:
            page = visit("/", size, "light", "en-US", ratio)
            ready(page)
            stroke(page, [(0.25, 0.5), (0.75, 0.5)])
            expect_subject(page, "your drawing")
            drawn = page.locator("canvas.dc-canvas.lower-canvas").first.evaluate(INK)
            assert drawn == [pytest.approx(0.25, abs=0.06), pytest.approx(0.75, abs=0.06), pytest.approx(0.5, abs=0.03)]


INK = """(canvas) => {
    const { data, width, height } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const inked = [...data.keys()].filter((at) => at % 4 === 0 && data[at] > 128 && data[at + 3] > 128).map((at) => at / 4);
    const xs = inked.map((at) => (at % width) / width);
    const ys = inked.map((at) => Math.floor(at / width) / height);
    const mean = (all) => all.reduce((sum, each) => sum + each, 0) / all.length;
    return [xs.reduce((a, b) => Math.min(a, b)), xs.reduce((a, b) => Math.max(a, b)), mean(ys)];
}"""
"""Where the ink lies on the canvas, as shares of it: from which column to which, and in which row."""
