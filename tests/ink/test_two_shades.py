"""Photos that the digit fills: cropped to its ink, with pens of any width."""

import numpy as np
import pytest
from PIL import Image

from convae import ink
from convae.ink.two_shades import of_two_shades
from drawn_digits import DIGITS, apart, on_canvas, paint
from photographed import Brightness, eight_bit


def cropped(digit: int, brush: float, margin: int = 0) -> Brightness:
    """The ink of a digit, with `margin` pixels of paper around it and no more."""
    drawn = paint([stroke + 60 for stroke in on_canvas(digit)], brush, (400, 400))
    rows, columns = (np.flatnonzero((drawn > 0.5).any(axis)) for axis in (1, 0))
    return drawn[rows[0] - margin : rows[-1] + 1 + margin, columns[0] - margin : columns[-1] + 1 + margin]


@pytest.mark.parametrize("digit", DIGITS)
@pytest.mark.parametrize("brush", [6, 12, 20, 28, 36])
@pytest.mark.parametrize("margin", [0, 3])
@pytest.mark.parametrize(("paper", "pen"), [(0.85, 0.2), (0.15, 0.9)], ids=["dark", "light"])
def test_a_photo_cropped_to_the_ink_is_that_digit(digit, brush, margin, paper, pen):
    drawn = cropped(digit, brush, margin)
    noise = np.random.default_rng(digit).normal(0, 0.01, drawn.shape)
    assert apart(ink.from_photo(eight_bit(paper + (pen - paper) * drawn + noise)), ink.normalise(np.pad(drawn, 40))) < 0.1


@pytest.mark.parametrize("digit", DIGITS)
@pytest.mark.parametrize("side", [60, 120, 900])
def test_it_is_of_any_size(digit, side):
    drawn = cropped(digit, 30)
    large = Image.fromarray(eight_bit(0.85 - 0.65 * drawn))
    large = large.resize([round(length * side / max(large.size)) for length in large.size], Image.Resampling.BICUBIC)
    assert apart(ink.from_photo(np.asarray(large)), ink.normalise(np.pad(drawn, 40))) < 0.12


@pytest.mark.parametrize("digit", DIGITS)
def test_light_and_shadow_are_no_two_shades(digit):
    shadow = np.where(np.indices((280, 280)).sum(0) > 280, 0.5, 1)
    assert of_two_shades(np.float32((0.85 - 0.65 * paint(on_canvas(digit), 12)) * shadow)) is None
