"""Drawings that no canvas has drawn: strokes, or a sentence."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app_page import path
from convae import ink
from guard import answered
from spoilt import JUNK, NUMBERS, otherwise

ZIGZAG = path([(20.0, 20.0), (260.0, 40.0), (20.0, 80.0), (260.0, 260.0)])
CURVES = path([(60.0, 60.0), (200.0, 200.0)]) | {"path": [["M", 60, 60], ["Q", 90, 200, 120, 60], ["C", 130, 20, 180, 300, 200, 200]]}
DRAWING = {"version": "7.4.0", "background": "#000000", "objects": [ZIGZAG, CURVES]}
COMMANDS = st.lists(
    st.tuples(st.sampled_from(["M", "L", "Q", "C", "Z", "A"]), *[st.sampled_from(NUMBERS) | st.floats(-400, 700)] * 6).map(
        lambda command: list(command[: {"M": 3, "L": 3, "Q": 5, "C": 7}.get(command[0], 2)])
    ),
    max_size=30,
)


def reads(drawing: Any) -> None:
    with answered():
        ink.steps_of_drawing(drawing, size=(280, 280))


@given(JUNK)
def test_any_json_at_all(drawing: Any) -> None:
    reads(drawing)


@given(otherwise(DRAWING, times=6))
def test_a_drawing_with_something_else_in_it(drawing: Any) -> None:
    reads(drawing)


@given(COMMANDS, st.dictionaries(st.sampled_from(sorted(ZIGZAG)), st.sampled_from(NUMBERS), max_size=3))
def test_paths_that_go_anywhere(commands: list[Any], placed: dict[str, Any]) -> None:
    reads({"objects": [ZIGZAG | {"path": [["M", 10, 10], *commands]} | placed]})


@pytest.mark.parametrize("objects", [1, 499, 500, 501, 20_000])
@pytest.mark.parametrize("bends", [1, 100, 5_000])
def test_a_drawing_that_goes_on_for_ever(objects: int, bends: int) -> None:
    across = [["Q", 9_000 * (-1) ** bend, 4_000 * (-1) ** (bend // 3), 280 * (bend % 2), bend % 280] for bend in range(bends)]
    reads({"objects": [ZIGZAG | {"path": [["M", 0, 0], *across]}] * objects})
