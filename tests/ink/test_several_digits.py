"""A photo that holds several digits side by side: each is found, and a digit in several pieces is one."""

from itertools import product

import numpy as np
import pytest

from convae import digits, ink
from drawn_digits import DIGITS, apart, arc, line, on_canvas, paint
from photographed import Brightness, eight_bit

MNIST = digits.load().x_test[:300]


def row(*shown: int, between: float = 160) -> Brightness:
    """Paper with digits on it, their left edges so many pixels apart."""
    strokes = [stroke * 170 + (60 + at * between, 55) for at, digit in enumerate(shown) for stroke in DIGITS[digit]]
    return 0.85 - 0.65 * paint(strokes, 12, (int(120 + len(shown) * between), 280))


@pytest.mark.parametrize(("left", "right"), [pair for pair in product(DIGITS, DIGITS) if sum(pair) % 3 == 0])
def test_two_digits_are_each_found_from_left_to_right_and_then_both_as_one(left, right):
    found = ink.digits_in_photo(eight_bit(row(left, right)))
    assert len(found) == 3
    for steps, digit in zip(found, (left, right), strict=False):
        assert apart(steps.image, ink.from_strokes(on_canvas(digit))) < 0.08
    assert np.array_equal(found[2].image, ink.from_photo(eight_bit(row(left, right))))


def test_a_whole_row_is_found():
    assert len(ink.digits_in_photo(eight_bit(row(*range(10), between=150)))) == 11


@pytest.mark.parametrize("digit", DIGITS)
def test_one_digit_is_one(digit):
    assert len(ink.digits_in_photo(eight_bit(row(digit)))) == 1


PIECES = {
    "a 5 with its bar apart": [line((80, 60), (160, 60)), line((70, 85), (66, 130)), arc(100, 175, 55, 48, -110, 140)],
    "a 4 in two strokes": [line((120, 50), (70, 150), (200, 150)), line((165, 95), (160, 230))],
    "a 7 with its bar apart": [line((80, 50), (190, 50), (140, 230)), line((60, 140), (110, 140))],
    "a 0 with a stroke in it": [arc(140, 140, 60, 90, 0, 360), line((140, 110), (140, 170))],
}


@pytest.mark.parametrize("strokes", PIECES.values(), ids=PIECES.keys())
def test_a_digit_in_several_pieces_is_one(strokes):
    assert len(ink.digits_in_photo(eight_bit(0.85 - 0.65 * paint(strokes, 10)))) == 1


def test_mnists_own_digits_are_one():
    assert np.mean([len(ink.digits_in_photo(image)) == 1 for image in MNIST]) > 0.99
