"""A drawing whose strokes run into each other at MNIST's size is known as such, and a digit is not."""

import numpy as np
import pytest

from convae import ink

ROUND = np.linspace(0, 2 * np.pi, 60)
DIGITS = {
    "seven": [[(60, 60), (220, 60), (120, 240)]],
    "one": [[(140, 40), (140, 240)]],
    "zero": [np.stack([140 + 60 * np.cos(ROUND), 140 + 90 * np.sin(ROUND)], 1)],
    "eight": [np.stack([140 + 45 * np.cos(ROUND), middle + 48 * np.sin(ROUND)], 1) for middle in (92, 188)],
}


def spiral(turns: float) -> np.ndarray:
    """A spiral on a canvas of 280 pixels, with as many `turns`."""
    along = np.linspace(0, 1, 400)
    angle = 2 * np.pi * turns * along
    return np.stack([140 + 110 * along * np.cos(angle), 140 + 110 * along * np.sin(angle)], 1)


@pytest.mark.parametrize("brush", [10, 18])
@pytest.mark.parametrize(("turns", "crowded"), [(1.5, False), (2, False), (5, True), (7, True)])
def test_a_spiral_is_crowded_when_no_paper_is_left_between_its_turns(turns, crowded, brush):
    assert ink.steps_of_strokes([spiral(turns)], brush=brush).crowded is crowded


@pytest.mark.parametrize("strokes", DIGITS.values(), ids=DIGITS)
def test_a_digit_is_not_crowded(strokes):
    assert not ink.steps_of_strokes(strokes).crowded
