"""A picture comes by the file chooser, from the clipboard, and dropped anywhere: it is read, or called what it is."""

import base64
import io
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from browser_page import DESKTOP, PHONE, Visit, expect_subject, photograph, ready
from convae import words
from drawn_digits import line, paint
from photographed import eight_bit
from photographed import page as sheet

pytestmark = pytest.mark.browser
EN, PT = words.of("en"), words.of("pt")


def png(digit: int) -> str:
    file = io.BytesIO()
    Image.fromarray(eight_bit(sheet(digit))).save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


BRING = """([way, data, type]) => {
    const bytes = Uint8Array.from(atob(data), (each) => each.charCodeAt(0));
    const files = new DataTransfer();
    files.items.add(new File([bytes], "brought", { type }));
    const event = way === "paste"
        ? new ClipboardEvent("paste", { clipboardData: files, bubbles: true, cancelable: true })
        : new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true });
    return !document.body.dispatchEvent(event);
}"""


def bring(page: Page, way: str, data: str, kind: str = "image/png") -> bool:
    """Paste or drop a file; whether the page takes it."""
    return bool(page.evaluate(BRING, [way, data, kind]))


@pytest.mark.parametrize("way", ["paste", "drop"])
def test_a_picture_comes_from_the_clipboard_and_from_anywhere_on_the_page_and_another_after_it(visit: Visit, way: str) -> None:
    page = visit()
    ready(page)
    assert bring(page, way, png(3))
    expect_subject(page, EN.say("upload.title"))
    expect(page.get_by_role("radio", name=EN.say("source.upload"), exact=True)).to_be_checked()
    first = page.locator(".story dd").first.inner_text()
    assert bring(page, way, png(8))
    expect(page.locator(".story dd").first).not_to_have_text(first)
    expect_subject(page, EN.say("upload.title"))
    photograph(page, f"brought-by-{way}")


def test_a_file_that_is_no_picture_is_called_what_it_is_wherever_it_is_dropped(visit: Visit) -> None:
    page = visit(locale="pt-BR", size=PHONE)
    ready(page)
    assert bring(page, "drop", base64.b64encode(b"%PDF-1.7 0").decode(), "application/pdf")
    expect(page.get_by_role("alert").filter(has_text=PT.say("errors.picture.pdf"))).to_be_visible()
    photograph(page, "brought-pdf")


def test_text_that_is_pasted_and_other_pages_are_left_alone(visit: Visit) -> None:
    page = visit()
    ready(page)
    assert not bring(page, "paste", base64.b64encode(b"seven").decode(), "text/plain")
    page.get_by_role("link", name="About").click()
    expect(page.locator("[href='#about-idea']").first).to_be_visible()
    assert not bring(page, "paste", png(3))


def test_a_phone_offers_its_camera_for_the_picture(visit: Visit) -> None:
    page = visit(size=PHONE)
    ready(page)
    page.get_by_role("radio", name=EN.say("source.upload"), exact=True).click()
    expect(page.locator(".st-key-upload input[type=file]")).to_have_attribute("accept", "image/*,.heic,.heif,.avif,.jfif")


def test_a_picture_that_is_lost_with_its_server_is_asked_for_again(on_mortal_server: tuple[Page, Callable[[], None]]) -> None:
    page, replace_server = on_mortal_server
    ready(page)
    page.get_by_role("radio", name=EN.say("source.upload"), exact=True).click()
    lost = page.get_by_text(EN.say("upload.lost"))
    expect(lost).to_be_hidden()
    page.locator(".st-key-upload input[type=file]").set_input_files(
        {"name": "a.png", "mimeType": "image/png", "buffer": base64.b64decode(png(7))}
    )
    expect_subject(page, EN.say("upload.title"))
    expect(lost).to_have_count(0)
    replace_server()
    expect(lost).to_be_visible()
    photograph(page, "lost")
    assert bring(page, "paste", png(3))
    expect_subject(page, EN.say("upload.title"))
    expect(lost).to_have_count(0)


