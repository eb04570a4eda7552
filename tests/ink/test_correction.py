"""What a visitor corrects in a photo: which part of it, how much of it is ink, which of the two is ink; and when they are asked to."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from convae import ink
from convae.ink.correction import MOST
from drawn_digits import DIGITS, apart, line, on_canvas, paint
from photographed import Brightness, eight_bit, page

SHARE = some.floats(0, 1)
UPRIGHT, BAR = line((140, 40), (140, 240)), line((70, 130), (210, 130))


def written(faint: float, *, brush: float = 12) -> Brightness:
    """Paper with an upright stroke, and across it a bar of which the pen left a share of its ink."""
    return 0.85 - 0.65 * np.maximum(paint([UPRIGHT], brush), faint * paint([BAR], brush))


def image(sheet: Brightness, **corrected: object) -> np.ndarray:
    return ink.digits_in_photo(eight_bit(sheet), ink.Correction(**corrected))[-1].image


CROSS, ONE = ink.from_strokes([UPRIGHT, BAR]), ink.from_strokes([UPRIGHT])


@pytest.mark.parametrize(
    ("faint", "more", "expected"),
    [(0.6, 0, CROSS), (0.6, -MOST, ONE), (0.12, 0, ONE), (0.12, MOST, CROSS)],
    ids=["plain", "less", "faint", "more"],
)
def test_there_may_be_more_ink_or_less(faint, more, expected):
    assert apart(image(written(faint), more=more), expected) < 0.08


@pytest.mark.parametrize(("across", "digit"), [((0.0, 0.5), 3), ((0.5, 1.0), 8)])
def test_a_part_from_left_to_right_is_looked_at_alone(across, digit):
    found = ink.digits_in_photo(eight_bit(np.concatenate([page(3), page(8)], axis=1)), ink.Correction(across=across))
    assert len(found) == 1
    assert apart(found[0].image, ink.from_strokes(on_canvas(digit))) < 0.08


@pytest.mark.parametrize(("down", "digit"), [((0.0, 0.5), 3), ((0.5, 1.0), 8)])
def test_a_part_from_the_top_to_the_bottom_is_looked_at_alone(down, digit):
    assert apart(image(np.concatenate([page(3), page(8)]), down=down), ink.from_strokes(on_canvas(digit))) < 0.08


@pytest.mark.parametrize("brush", [12, 60])
def test_ink_and_paper_are_swapped(brush):
    sheet = written(1, brush=brush)
    (steps,) = ink.digits_in_photo(eight_bit(sheet), ink.Correction(swapped=True))
    assert steps.photo is not None
    there = steps.ink >= 0.5
    assert steps.photo[there].mean() > 0.8
    assert not np.array_equal(steps.image, image(sheet))


@given(some.tuples(SHARE, SHARE).map(sorted), some.tuples(SHARE, SHARE).map(sorted), some.integers(1, 9), some.integers(1, 9))
def test_whatever_part_is_chosen_there_is_something_in_it(across, down, rows, columns):
    pixels = np.arange(rows * columns).reshape(rows, columns)
    part = ink.Correction(across=tuple(across), down=tuple(down)).part(pixels)
    assert part.size
    assert np.isin(part, pixels).all()


def test_the_whole_is_as_it_was():
    pixels = eight_bit(page(5))
    assert ink.Correction().part(pixels).shape == pixels.shape
    np.testing.assert_array_equal(image(page(5)), ink.from_photo(pixels))


@pytest.mark.parametrize("digit", DIGITS)
def test_what_is_ink_is_plain_on_a_clean_page(digit):
    assert not ink.digits_in_photo(eight_bit(page(digit)))[0].doubtful


@pytest.mark.parametrize(("faint", "doubtful"), [(1.0, False), (0.35, True), (0.05, False)])
def test_where_a_stroke_is_ink_or_is_not_by_a_hair_it_is_not_plain(faint, doubtful):
    assert ink.digits_in_photo(eight_bit(written(faint)))[0].doubtful is doubtful


def test_a_drawing_is_never_doubtful():
    assert not ink.steps_of_strokes([UPRIGHT]).doubtful
