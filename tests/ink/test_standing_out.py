"""Whiteboards: markers that run dry, dark dots beside faint strokes, and what was wiped off and is still seen."""

import numpy as np
import pytest

from drawn_digits import DIGITS, arc, line, on_canvas, paint
from photographed import Brightness, eight_bit, read

DOWN, RIGHT = np.indices((280, 280)) / 280
DRY = {"down": 1 - 0.8 * DOWN, "to the right": 1 - 0.8 * RIGHT, "twice": 0.6 + 0.4 * np.cos(4 * np.pi * DOWN)}
"""How much of its colour a marker leaves where."""


def board(strength: Brightness | float, digit: int, noise: float = 0.008) -> Brightness:
    drawn = paint(on_canvas(digit), 9)
    return 0.8 - 0.5 * drawn * strength + np.random.default_rng(digit).normal(0, noise, drawn.shape)


@pytest.mark.parametrize("digit", DIGITS)
@pytest.mark.parametrize("way", DRY)
def test_where_a_marker_runs_dry_there_is_a_stroke(digit, way):
    assert read(eight_bit(board(DRY[way], digit)), digit, limit=0.12)


@pytest.mark.parametrize("digit", DIGITS)
def test_dark_dots_leave_faint_strokes_as_they_are(digit):
    dots = paint([line(place) for place in ((40, 40), (250, 60), (40, 200), (255, 150))], 7)
    assert read(eight_bit(board(0.3, digit) - 0.7 * dots), digit, limit=0.12)


@pytest.mark.parametrize("digit", DIGITS)
def test_what_was_wiped_off_is_no_ink(digit):
    ghost = paint([arc(45, 60, 30, 40, 0, 300), line((230, 20), (265, 120))], 9)
    assert read(eight_bit(board(1, digit) - 0.12 * ghost), digit)
