"""How a picture became 28×28, as the browser is told it."""

import base64
import io

import numpy as np
import pytest
from PIL import Image

from convae import ink
from convae.ui.network_view.ink_steps import name_of, told
from drawn_digits import DIGITS, on_canvas, paint
from photographed import eight_bit, page

STEPS = {digit: ink.steps_of_picture(paint(on_canvas(digit))) for digit in DIGITS}


@pytest.mark.parametrize("digit", DIGITS)
def test_the_browser_finds_the_scaled_ink_in_the_picture_that_it_has(digit: str) -> None:
    steps = STEPS[digit]
    at = told(steps, "")["scaled"]
    cut = steps.image[at["top"] : at["top"] + at["rows"], at["left"] : at["left"] + at["columns"]]
    assert np.array_equal(cut, steps.scaled)
    assert cut.sum() == pytest.approx(steps.image.sum())


def test_a_picture_is_sent_once() -> None:
    one, other = list(STEPS.values())[:2]
    first = told(one, "")
    assert first["source"].startswith("data:image/png")
    assert told(one, first["name"])["source"] is None
    assert told(other, first["name"])["source"]
    assert name_of(one) != name_of(other)


def test_the_frame_is_told_in_shares_of_the_picture() -> None:
    steps = ink.steps_of_picture(np.pad(np.ones((30, 10), np.float32), ((10, 20), (20, 70))))
    assert told(steps, "")["size"] == (60, 100)
    assert told(steps, "")["box"] == pytest.approx((10 / 60, 20 / 100, 40 / 60, 30 / 100))


def test_of_a_photo_it_is_shown_what_in_it_was_taken_for_ink() -> None:
    steps = ink.steps_of_photo(eight_bit(page(3)))
    file = told(steps, "")["source"].removeprefix("data:image/jpeg;base64,")
    shown = np.asarray(Image.open(io.BytesIO(base64.b64decode(file)))).astype(int)
    marked = shown[..., 0] - shown[..., 2] > 100
    assert shown.shape[:2] == told(steps, "")["size"]
    assert (marked == (steps.ink >= 0.5)).mean() > 0.97
    assert len(file) < 60_000
