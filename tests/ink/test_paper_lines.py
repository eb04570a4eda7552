"""Squared and ruled paper."""

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from convae import ink
from convae.ink.paper_lines import without_lines
from drawn_digits import DIGITS, apart, on_canvas, paint
from photographed import Brightness, eight_bit, page, read


def printed(side: int, every: float, thick: int, squared: bool) -> NDArray[np.bool_]:
    """Where lines are printed on paper, `thick` pixels wide, one `every` so many."""
    lines = np.zeros((side, side), bool)
    for at in np.arange(every / 2, side - thick, every).astype(int):
        lines[at : at + thick] = True
        if squared:
            lines[:, at : at + thick] = True
    return lines


def on_lines(digit: int, line: float, side: int = 560, every: float = 36, thick: int = 2, squared: bool = True) -> Brightness:
    """Paper of brightness 0.9 with lines, and a digit written over them with a pencil."""
    return np.minimum(page(digit, 0.9, 0.55, side=side), np.where(printed(side, every, thick, squared), line, 1))


@pytest.mark.parametrize("digit", DIGITS)
@pytest.mark.parametrize("squared", [True, False], ids=["squared", "ruled"])
@pytest.mark.parametrize("line", [0.8, 0.75, 0.6, 0.55])
def test_the_lines_of_paper_are_no_ink(digit, squared, line):
    assert read(eight_bit(on_lines(digit, line, squared=squared)), digit)


@pytest.mark.parametrize("digit", DIGITS)
@pytest.mark.parametrize(("side", "every", "thick"), [(280, 20, 1), (280, 40, 2), (900, 45, 3), (900, 120, 4), (1600, 100, 6)])
def test_paper_has_lines_of_any_width_and_distance(digit, side, every, thick):
    assert read(eight_bit(on_lines(digit, 0.7, side, every, thick)), digit)


@pytest.mark.parametrize("digit", DIGITS)
@pytest.mark.parametrize("degrees", [-8, -3, 1, 5, 10])
def test_paper_is_turned(digit, degrees):
    sheet = Image.fromarray(eight_bit(on_lines(digit, 0.7))).rotate(degrees, Image.Resampling.BICUBIC)
    middle = np.asarray(sheet)[50:510, 50:510]
    turn = np.array(
        [[np.cos(np.radians(degrees)), np.sin(np.radians(degrees))], [-np.sin(np.radians(degrees)), np.cos(np.radians(degrees))]]
    )
    strokes = [(stroke - 140) @ turn.T + 140 for stroke in on_canvas(digit)]
    assert apart(ink.from_photo(middle), ink.from_strokes(strokes)) < 0.1


@pytest.mark.parametrize("digit", DIGITS)
@pytest.mark.parametrize("row", [90, 160, 222])
def test_a_single_line_across_the_paper_is_no_ink(digit, row):
    sheet = page(digit, brush=8)
    sheet[row : row + 3] = np.minimum(sheet[row : row + 3], 0.2)
    assert read(eight_bit(sheet), digit)


@pytest.mark.parametrize("digit", DIGITS)
@pytest.mark.parametrize("brush", [3, 5, 8])
def test_a_stroke_that_goes_from_edge_to_edge_of_a_photo_cropped_to_the_digit_is_ink(digit, brush):
    drawn = paint(on_canvas(digit), brush)
    rows, columns = (np.flatnonzero((drawn > 0.5).any(axis)) for axis in (1, 0))
    cropped = drawn[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    without = without_lines(cropped)
    assert ((without >= 0.5) == (cropped >= 0.5)).mean() > 0.995
