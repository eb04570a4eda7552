"""What lies around the paper: a desk, a wall, a page, the corners of a photo that was turned."""

import numpy as np
import pytest

from drawn_digits import DIGITS
from photographed import eight_bit, laid, page, read, turned

SIDES = [200, 280, 700]


@pytest.mark.parametrize("digit", DIGITS)
@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize(("desk", "degrees"), [(0.25, 8), (0.1, -12), (0.5, 3)])
def test_a_page_on_a_darker_desk(digit, side, desk, degrees):
    seen, there = turned(page(digit, side=side), degrees, side // 7)
    assert read(eight_bit(np.where(there, seen, desk)), digit, degrees)


@pytest.mark.parametrize("digit", DIGITS)
@pytest.mark.parametrize("corners", [0.0, 1.0])
def test_a_photo_that_was_turned_in_an_editor(digit, corners):
    seen, there = turned(page(digit), 10, 15)
    assert read(eight_bit(np.where(there, seen, corners)), digit, 10)


@pytest.mark.parametrize("digit", DIGITS)
def test_a_desk_at_the_top_of_a_tall_photo(digit):
    desk = 0.3 + np.random.default_rng(digit).normal(0, 0.03, (160, 280))
    assert read(eight_bit(np.vstack([desk, page(digit), np.full((100, 280), 0.85)])), digit)


@pytest.mark.parametrize("digit", DIGITS)
@pytest.mark.parametrize("side", SIDES)
def test_a_dark_panel_on_a_light_page(digit, side):
    assert read(eight_bit(laid(page(digit, 0.1, 0.95, 16, side), np.full((side * 2, side * 2), 0.95), side // 3, side // 2)), digit)


@pytest.mark.parametrize("digit", DIGITS)
@pytest.mark.parametrize("side", SIDES)
def test_a_note_on_a_wall(digit, side):
    wall = 0.35 + np.random.default_rng(digit).normal(0, 0.02, (side * 2, side * 2))
    assert read(eight_bit(laid(page(digit, 0.9, 0.2, side=side), wall, side // 3, side // 2)), digit)


@pytest.mark.parametrize("digit", DIGITS)
def test_what_is_cut_off_where_the_photo_ends_is_no_part_of_a_digit_that_is_whole(digit):
    photo = page(digit)
    photo[:30, 40:50] = 0.2
    assert read(eight_bit(photo), digit)
