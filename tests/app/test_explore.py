"""The first page: what it opens with, the ways in, and that nothing gets lost."""

import base64
import io

import pytest
from PIL import Image, ImageDraw

from app_page import Page, typed, viewed
from processes import ROOT, python

SEVEN = [(80.0, 70.0), (200.0, 70.0), (130.0, 220.0)]
LAYERS = ["input", "conv1", "pool1", "conv2", "pool2", "conv3", "flatten", "code", "conv4", "up1", "conv5", "up2", "conv6", "up3", "output"]


def test_the_page_opens_on_a_test_digit_with_all_fifteen_stages(page: Page) -> None:
    assert "test digit no. 0, labelled 7" in page.plainly().html
    assert [name for name in LAYERS if f'<h3 translate="no">{name}</h3>' in page.html] == LAYERS
    assert all(
        shape in page.html
        for shape in ("26×26×16", "13×13×8", "7×7×8", "4×4×8", "14×14×16", "28×28×16", ">128<", ">1,160<", "1,904 parameters")
    )


def test_the_page_never_imports_keras_or_tensorflow() -> None:
    script = f"""
import sys
from streamlit.testing.v1 import AppTest
at = AppTest.from_file({str(ROOT / "app.py")!r}, default_timeout=60).run()
assert not at.exception, at.exception
for key, value in [("source", "pick"), ("source", "upload"), ("scale", "network"), ("language", "pt")]:
    if key == "scale":
        at.toggle(key="plain").set_value(True).run()
    next(group for group in at.get("button_group") if group.key == key).set_value(value)
    at.run()
    assert not at.exception, at.exception
print(sorted({{name.split(".")[0] for name in sys.modules}} & {{"keras", "tensorflow"}}))
"""
    done = python("-c", script)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


def test_a_drawing_goes_through_the_network_and_the_browser_gets_its_strokes(page: Page) -> None:
    page.draw(SEVEN)
    assert "your drawing" in page.html
    assert "test digit no. 0," not in page.html
    assert viewed(page.at)["lines"] == [[3, 18]]
    assert viewed(page.at)["steps"] is None


def test_a_canvas_inked_all_over_gets_a_sentence(page: Page) -> None:
    page.draw(*[[(5.0, y), (275.0, y)] for y in range(10, 280, 12)])
    assert "too much for one digit" in page.refusal


def test_undo_takes_back_the_last_stroke(page: Page) -> None:
    page.draw(SEVEN, [(60.0, 150.0), (200.0, 150.0)])
    page.at.button(key="undo").click()
    page.run()
    given = page.at.session_state["convae"].drawing.restored
    assert [item["left"] for item in given["objects"]] == [140.0]


def test_an_emptied_canvas_goes_back_to_the_test_digit(page: Page) -> None:
    page.draw(SEVEN).draw()
    assert "test digit no. 0, labelled 7" in page.html
    assert "draw a digit here" in page.html


def test_a_dot_gets_a_friendly_sentence_and_the_last_drawing_stays(page: Page) -> None:
    page.draw(SEVEN)
    pictures = page.pictures
    page.draw([(100.0, 100.0), (100.0, 100.04)])
    assert "only a dot" in page.refusal
    assert page.pictures == pictures
    assert "your last drawing that could be read" in page.html


@pytest.mark.parametrize(
    "raw", [{"objects": [{"type": "Image"}]}, {"objects": "none"}, {"objects": [{"type": "Path", "path": None}]}, {"objects": [7]}]
)
def test_a_malformed_drawing_gets_a_sentence_and_never_an_exception(page: Page, raw: object) -> None:
    page.at.session_state["canvas"] = {"drawing": {"raw": raw, "data": None}}
    page.run()
    assert page.refusal


def test_what_is_no_plain_stroke_is_read_from_the_canvas_picture(page: Page) -> None:
    picture = Image.new("RGBA", (280, 280), "black")
    ImageDraw.Draw(picture).line(SEVEN, "white", 18)
    file = io.BytesIO()
    picture.save(file, "PNG")
    data = "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()
    page.at.session_state["canvas"] = {"drawing": {"raw": {"objects": [{"type": "Image"}]}, "data": data}}
    page.run()
    assert not page.refusal
    assert "your drawing" in page.html


