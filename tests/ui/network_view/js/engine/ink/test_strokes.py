"""Strokes in the browser become the picture that Python makes of them."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from browserless import node
from convae import ink
from convae.ink.clip import clip
from convae.ui.network_view.network_description import pen
from drawn_digits import DIGITS, on_canvas

SIZE = 280
PEN = np.random.default_rng(4)


def pictures(drawings: list[list[np.ndarray]]) -> list[np.ndarray | None]:
    told = [[stroke.tolist() for stroke in drawing] for drawing in drawings]
    expression = "drawings.map((each) => { const found = m.fromStrokes(each, pen); return found && [...found.picture]; })"
    found: list[Any] = node("engine/ink/strokes", expression, drawings=told, pen=pen())
    return [None if each is None else np.array(each, np.float32).reshape(28, 28) for each in found]


def wandering(strokes: int, points: int, step: float) -> list[np.ndarray]:
    """Strokes that go wherever they like on the canvas."""
    return [(PEN.uniform(60, 220, 2) + PEN.normal(0, step, (points, 2)).cumsum(0)).clip(0, SIZE) for _ in range(strokes)]


def check(drawings: list[list[np.ndarray]]) -> None:
    for drawing, found in zip(drawings, pictures(drawings), strict=True):
        assert np.abs(found - ink.from_strokes(drawing)).max() <= 1 / 255


def test_digits_become_the_same_picture() -> None:
    check([on_canvas(digit, height, 40.3, 20.7) for digit in DIGITS for height in (30, 171.3, 230)])


@pytest.mark.parametrize(("strokes", "points", "step"), [(1, 40, 6), (3, 60, 3), (2, 300, 1), (8, 5, 40)])
def test_any_strokes_do(strokes: int, points: int, step: float) -> None:
    check([wandering(strokes, points, step) for _ in range(30)])


@settings(max_examples=20)
@given(st.lists(st.lists(st.tuples(st.floats(0, SIZE), st.floats(0, SIZE)), min_size=1, max_size=8), min_size=1, max_size=3))
def test_so_do_a_few_points_anywhere(lines: list[list[tuple[float, float]]]) -> None:
    drawing = [np.array(line) for line in lines]
    (found,) = pictures([drawing])
    try:
        expected = ink.from_strokes(drawing)
    except ink.InkError:
        return  # only dots: the page keeps what it shows
    assert np.abs(found - expected).max() <= 1 / 255


def test_a_dot_and_nothing_at_all_are_no_picture() -> None:
    assert pictures([[], [np.array([[3.0, 4.0]])], [np.full((5, 2), 7.0)]]) == [None, None, None]


def test_what_leaves_the_canvas_is_cut_off_as_in_python() -> None:
    lines = [PEN.uniform(-200, 480, (12, 2)) for _ in range(40)] + [np.array([[-5.0, 3.0], [-5.0, 90.0]]), np.array([[20.0, 20.0]])]
    found = node("engine/ink/clip", "lines.map((line) => m.clip(line, size))", lines=[line.tolist() for line in lines], size=SIZE)
    for line, parts in zip(lines, found, strict=True):
        expected = clip(line, (SIZE, SIZE))
        assert len(parts) == len(expected)
        for part, own in zip(parts, expected, strict=True):
            np.testing.assert_allclose(part, own, atol=1e-9)
