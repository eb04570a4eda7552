"""Visitors who come at the same time: each sees their own digit, and nobody else's."""

import asyncio
from collections.abc import Iterator

import numpy as np
import pytest

from app_page import path
from app_server import served
from convae import digits, ink
from processes import ROOT
from viewer import Viewer, played

STROKES = [[(60, 60), (200, 60), (120, 220)], [(140, 40), (140, 230)], [(60, 140), (220, 140), (220, 60)], [(60, 60), (220, 220)]]
DRAWINGS = [{"version": "7.4.0", "objects": [path(points)]} for points in STROKES]
OWN = [ink.from_strokes(ink.strokes(drawing)) for drawing in DRAWINGS]

STEP = 1 / 255
"""Pictures that are nearer are the same."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(ROOT) as at:
        yield at


async def drawn(address: str, viewers: int, rounds: int) -> list[list[np.ndarray]]:
    """What each of the viewers saw after each of their strokes; in every round each draws another of the drawings."""

    async def visit(which: int) -> list[np.ndarray]:
        async with Viewer(address) as viewer:
            await viewer.run()
            seen = []
            for turn in range(rounds):
                drawing = DRAWINGS[(which + turn) % len(DRAWINGS)]
                await viewer.send("canvas", {"drawing": {"raw": drawing, "data": None}})
                seen.append(viewer.digit)
            assert viewer.exceptions == []
            return seen

    return await asyncio.gather(*map(visit, range(viewers)))


def test_everybody_sees_their_own_digit_and_nobody_elses(address: str) -> None:
    for which, seen in enumerate(played(drawn(address, viewers=8, rounds=4))):
        own = [[bool(np.abs(picture - shown).max() < STEP) for picture in OWN] for shown in seen]
        assert own == [[index == (which + turn) % len(OWN) for index in range(len(OWN))] for turn in range(len(seen))]


def test_a_new_visitor_begins_with_a_test_digit_in_whatever_others_look_at(address: str) -> None:
    async def both() -> tuple[str, np.ndarray]:
        async with Viewer(address) as first, Viewer(address) as second:
            await first.run()
            await first.send("canvas", {"drawing": {"raw": DRAWINGS[0], "data": None}})
            await second.run()
            return second.shown, second.digit

    shown, digit = played(both())
    assert "MNIST test digit no. 0" in shown
    np.testing.assert_allclose(digit, digits.load_test()[0][0] / 255, atol=STEP)


def test_for_a_stroke_the_page_is_not_made_again_as_a_whole(address: str) -> None:
    async def visit() -> int:
        async with Viewer(address) as viewer:
            await viewer.run()
            for drawing in DRAWINGS:
                await viewer.send("canvas", {"drawing": {"raw": drawing, "data": None}})
            return viewer.whole

    assert played(visit()) == 1
