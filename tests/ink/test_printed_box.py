"""A box around the digit."""

import numpy as np
import pytest

from convae import ink
from drawn_digits import DIGITS, apart, paint
from photographed import eight_bit, page, read


def boxed(digit: int, side: int, box: float, thick: int) -> np.ndarray:
    photo, edge = page(digit, side=side), round(side * (1 - box) / 2)
    line = np.zeros((side, side), bool)
    line[edge : side - edge, edge : side - edge] = True
    line[edge + thick : side - edge - thick, edge + thick : side - edge - thick] = False
    return eight_bit(np.where(line, 0.2, photo))


@pytest.mark.parametrize("digit", DIGITS)
@pytest.mark.parametrize(("side", "box", "thick"), [(280, 0.82, 3), (280, 0.9, 6), (560, 0.85, 4), (200, 0.95, 2)])
def test_a_box_is_no_ink_of_the_digit_in_it(digit, side, box, thick):
    assert read(boxed(digit, side, box, thick), digit)


def test_a_zero_is_no_box_though_it_is_square_and_holds_a_speck():
    corners = [(60, 60), (220, 60), (220, 220), (60, 220), (60, 60)]
    without = paint([np.array(corners, float)], 14)
    drawn = np.maximum(without, paint([np.array([(140.0, 140.0)])], 8))
    assert apart(ink.from_photo(eight_bit(0.9 - 0.7 * drawn)), ink.from_photo(eight_bit(0.9 - 0.7 * without))) < 0.1


def test_an_empty_box_is_a_drawing_like_any_other():
    box = np.array([(60, 60), (220, 60), (220, 220), (60, 220), (60, 60)], float)
    assert apart(ink.from_photo(eight_bit(0.9 - 0.7 * paint([box], 14))), ink.from_strokes([box])) < 0.1
