"""The picture of a drawing without its first step: the same as with it, and refused for the same."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from numpy.testing import assert_array_equal

from convae import ink
from convae.ink import brushed_canvas
from drawn_digits import DIGITS, on_canvas

SIZE = (280, 280)
SERPENTINE = np.array([(x, y) for y in range(0, 281, 4) for x in ((0, 280) if y % 8 else (280, 0))], float)
LINES = {
    "a tap": [((140, 140),)],
    "a dot": [((140, 140), (141, 141))],
    "beside the canvas": [((300, 300), (400, 420))],
    "just beside the canvas": [((284, 20), (284, 260))],
    "half of it beside the canvas": [((140, 140), (400, 420))],
    "across the canvas, with both ends beside it": [((-100, -90), (400, 420))],
    "so far away that it is nowhere": [((1e300, 1e300), (-1e300, 1e299))],
    "all over the canvas": [SERPENTINE],
    "all over, but three rows of it": [SERPENTINE[: len(SERPENTINE) * 7 // 10]],
    "the same line again and again": [((60, 60), (220, 200))] * 400,
    "no line": [],
}


def outcome(way, lines, brush):
    """The image, or why there is none."""
    try:
        made = way([ink.Line(np.asarray(line, float), brush) for line in lines], size=SIZE)
    except ink.InkError as error:
        return error.reason, dict(error.found)
    return getattr(made, "image", made)


def check_both(lines, brush):
    assert_array_equal(outcome(ink.picture_of_lines, lines, brush), outcome(ink.steps_of_lines, lines, brush))


@pytest.mark.parametrize("brush", [1, 10, 18, 28, 500])
@pytest.mark.parametrize("lines", [*LINES.values(), *map(on_canvas, DIGITS)], ids=[*LINES, *map(str, DIGITS)])
def test_the_first_step_changes_neither_the_picture_nor_what_is_refused(lines, brush):
    check_both(lines, brush)


PLACES = some.tuples(some.floats(-100, 400), some.floats(-100, 400))


@given(some.lists(some.lists(PLACES, min_size=1, max_size=12), min_size=1, max_size=6), some.floats(1, 120))
def test_of_any_lines_it_changes_nothing(lines, brush):
    check_both(lines, brush)


@pytest.mark.parametrize("digit", DIGITS)
def test_a_digit_is_not_brushed_to_be_read(monkeypatch, digit):
    monkeypatch.setattr(brushed_canvas.Image, "new", lambda *_: pytest.fail("a canvas was made"))
    ink.picture_of_lines([ink.Line(line, 18) for line in on_canvas(digit)], size=SIZE)
