"""Photos and scans: any paper, any light, dirt and noise; and pictures without a digit."""

import io
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from numpy.typing import NDArray
from PIL import Image

from convae import digits, ink
from drawn_digits import DIGITS, apart, line, on_canvas, paint
from photographed import eight_bit
from work import lines, megabytes

MNIST = digits.load().x_test[:200]
SHADES = np.indices((280, 280)) / 280


def photo(digit: int, paper: float = 0.85, pen: float = 0.2, light: Any = 1, noise: float = 0, brush: float = 12) -> NDArray[np.uint8]:
    drawn = paint(on_canvas(digit), brush)
    return eight_bit((paper + (pen - paper) * drawn) * light + np.random.default_rng(digit).normal(0, noise, drawn.shape))


def matches(pixels: NDArray[np.uint8], digit: int, limit: float = 0.08) -> bool:
    return apart(ink.from_photo(pixels), ink.from_strokes(on_canvas(digit))) < limit


@pytest.mark.parametrize("digit", DIGITS)
def test_dark_ink_on_light_paper(digit):
    assert matches(photo(digit), digit)


@pytest.mark.parametrize("digit", DIGITS)
def test_light_ink_on_dark_paper(digit):
    assert matches(photo(digit, paper=0.15, pen=0.9), digit)


@pytest.mark.parametrize("digit", DIGITS)
@pytest.mark.parametrize("way", ["from the left", "from a corner", "in the middle", "from a lamp"])
def test_uneven_light(digit, way):
    down, right = SHADES
    light = {
        "from the left": 1 - 0.7 * right,
        "from a corner": 1 - 0.4 * right - 0.4 * down,
        "in the middle": 1 - 1.2 * ((right - 0.5) ** 2 + (down - 0.5) ** 2),
        "from a lamp": 1 / (1 + 3 * (right**2 + down**2)),
    }[way]
    assert matches(photo(digit, light=light), digit)
    assert matches(photo(digit, paper=0.4, pen=0.9, light=light, brush=6), digit)


@pytest.mark.parametrize("digit", DIGITS)
def test_a_shadow_with_a_sharp_edge_across_the_digit(digit):
    assert matches(photo(digit, light=np.where(SHADES[1] + 0.4 * SHADES[0] > 0.75, 0.65, 1)), digit)


@pytest.mark.parametrize("digit", DIGITS)
@pytest.mark.parametrize("kind", ["grains", "JPEG"])
def test_noise(digit, kind):
    noisy = photo(digit, noise=0.05)
    if kind == "JPEG":
        file = io.BytesIO()
        Image.fromarray(noisy).convert("RGB").save(file, "JPEG", quality=40)
        noisy = np.asarray(Image.open(file))
    assert matches(noisy, digit, 0.12)


@pytest.mark.parametrize("digit", DIGITS)
def test_a_faint_pencil(digit):
    assert matches(photo(digit, pen=0.6, brush=5, noise=0.01), digit)


@pytest.mark.parametrize("digit", DIGITS)
def test_dirt_is_no_ink(digit):
    dirt = paint([line(place) for place in ((20, 20), (260, 30), (15, 250), (250, 262), (30, 140))], 5)
    assert matches(np.minimum(photo(digit), eight_bit(0.9 - 0.8 * dirt)), digit)


@pytest.mark.parametrize("digit", DIGITS)
def test_blue_ink_on_yellow_paper_in_colour(digit):
    drawn = paint(on_canvas(digit))[..., None]
    assert matches(eight_bit(np.array([0.95, 0.9, 0.5]) * (1 - drawn) + np.array([0.1, 0.2, 0.7]) * drawn), digit)


@pytest.mark.parametrize("digit", DIGITS)
@pytest.mark.parametrize("pen", [0, 255])
def test_ink_on_nothing_at_all(digit, pen):
    drawn = paint(on_canvas(digit))
    pixels = np.full((280, 280, 4), pen, np.uint8)
    pixels[..., 3] = eight_bit(drawn)
    assert matches(pixels, digit)


def test_mnists_own_digits_are_taken_as_they_are():
    images = [(ink.from_photo(image), ink.normalise(image.astype(np.float32) / 255)) for image in MNIST]
    assert np.mean([apart(*pair) < 0.06 for pair in images]) > 0.95
    turned = [ink.from_photo(255 - image) for image in MNIST]
    assert np.mean([apart(dark, image[0]) < 0.01 for dark, image in zip(turned, images, strict=True)]) > 0.95


