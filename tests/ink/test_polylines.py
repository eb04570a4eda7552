"""Strokes: drawn afresh with MNIST's pen."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convae import digits, ink
from drawn_digits import DIGITS, centre_of_mass, difference, line, on_canvas, paint
from work import lines, megabytes

some_digit = st.sampled_from(sorted(DIGITS))


@given(some_digit, st.floats(1e-6, 1e6), st.floats(-1e5, 1e5), st.floats(-1e5, 1e5))
def test_place_and_size_do_not_matter(digit, size, right, down):
    moved = [(stroke + np.array([right, down])) * size for stroke in DIGITS[digit]]
    assert difference(ink.from_strokes(moved), ink.from_strokes(DIGITS[digit])) < 0.01


@pytest.mark.parametrize("digit", [4, 5, 9])
def test_order_and_direction_do_not_matter(digit):
    strokes = on_canvas(digit)
    for order in itertools.permutations(strokes):
        for turn in (1, -1):
            assert difference(ink.from_strokes([stroke[::turn] for stroke in order]), ink.from_strokes(strokes)) < 1e-3


@given(some_digit, st.integers(2, 30))
def test_more_points_on_the_same_line_do_not_matter(digit, times):
    def finer(stroke):
        at = np.arange((len(stroke) - 1) * times + 1) / times
        return np.stack([np.interp(at, np.arange(len(stroke)), axis) for axis in stroke.T], axis=1)

    assert difference(ink.from_strokes([finer(stroke) for stroke in DIGITS[digit]]), ink.from_strokes(DIGITS[digit])) < 0.01


@pytest.mark.parametrize("digit", DIGITS)
def test_the_pen_is_a_round_brush_of_mnists_width(digit):
    strokes = DIGITS[digit]
    points = np.concatenate(strokes)
    scale = (20 - 2.4) / np.ptp(points, axis=0).max()
    width, height = np.ceil(np.ptp(points, axis=0) * scale + 2.4 - 0.02).astype(int)
    big = [((stroke - points.min(0)) * scale + 1.2) * 16 for stroke in strokes]
    scaled = paint(big, 2.4 * 16, (width * 16, height * 16)).reshape(height, 16, width, 16).mean((1, 3))
    assert difference(ink.steps_of_strokes(on_canvas(digit)).scaled, scaled) < 0.01


@pytest.mark.parametrize("digit", DIGITS)
def test_the_result_is_as_long_as_mnists_digits_and_in_the_middle(digit):
    image = ink.from_strokes(on_canvas(digit))
    rows, columns = np.flatnonzero(image.max(1) > 0.1), np.flatnonzero(image.max(0) > 0.1)
    assert (image.shape, image.dtype) == ((28, 28), np.float32)
    assert max(np.ptp(rows), np.ptp(columns)) + 1 == 20
    assert np.abs(np.array(centre_of_mass(image)) - 14).max() <= 0.53


def test_the_ink_and_its_edges_are_as_mnists():
    images, training = np.array([ink.from_strokes(DIGITS[digit]) for digit in DIGITS]), digits.load().x_train[:2000] / 255
    assert images.mean() == pytest.approx(training.mean(), rel=0.1)
    in_full, of_all = (float((pictures > 0.99).sum() / (pictures > 0.004).sum()) for pictures in (images, training))
    assert in_full == pytest.approx(of_all, abs=0.05)


def test_a_symmetrical_digit_does_not_jump_by_a_pixel_when_it_moves():
    ring = DIGITS[0][0]
    moved = [ink.from_strokes([ring * size + size / 3]) for size in np.linspace(0.1, 999, 300)]
    assert max(difference(image, ink.from_strokes([ring])) for image in moved) < 0.01


def test_the_first_step_shows_the_strokes_as_they_were_drawn():
    strokes = on_canvas(4)
    steps = ink.steps_of_strokes(strokes, size=(280, 260), brush=[10, 24])
    painted = np.maximum(paint(strokes[:1], 10, (280, 260)), paint(strokes[1:], 24, (280, 260)))
    rows, columns = np.flatnonzero((painted >= 0.5).any(1)), np.flatnonzero((painted >= 0.5).any(0))
    assert steps.ink.shape == (260, 280)
    assert np.abs(steps.ink - painted).mean() < 0.006
    assert np.abs(np.subtract(steps.box, (rows[0], columns[0], rows[-1] + 1, columns[-1] + 1))).max() <= 1
    assert np.array_equal(steps.image, ink.from_strokes(strokes))


@pytest.mark.parametrize(
    "strokes",
    [
        [np.random.default_rng(0).uniform(size=(100_000, 2))],
        [np.random.default_rng(0).normal(size=(100_000, 2)).cumsum(0)],
        [np.random.default_rng(0).normal(size=(2, 2)) for _ in range(5_000)],
    ],
    ids=["scribble", "walk", "many strokes"],
)
def test_many_points_take_little_memory_and_few_lines_of_python(strokes):
    ink.from_strokes(strokes)  # so that SciPy is loaded
    assert lines(lambda: ink.from_strokes(strokes)) < 1_000 + 20 * len(strokes)
    assert megabytes(lambda: ink.from_strokes(strokes)) < 60


@pytest.mark.parametrize("size", [1e-310, 1e-200, 1e12, 1e200, 1.7e308])
def test_sizes_near_the_ends_of_floating_point_are_sizes_too(size):
    seven = DIGITS[7][0] * 2 - 1
    assert difference(ink.from_strokes([seven * size]), ink.from_strokes([seven])) < 0.01


def test_points_far_off_the_canvas_do_no_harm_to_the_steps():
    assert ink.steps_of_strokes([line((20, 20), (1e300, 1e300), (20, 200))]).ink.any()
    assert ink.steps_of_strokes([line((20, 20), (30, 30)), line((1.7e308, 0), (-1.7e308, 20), (20, 1.7e308))]).ink.any()


def test_strokes_may_be_lists_of_numbers_and_may_have_no_points():
    assert np.array_equal(ink.from_strokes([[[0, 0], [3, 9]], []]), ink.from_strokes([line((0, 0), (3, 9))]))


@pytest.mark.parametrize(
    ("strokes", "sentence"),
    [
        ([], "There is nothing on the paper yet"),
        ([np.zeros((0, 2))], "There is nothing on the paper yet"),
        ([line((3, 4))], "There is only a dot"),
        ([line((3, 4), (3, 4)), line((3, 4))], "There is only a dot"),
        ([line((1e9, 1e9), (1e9, 1e9 + 0.1))], "There is only a dot"),
        ([line((0, 0), (1, np.nan))], "infinite or not a number"),
        ([line((0, 0), (1, -np.inf))], "infinite or not a number"),
        ([np.zeros((4, 3))], "This is float64 (4, 3), not strokes"),
        (line((0, 0), (1, 1)), "This is float64 (2,), not strokes"),
        ([[[0, 0], [1]]], "This is list, not strokes"),
        ([[["0", "1"]]], "not strokes"),
        ([np.zeros((2, 2), complex)], "This is complex128 (2, 2), not strokes"),
        ("strokes", "not strokes"),
        (None, "This is NoneType, not strokes"),
        (7, "This is int, not strokes"),
    ],
)
def test_what_are_no_strokes_is_refused_with_a_sentence(strokes, sentence):
    with pytest.raises(ink.InkError) as refused:
        ink.from_strokes(strokes)
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("strokes", "sentence"),
    [([line((100, 100), (103, 100))], "There is only a dot"), ([line((-300, -300), (-100, -200))], "There is nothing on the paper yet")],
)
def test_the_steps_refuse_what_is_no_more_than_a_dot_on_the_canvas_or_not_on_it(strokes, sentence):
    with pytest.raises(ink.InkError) as refused:
        ink.steps_of_strokes(strokes)
    assert sentence in str(refused.value)
