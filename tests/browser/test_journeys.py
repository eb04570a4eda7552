"""What a visitor does, in a real browser."""

import io

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from browser_page import (
    DESKTOP,
    ONE,
    PHONE,
    SEVEN,
    Visit,
    back_again,
    canvas,
    changed,
    decoded,
    expect_subject,
    painted,
    photograph,
    ready,
    reported,
    seen,
    stroke,
)

pytestmark = pytest.mark.browser


def choose(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name, exact=True).click()


def overflow(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("size", "name"), [(DESKTOP, "desktop"), (PHONE, "phone")])
@pytest.mark.parametrize(("locale", "language", "title"), [("en-US", "en", "your drawing"), ("pt-BR", "pt", "o seu desenho")])
def test_a_drawn_digit_comes_out_decoded(
    visit: Visit, size: dict[str, int], name: str, theme: str, locale: str, language: str, title: str
) -> None:
    page = visit("/", size, theme, locale)
    ready(page)
    photograph(page, f"{name}-{theme}-{language}-opened")
    before = painted(seen(page)), painted(decoded(page))
    stroke(page, SEVEN)
    expect_subject(page, title)
    changed(page, seen(page), before[0])
    changed(page, decoded(page), before[1])
    assert overflow(page) <= 0
    page.mouse.move(5, 5)
    photograph(page, f"{name}-{theme}-{language}-drawn")


def test_the_whole_story_fits_a_screen_of_1280_by_800(visit: Visit) -> None:
    page = visit()
    ready(page)
    for selector in (".part >> nth=0", ".scroller", ".bar"):
        box = page.locator(selector).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 800
    assert page.locator(".scroller").evaluate("e => e.scrollWidth - e.clientWidth") <= 0


def test_a_thumbnail_is_chosen_by_mouse_and_another_by_keyboard(visit: Visit) -> None:
    page = visit()
    ready(page)
    choose(page, "Pick")
    page.get_by_role("radio", name="1, test digit 2", exact=True).click()
    expect_subject(page, "MNIST test digit no. 2, labelled 1")
    photograph(page, "picked")
    other = page.get_by_role("radio", name="0, test digit 3", exact=True)
    other.focus()
    page.keyboard.press("Enter")
    expect_subject(page, "MNIST test digit no. 3, labelled 0")


def test_a_drawing_survives_a_change_of_language_and_of_page(visit: Visit) -> None:
    page = visit()
    ready(page)
    stroke(page, SEVEN)
    expect_subject(page, "your drawing")
    reported(page)
    picture = painted(seen(page))
    choose(page, "PT")
    expect_subject(page, "o seu desenho")
    back_again(page, seen(page), picture)
    page.get_by_role("link", name="Sobre").click()
    expect(canvas(page)).to_have_count(0)
    page.get_by_role("link", name="Explorar").click()
    expect_subject(page, "o seu desenho")
    back_again(page, seen(page), picture)
    stroke(page, ONE)  # the canvas has the old stroke still, and takes a new one
    changed(page, seen(page), picture)
    expect(page.locator(".ink-steps")).to_be_visible()


def test_a_stroke_is_undone_and_the_canvas_cleared(visit: Visit) -> None:
    page = visit()
    ready(page)
    stroke(page, ONE)
    expect_subject(page, "your drawing")
    reported(page)
    first = painted(seen(page))
    stroke(page, [(0.2, 0.5), (0.8, 0.5)])
    changed(page, seen(page), first)
    reported(page)
    expect(page.locator(".dc-toolbar")).to_be_hidden()  # it would say the same in English
    page.locator(".st-key-undo").get_by_role("button").click()
    back_again(page, seen(page), first)
    page.get_by_role("button", name="Clear").click()
    expect_subject(page, "MNIST test digit no. 0, labelled 7")
    stroke(page, ONE)
    expect_subject(page, "your drawing")


def test_a_photo_of_a_digit_is_understood_and_a_text_file_refused_in_a_sentence(visit: Visit) -> None:
    page = visit()
    ready(page)
    choose(page, "Upload")
    chooser = page.locator('input[type="file"]')
    paper = np.full((600, 400), 225, np.uint8)
    paper[100:500, 190:215] = 40
    photo = io.BytesIO()
    Image.fromarray(paper).save(photo, "PNG")
    chooser.set_input_files({"name": "one.png", "mimeType": "image/png", "buffer": photo.getvalue()})
    expect_subject(page, "your picture")
    photograph(page, "uploaded")
    expect(page.locator(".ink-steps img")).to_be_visible()
    expect(page.locator(".ink-steps small").nth(2)).to_have_text("28×28")
    chooser.set_input_files({"name": "notes.png", "mimeType": "image/png", "buffer": b"not a picture"})
    expect(page.get_by_text("no picture of a kind that is read here")).to_be_visible()
    expect_subject(page, "your last picture that could be read")
    page.get_by_role("link", name="About").click()
    page.get_by_role("link", name="Explore").click()
    expect_subject(page, "your picture")
    expect(page.locator(".ink-steps img")).to_be_visible()
    page.get_by_role("button", name="Remove the picture").click()
    expect_subject(page, "MNIST test digit no. 0, labelled 7")
    expect(page.locator(".ink-steps")).to_be_hidden()


def test_a_drawing_that_cannot_be_read_says_so_and_leaves_the_last_one(visit: Visit) -> None:
    page = visit()
    ready(page)
    stroke(page, ONE)
    expect_subject(page, "your drawing")
    reported(page)
    page.get_by_role("button", name="Clear").click()
    expect_subject(page, "MNIST test digit no. 0, labelled 7")
    stroke(page, ONE)
    expect_subject(page, "your drawing")
    for row in range(1, 20):
        stroke(page, [(0.02, row / 20), (0.98, row / 20)])
    expect(page.get_by_role("alert").filter(has_text="too much for one digit")).to_be_visible()
    photograph(page, "refused")
    expect_subject(page, "your last drawing that could be read")


def test_everything_can_be_taken_home(visit: Visit) -> None:
    page = visit()
    ready(page)
    for button, start in [("PNG)", b"\x89PNG"), ("SVG)", b"<?xml"), ("PDF)", b"%PDF"), (".npz", b"PK")]:
        with page.expect_download() as download:
            page.locator('[data-testid="stDownloadButton"] button', has_text=button).first.click()
        assert download.value.path().read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("locale", "size", "link", "name"), [("en-US", DESKTOP, "About", "about-desktop-en"), ("pt-BR", DESKTOP, "Sobre", "about-desktop-pt")]
)
def test_the_about_page_tells_the_story(visit: Visit, locale: str, size: dict[str, int], link: str, name: str) -> None:
    page = visit("/", size, "light", locale)
    ready(page)
    page.get_by_role("link", name=link).click()
    expect(page.locator("h2").first).to_be_visible()
    assert overflow(page) <= 0
    photograph(page, name)


def test_the_about_page_fits_a_phone(visit: Visit) -> None:
    page = visit("/", PHONE, "dark", "pt-BR")
    ready(page)
    page.locator('[data-testid="stExpandSidebarButton"]').click()
    page.get_by_role("link", name="Sobre").click()
    expect(page.locator("h2").first).to_be_visible()
    assert overflow(page) <= 0
    photograph(page, "about-phone-pt")