@pytest.fixture
def another_site(tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """Another site's page with the given body: its address."""
    with ThreadingHTTPServer(("localhost", 0), partial(SimpleHTTPRequestHandler, directory=str(tmp_path))) as server:
        Thread(target=server.serve_forever, daemon=True).start()

        def page(body: str) -> str:
            (tmp_path / "index.html").write_text(f"<!doctype html><title>another</title>{body}", encoding="utf-8")
            return f"http://localhost:{server.server_port}/"

        yield page
        server.shutdown()


def test_in_a_page_of_another_site_all_but_files_works_and_of_these_it_says_why(
    chromium: Browser, address: str, another_site: Callable[[str], str]
) -> None:
    context = chromium.new_context(viewport=DESKTOP)
    page = context.new_page()
    page.goto(another_site(f'<iframe src="{address}/?embed=true" style="width: 1200px; height: 680px"></iframe>'))
    within = page.frame_locator("iframe")
    expect(within.locator(".head")).to_have_count(15)
    within.get_by_role("radio", name=EN.say("source.pick"), exact=True).click()
    within.get_by_role("radio").filter(has=page.get_by_role("img")).nth(1).click()
    expect(within.locator(".story .caption").first).not_to_contain_text("no. 0,")
    within.get_by_role("radio", name=EN.say("source.upload"), exact=True).click()
    picture = base64.b64decode(png(7))
    within.locator(".st-key-upload input[type=file]").set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": picture})
    expect(within.get_by_text(EN.say("streamlit.framed"))).to_be_visible()
    expect(within.get_by_text(EN.say("upload.lost"))).to_be_hidden()
    photograph(page, "framed")
    context.close()


@pytest.mark.parametrize(("size", "locale"), [(DESKTOP, "en-US"), (PHONE, "pt-BR")])
def test_of_several_digits_the_visitor_chooses_one(visit: Visit, size: dict[str, int], locale: str) -> None:
    say = EN if locale == "en-US" else PT
    page = visit(size=size, locale=locale)
    ready(page)
    file = io.BytesIO()
    Image.fromarray(np.concatenate([eight_bit(sheet(3)), eight_bit(sheet(8))], axis=1)).save(file, "PNG")
    assert bring(page, "paste", base64.b64encode(file.getvalue()).decode())
    expect_subject(page, say.say("upload.title"))
    choices = [say.say("upload.found", number=1), say.say("upload.found", number=2), say.say("upload.together")]
    expect(page.get_by_role("radio", name=choices[0])).to_be_checked()
    seen = {page.locator(".story dd").first.inner_text()}
    photograph(page, f"several-{locale}")
    for at, name in enumerate(choices[1:], 2):
        page.get_by_role("radio", name=name).click()
        expect(page.get_by_role("radio", name=name)).to_be_checked()
        page.wait_for_function("seen => !seen.includes(document.querySelector('.story dd').innerText)", arg=list(seen))
        seen.add(page.locator(".story dd").first.inner_text())
        assert len(seen) == at
    assert bring(page, "paste", base64.b64encode(b"no picture").decode())
    expect(page.get_by_role("alert").filter(has_text=say.say("errors.picture.unreadable"))).to_be_visible()
    expect(page.get_by_role("radio", name=choices[0])).to_have_count(0)
    page.get_by_test_id("stFileChip").get_by_role("button").click(trial=True, timeout=10_000)  # nothing lies over it


@pytest.mark.parametrize(("size", "locale"), [(DESKTOP, "en-US"), (PHONE, "pt-BR")])
def test_what_was_taken_for_ink_is_corrected_by_keys_and_taken_back(visit: Visit, size: dict[str, int], locale: str) -> None:
    say = EN if locale == "en-US" else PT
    page = visit(size=size, locale=locale)
    ready(page)
    file = io.BytesIO()
    upright, bar = (paint([line(*ends)], 12) for ends in (((140, 40), (140, 240)), ((70, 130), (210, 130))))
    Image.fromarray(eight_bit(0.85 - 0.65 * np.maximum(upright, 0.35 * bar))).save(file, "PNG")
    assert bring(page, "paste", base64.b64encode(file.getvalue()).decode())
    expect(page.get_by_text(say.say("upload.doubtful"), exact=True)).to_be_visible()
    expect_subject(page, say.say("upload.title"))
    error = page.locator(".story dd").first
    before = error.inner_text()
    page.get_by_role("button", name=say.say("upload.correct")).click()
    expect(page.get_by_role("img", name=say.say("upload.alt_found"))).to_be_visible()
    more = page.get_by_role("slider", name=say.say("upload.more"))
    more.focus()
    page.keyboard.press("End")
    expect(error).not_to_have_text(before)
    expect(page.get_by_text(say.say("upload.doubtful"), exact=True)).to_have_count(0)
    photograph(page, f"corrected-{locale}")
    page.get_by_role("slider", name=say.say("upload.across")).first.focus()
    page.keyboard.press("End")
    expect(page.get_by_role("alert")).to_be_visible()  # nothing is left to look at
    page.get_by_role("button", name=say.say("upload.as_found")).click()
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(error).to_have_text(before)