@pytest.mark.parametrize("data", ["data:image/png;base64,bm90IGEgcGljdHVyZQ==", "data:image/png;base64,%%%", "nonsense"])
def test_a_canvas_picture_that_cannot_be_read_gets_a_sentence(page: Page, data: str) -> None:
    page.at.session_state["canvas"] = {"drawing": {"raw": {"objects": [{"type": "Image"}]}, "data": data}}
    page.run()
    assert page.refusal


def test_a_change_of_language_keeps_the_drawing_and_translates_the_page(page: Page) -> None:
    page.draw(SEVEN)
    pictures = page.html.count("<img")
    page.choose("language", "pt")
    assert "o seu desenho" in page.html
    assert "your drawing" not in page.html
    assert page.html.count("<img") == pictures


def test_a_thumbnail_chooses_its_digit(page: Page) -> None:
    page.choose("source", "pick")
    thumbnails = next(group for group in page.at.get("button_group") if group.key.startswith("thumbnails"))
    assert len(thumbnails.options) == 21
    thumbnails.set_value(2)
    page.run()
    assert "test digit no. 2, labelled 1" in page.html


def thumbnails(page: Page) -> str:
    return next(group for group in page.at.get("button_group") if group.key.startswith("thumbnails")).key


def test_only_digits_of_the_class_asked_for_are_offered_and_pages_turn(page: Page) -> None:
    page.choose("source", "pick")
    page.at.selectbox(key="class en").select(3)
    page.run()
    first = next(group for group in page.at.get("button_group") if group.key.startswith("thumbnails")).key
    assert first.startswith("thumbnails [18, 30, 32")
    page.at.button(key="next").click()
    page.run()
    assert next(group for group in page.at.get("button_group") if group.key.startswith("thumbnails")).key != first


def test_the_worst_copies_come_first_when_asked(page: Page) -> None:
    page.choose("source", "pick")
    page.at.selectbox(key="worst en").select(True)
    page.run()
    assert "The largest error per ink comes first." in [each.value for each in page.at.caption]
    worst = next(group for group in page.at.get("button_group") if group.key.startswith("thumbnails"))
    worst.set_value(int(worst.key.split("[")[1].split(",")[0]))
    page.run()
    assert page.told["title"].startswith(f"MNIST test digit no. {worst.key.split('[')[1].split(',')[0]},")


def test_a_change_of_language_keeps_the_class_and_the_order(page: Page) -> None:
    page.choose("source", "pick")
    page.at.selectbox(key="class en").select(8)
    page.run()
    page.at.selectbox(key="worst en").select(True)
    before = thumbnails(page.run())
    page.choose("language", "pt").plainly()
    assert thumbnails(page) == before
    assert page.at.selectbox(key="class pt").value == 8


def test_a_digit_is_chosen_by_its_number_and_at_random(page: Page) -> None:
    page.choose("source", "pick")
    page.at.session_state["index"] = typed("1.234")
    page.run()
    assert "test digit no. 1234, labelled 8" in page.html
    page.at.button(key="random").click()
    page.run()
    assert "test digit no. 1234," not in page.html


def test_a_picked_digit_is_still_there_after_drawing_and_back(page: Page) -> None:
    page.choose("source", "pick")
    page.at.session_state["index"] = typed("61")
    page.run().choose("source", "draw").choose("source", "pick")
    assert "test digit no. 61, labelled 8" in page.html


@pytest.mark.parametrize("scale", ["map", "layer", "network"])
def test_every_scale_of_colours_says_what_its_ends_mean(page: Page, scale: str) -> None:
    page.plainly().choose("scale", scale)
    assert {"map": "each map&#x27;s largest", "layer": "each layer&#x27;s max", "network": "<span>0</span>"}[scale] in page.html


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("language", ["en", "pt"])
def test_every_layer_can_be_looked_at_closer_in_both_languages(page: Page, layer: str, language: str) -> None:
    page.plainly().choose("language", language).choose("focus", layer)
    assert f'<b translate="no">{layer}</b>' in page.html
