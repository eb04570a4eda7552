"""Ink and paper that differ in colour alone, and photos that are transparent in places."""

import numpy as np
import pytest

from drawn_digits import DIGITS
from photographed import eight_bit, in_colour, page, read


@pytest.mark.parametrize("digit", DIGITS)
@pytest.mark.parametrize("side", [140, 280, 900])
@pytest.mark.parametrize(
    ("pen", "paper"), [((0.9, 0.05, 0.1), (0.1, 0.45, 0.2)), ((0.95, 0.35, 0.35), (0.55, 0.55, 0.95))], ids=["red on green", "red on blue"]
)
def test_colour_without_brightness(digit, side, pen, paper):
    assert read(in_colour(digit, pen, paper, side), digit)


@pytest.mark.parametrize("digit", DIGITS)
def test_paper_with_transparent_corners(digit):
    seen, (down, right) = eight_bit(page(digit)), np.indices((280, 280))
    beyond = [np.maximum(np.maximum(60 - at, at - 219), 0) for at in (down, right)]
    opacity = np.where(beyond[0] ** 2 + beyond[1] ** 2 > 60**2, 0, 255).astype(np.uint8)
    assert read(np.dstack([seen, seen, seen, opacity]), digit)


@pytest.mark.parametrize("digit", DIGITS)
def test_a_screenshot_of_a_window_with_a_transparent_margin(digit):
    shot = np.zeros((340, 360, 4), np.uint8)
    shot[30:310, 40:320] = np.dstack([np.repeat(eight_bit(page(digit))[..., None], 3, 2), np.full((280, 280), 255, np.uint8)])
    assert read(shot, digit)
