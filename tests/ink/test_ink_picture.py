"""A picture of a drawing: what does not matter for the result, what the result is like, and what is refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from convae import digits, ink
from drawn_digits import DIGITS, apart, centre_of_mass, difference, line, on_canvas, paint

MNIST = digits.load().x_test[:300].astype(np.float32) / 255
some_digit = st.sampled_from(sorted(DIGITS))


@given(some_digit, st.integers(-30, 30), st.integers(-38, 38), st.sampled_from([6, 18, 30]))
def test_moving_a_drawing_by_whole_pixels_changes_nothing(digit, right, down, brush):
    picture = paint(on_canvas(digit), brush)
    moved = np.roll(picture, (down, right), (0, 1))
    assert np.array_equal(ink.normalise(moved), ink.normalise(picture))


@given(some_digit)
def test_more_paper_around_a_drawing_changes_nothing(digit):
    picture = paint(on_canvas(digit))
    assert np.array_equal(ink.normalise(np.pad(picture, ((0, 70), (30, 0)))), ink.normalise(picture))


@pytest.mark.parametrize("digit", DIGITS)
@pytest.mark.parametrize("size", [70, 280, 840])
def test_a_drawing_may_touch_the_edges_of_the_paper(digit, size):
    share = size / 280
    picture = np.rint(paint([stroke * share for stroke in on_canvas(digit)], 18 * share, (size, size)))
    rows, columns = np.flatnonzero(picture.any(1)), np.flatnonzero(picture.any(0))
    cut = picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    assert np.array_equal(ink.normalise(cut), ink.normalise(picture))


@pytest.mark.parametrize("digit", DIGITS)
@pytest.mark.parametrize("share", [0.4, 0.7, 1.5])
def test_size_hardly_matters(digit, share):
    drawn = paint(on_canvas(digit, 150 * share, 20, 20), 14 * share)
    assert apart(ink.normalise(drawn), ink.normalise(paint(on_canvas(digit, 150), 14))) < 0.03


@pytest.mark.parametrize("digit", DIGITS)
@pytest.mark.parametrize("brush", [2, 8, 14, 24])
def test_the_brush_hardly_matters(digit, brush):
    assert apart(ink.normalise(paint(on_canvas(digit), brush)), ink.from_strokes(on_canvas(digit))) < 0.06


@pytest.mark.parametrize("digit", DIGITS)
def test_a_faint_drawing_is_as_good_as_a_dark_one(digit):
    picture = paint(on_canvas(digit))
    assert difference(ink.normalise(picture * np.float32(0.4)), ink.normalise(picture)) < 1e-9


@given(some_digit, st.floats(3, 28), st.floats(60, 200))
def test_the_result_is_as_long_as_mnists_digits_and_in_the_middle(digit, brush, height):
    image = ink.normalise(paint(on_canvas(digit, height, 40, 40), brush))
    rows, columns = np.flatnonzero(image.max(1) > 0.1), np.flatnonzero(image.max(0) > 0.1)
    assert image.shape == (28, 28)
    assert image.dtype == np.float32
    assert 0 <= image.min() <= image.max() <= 1
    assert 19 <= max(np.ptp(rows), np.ptp(columns)) + 1 <= 20
    assert np.abs(np.array(centre_of_mass(image)) - 14).max() <= 0.53


@pytest.mark.parametrize("brush", [4, 12, 28])
def test_the_ink_is_as_much_as_mnists(brush):
    images = [ink.normalise(paint(on_canvas(digit), brush)) for digit in DIGITS]
    assert np.mean(images) == pytest.approx(digits.load().x_train.mean() / 255, rel=0.1)


@pytest.mark.parametrize("brush", [2, 10, 30])
def test_a_straight_stroke_becomes_as_wide_as_mnists_pen(brush):
    image = ink.normalise(paint([line((140, 40), (140, 240))], brush))
    assert image[14].sum() == pytest.approx(2.4, abs=0.15)


@pytest.mark.parametrize("size", [1000, 2600])
def test_a_line_of_one_pixel_is_not_lost_on_a_large_canvas(size):
    picture = np.zeros((size, size), np.float32)
    picture[100:-100, size // 2] = 1
    picture[size // 2, 150:-150] = 1
    assert ink.normalise(picture).mean() == pytest.approx(ink.from_strokes([line((0, -9), (0, 9)), line((-8, 0), (8, 0))]).mean(), rel=0.1)


def test_a_thin_part_of_a_thick_drawing_is_kept():
    thick, thin = line((60, 60), (60, 220)), line((60, 220), (220, 220))
    image = ink.normalise(np.maximum(paint([thick], 36), paint([thin], 6)))
    assert image[-14:, 13:25].max(0).min() > 0.9


def test_mnists_own_digits_stay_what_they_are():
    images = np.array([ink.normalise(image) for image in MNIST])
    own = [apart(image, its) for image, its in zip(images, MNIST, strict=True)]
    others = ((images[:, None] - MNIST[None]) ** 2).sum((2, 3)) / (MNIST**2).sum((1, 2))
    np.fill_diagonal(others, np.inf)
    assert np.median(own) < 0.15
    assert np.mean(own < others.min(1)) > 0.88


def test_a_second_time_hardly_changes_anything():
    once = [ink.normalise(image) for image in MNIST[:100]]
    assert np.median([difference(ink.normalise(image), image) for image in once]) < 0.05


def test_the_steps_lead_from_the_drawing_to_the_picture():
    picture = paint(on_canvas(7))
    steps = ink.steps_of_picture(picture)
    rows, columns = np.flatnonzero((picture >= 0.5).any(1)), np.flatnonzero((picture >= 0.5).any(0))
    top, left = (round(at - own) for at, own in zip(centre_of_mass(steps.image), steps.centre, strict=True))
    height, width = steps.scaled.shape
    assert np.array_equal(steps.ink, picture)
    assert steps.box == (rows[0], columns[0], rows[-1] + 1, columns[-1] + 1)
    assert max(height, width) == 20
    assert steps.centre == pytest.approx(centre_of_mass(steps.scaled), abs=1e-4)
    assert np.array_equal(steps.image[top : top + height, left : left + width], steps.scaled)
    assert steps.image.sum() == pytest.approx(steps.scaled.sum())


def test_what_was_given_is_not_changed():
    picture = paint(on_canvas(3)).astype(np.float64)
    before = picture.copy()
    steps = ink.steps_of_picture(picture)
    steps.ink[:] = 0
    assert np.array_equal(picture, before)


def spoiled(value: float) -> np.ndarray:
    picture = paint(on_canvas(5))
    picture[3, 4] = value
    return picture


DOT = np.zeros((280, 280), np.float32)
DOT[100, 100] = 1


@pytest.mark.parametrize(
    ("given_ink", "sentence"),
    [
        (np.zeros((28, 28), np.uint8), "This is uint8 (28, 28), not a drawing"),
        (np.zeros((28, 28, 1)), "This is float64 (28, 28, 1), not a drawing"),
        (np.zeros((0, 28)), "This is float64 (0, 28), not a drawing"),
        (np.zeros((28, 28), bool), "This is bool (28, 28), not a drawing"),
        (np.zeros((28, 28), complex), "This is complex128 (28, 28), not a drawing"),
        (None, "This is NoneType, not a drawing"),
        ([[0.0, 1.0]], "This is list, not a drawing"),
        (spoiled(np.nan), "infinite or not a number"),
        (spoiled(np.inf), "infinite or not a number"),
        (spoiled(-0.1), "here it goes from −0.1 to 1"),
        (paint(on_canvas(5)) * 255, "here it goes from 0 to 255: divide 8-bit pixels by 255"),
        (np.zeros((280, 280)), "There is nothing on the paper yet"),
        (np.full((28, 28), 0.05), "There is nothing on the paper yet"),
        (DOT, "There is only a dot"),
        (np.ones((1, 1)), "There is only a dot"),
        (paint([line((140, 140))], 28), "There is only a dot"),
        (np.ones((28, 28)), "100% of the picture is ink"),
        (1 - paint(on_canvas(5)), "of the picture is ink, too much for one digit"),
    ],
)
def test_what_is_no_drawing_is_refused_with_a_sentence(given_ink, sentence):
    with pytest.raises(ink.InkError) as refused:
        ink.normalise(given_ink)
    assert sentence in str(refused.value)


@given(
    arrays(np.float32, array_shapes(min_dims=2, max_dims=2, max_side=40), elements=st.sampled_from([0, 0, 0, 0.25, 0.5, 1]))
    | arrays(np.float32, (12, 30), elements=st.floats(0, 1, width=32), fill=st.just(0))
)
def test_any_picture_gives_a_digit_or_an_ink_error(picture):
    try:
        image = ink.normalise(picture)
    except ink.InkError:
        return
    assert image.shape == (28, 28)
    assert image.sum() > 5
    assert 0 <= image.min() <= image.max() <= 1


def test_two_faint_dots_far_from_each_other_are_no_digit():
    dots = np.zeros((25, 9), np.float32)
    dots[0, 0], dots[24, 0] = 0.25, 0.5
    with pytest.raises(ink.InkError, match="only a dot"):
        ink.normalise(dots)


def test_the_rounding_of_255_by_255_is_no_error():
    assert ink.normalise(paint(on_canvas(5)) * np.float32(1 + 5e-7)).max() <= 1