@pytest.mark.parametrize("digit", [4, 8])
def test_a_photo_of_forty_megapixels_gives_the_same_digit_in_little_memory_and_few_lines_of_python(digit):
    small = Image.fromarray(photo(digit, noise=0.02)).convert("RGB")
    large = np.asarray(small.resize((6300, 6300), Image.Resampling.NEAREST))
    assert apart(ink.from_photo(large), ink.from_photo(np.asarray(small))) < 0.03
    assert megabytes(lambda: ink.from_photo(large)) < 16
    assert lines(lambda: ink.from_photo(large)) < 20_000


def test_the_first_step_shows_the_ink_alone():
    steps = ink.steps_of_photo(np.kron(photo(3, paper=0.2, pen=0.8), np.ones((4, 2), np.uint8)))
    top, left, bottom, right = steps.box
    shown = np.where(steps.ink >= 0.5, 1.0, 0.0)
    assert max(steps.ink.shape) <= 400
    assert shown[top:bottom, left:right].sum() == shown.sum() > 0
    assert shown[0].sum() == 0


noise = np.random.default_rng(7)


@pytest.mark.parametrize(
    "pixels",
    [
        np.zeros((300, 200), np.uint8),
        np.full((300, 200, 3), 255, np.uint8),
        np.full((28, 28, 4), 90, np.uint8),
        np.zeros((50, 50, 4), np.uint8),
        eight_bit(noise.normal(0.8, 0.02, (300, 400))),
        eight_bit(noise.normal(0.5, 0.2, (300, 400, 3))),
        eight_bit(noise.normal(0.5, 0.1, (28, 28))),
        eight_bit(np.broadcast_to(np.linspace(0.1, 0.95, 400), (300, 400)) + noise.normal(0, 0.02, (300, 400))),
        eight_bit(0.9 - 0.8 * ((SHADES - 0.5) ** 2).sum(0)),
        np.zeros((1, 1), np.uint8),
        np.zeros((1, 5000), np.uint8),
    ],
    ids=["black", "white", "grey", "nothing", "paper", "strong noise", "small noise", "slope", "vignette", "pixel", "row"],
)
def test_without_ink_there_is_no_digit(pixels):
    with pytest.raises(ink.InkError, match="No ink stands out from the paper"):
        ink.from_photo(pixels)


@pytest.mark.parametrize(
    ("pixels", "sentence"),
    [
        (np.zeros((28, 28)), "This is float64 (28, 28), not a photo: give 8-bit pixels"),
        (np.zeros((28, 28, 2), np.uint8), "This is uint8 (28, 28, 2), not a photo"),
        (np.zeros((0, 28), np.uint8), "This is uint8 (0, 28), not a photo"),
        (np.zeros(28, np.uint8), "This is uint8 (28,), not a photo"),
        ("photo.png", "This is str, not a photo"),
        (None, "This is NoneType, not a photo"),
        (eight_bit(1 - paint([line((140, 140))], 25)), "There is only a dot"),
    ],
)
def test_what_is_no_photo_of_a_digit_is_refused_with_a_sentence(pixels, sentence):
    with pytest.raises(ink.InkError) as refused:
        ink.from_photo(pixels)
    assert sentence in str(refused.value)


@given(arrays(np.uint8, array_shapes(min_dims=2, max_dims=2, max_side=40) | st.tuples(*[st.integers(1, 30)] * 2, st.sampled_from([3, 4]))))
def test_any_pixels_give_a_picture_or_an_ink_error(pixels):
    try:
        image = ink.from_photo(pixels)
    except ink.InkError:
        return
    assert image.shape == (28, 28)
    assert 0 <= image.min() <= image.max() <= 1


@pytest.mark.parametrize("digit", DIGITS)
@pytest.mark.parametrize("place", [0, 300, 1100])
def test_a_small_digit_in_a_tall_photo_is_looked_at_from_nearer(digit, place):
    small = Image.fromarray(photo(digit)).resize((110, 110), Image.Resampling.BOX)
    tall = np.full((1800, 500), 217, np.uint8)
    tall[place + 100 : place + 210, 200:310] = np.asarray(small)
    assert matches(tall, digit)
