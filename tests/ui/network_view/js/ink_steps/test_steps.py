"""The steps from a drawing to 28×28 are in the browser those of Python."""

from typing import Any

import numpy as np
import pytest

from browserless import node
from convae import ink
from convae.ink import mnist_pen
from convae.ui.network_view.network_description import pen
from drawn_digits import DIGITS, on_canvas

SIZE = 280


def steps(strokes: list[np.ndarray], brush: float) -> dict[str, Any]:
    told = [{"line": stroke.tolist(), "brush": brush} for stroke in strokes]
    found: dict[str, Any] = node("ink_steps/steps", "m.stepsOfStrokes(strokes, pen, size).steps", strokes=told, pen=pen(), size=SIZE)
    return found


@pytest.mark.parametrize("brush", [10, 28])
@pytest.mark.parametrize("digit", DIGITS)
def test_a_drawing_has_the_frame_the_size_and_the_centre_of_mass_that_python_finds(digit: str, brush: float) -> None:
    strokes = on_canvas(digit)
    found, expected = steps(strokes, brush), ink.steps_of_strokes(strokes, brush=brush)
    assert (found["scaled"]["rows"], found["scaled"]["columns"]) == expected.scaled.shape
    assert found["scaled"]["centre"] == pytest.approx(expected.centre, abs=0.01)
    assert (found["scaled"]["top"], found["scaled"]["left"]) == mnist_pen.corner(expected.centre, expected.scaled.shape)
    np.testing.assert_allclose(np.multiply(found["box"], SIZE), expected.box, atol=2)  # Python's is where whole pixels have ink


def test_a_frame_ends_where_the_canvas_does() -> None:
    assert steps([np.array([[2.0, 100.0], [278.0, 180.0]])], 28)["box"] == pytest.approx([86 / 280, 0, 194 / 280, 1])
