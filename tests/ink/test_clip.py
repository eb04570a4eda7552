"""Lines cut off at the edges of the canvas."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convae.ink.clip import clip
from drawn_digits import line

SIZE = (280, 200)
coordinates = st.integers(-300, 600) | st.sampled_from([0, 200, 280])
some_lines = st.lists(st.tuples(coordinates, coordinates), min_size=2, max_size=8).map(lambda points: line(*points))


def dense(points: np.ndarray) -> np.ndarray:
    share = np.linspace(0, 1, 400)[:, None]
    return np.concatenate([start + share * (end - start) for start, end in itertools.pairwise(points)])


def off(places: np.ndarray, parts: list[np.ndarray]) -> float:
    """How far the furthest of the places is from all the parts, which are lines of two points or more."""
    start, end = (np.concatenate([part[cut] for part in parts]) for cut in (slice(None, -1), slice(1, None)))
    along = end - start
    share = ((places[:, None] - start) * along).sum(2) / np.maximum((along**2).sum(1), 1e-12)
    return float(np.sqrt(((start + share.clip(0, 1)[..., None] * along - places[:, None]) ** 2).sum(2)).min(1).max())


@given(some_lines)
def test_the_parts_are_what_is_on_the_canvas_and_nothing_else(points):
    parts, places = clip(points, SIZE), dense(points)
    inside = places[((places >= 0) & (places <= SIZE)).all(1)]
    if len(inside):
        assert off(inside, parts) < 1e-6
    for part in parts:
        assert ((part >= 0) & (part <= SIZE)).all()
        assert off(part, [points]) < 1e-6
        assert off(dense(part), [points]) < 1e-6


@given(st.lists(st.booleans(), min_size=2, max_size=9), st.randoms(use_true_random=False))
def test_a_line_is_in_one_piece_as_long_as_it_stays_on_the_canvas(on_canvas, random):
    points = line(*((random.randint(1, 279) if on else random.randint(-90, -1), random.randint(0, 200)) for on in on_canvas))
    runs = [len(list(run)) for on, run in itertools.groupby(on_canvas) if on]
    parts = clip(points, SIZE)
    added = [len(part) - run for part, run in zip(parts, runs, strict=True)]
    assert sum(added) == sum(before != after for before, after in itertools.pairwise(on_canvas))


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        (line((-10, 5), (20, 5), (20, 250), (30, 5), (40, -20)), [[(0, 5), (20, 5), (20, 200)], [(22.0408, 200), (30, 5), (32, 0)]]),
        (line((-5, -5), (-5, 300)), []),
        (line((-5, -5), (300, -5)), []),
        (line((-5, 50), (300, 50)), [[(0, 50), (280, 50)]]),
        (line((10, 10), (10, 10)), [[(10, 10), (10, 10)]]),
        (line((280, 200)), [[(280, 200)]]),
        (line((281, 100)), []),
    ],
)
def test_lines_along_the_edges_across_them_and_beyond(points, expected):
    assert [np.round(part, 4).tolist() for part in clip(points, SIZE)] == [[list(point) for point in part] for part in expected]
