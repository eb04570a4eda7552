"""Feature maps as pictures: every number of every map stands where it should, in the colour that it should have."""

import base64
import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from PIL import Image

import handmade
from convae import pictures, theme
from convae.network import FeatureMaps

FINITE = st.floats(-(2.0**100), 2.0**100, width=32)
NET = handmade.open_network([handmade.conv("a", 3, activation="linear"), handmade.pool("p"), handmade.flatten()])


def maps(height: int = 6, width: int = 6, channels: int = 9) -> st.SearchStrategy[np.ndarray]:
    shape = st.tuples(st.integers(1, height), st.integers(1, width), st.integers(1, channels))
    return shape.flatmap(lambda shape: arrays.arrays(np.float32, shape, elements=FINITE))


def ends(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return values.min(axis=(0, 1)), values.max(axis=(0, 1))


def index(value: float, low: float, high: float) -> int:
    """The place of `value` among the 255 colours from `low` to `high`, one number at a time."""
    return 1 + round(254 * min(1.0, max(0.0, (float(value) - float(low)) / (float(high) - float(low))))) if high > low else 1


def decoded(uri: str) -> Image.Image:
    assert uri.startswith("data:image/png;base64,")
    return Image.open(io.BytesIO(base64.b64decode(uri.split(",")[1])))


@given(maps(), st.integers(1, 3), st.integers(1, 11), st.integers(0, 3))
def test_every_number_of_every_channel_stands_in_the_mosaic_once_and_the_rest_is_gap(values, cell, columns, gap):
    low, high = ends(values)
    height, width, channels = values.shape
    rows = -(-channels // columns)
    made = pictures.mosaic(values, low, high, cell=cell, columns=columns, gap=gap)
    assert made.cell == cell
    assert made.pixels.shape == (rows * (height * cell + gap) - gap, columns * (width * cell + gap) - gap)
    left = made.pixels.astype(int)
    for channel in range(channels):
        top, side = channel // columns * (height * cell + gap), channel % columns * (width * cell + gap)
        part = left[top : top + height * cell, side : side + width * cell]
        assert (part > 0).all()
        for at in np.ndindex(height, width):
            block = part[at[0] * cell : (at[0] + 1) * cell, at[1] * cell : (at[1] + 1) * cell]
            # Single precision may round the other way.
            assert abs(block - index(values[*at, channel], low[channel], high[channel])).max() <= 1
            assert (block == block[0, 0]).all()
        part[:] = 0
    assert (left == 0).all()


@given(maps(channels=3))
def test_equal_numbers_have_equal_colours_and_larger_ones_no_lower_colours(values):
    made = pictures.mosaic(values, values.min(), values.max()).pixels
    shades = made[made > 0]
    numbers = values.transpose(2, 0, 1).reshape(-1)
    order = np.argsort(numbers, kind="stable")
    assert (np.diff(shades[order].astype(int)) >= 0).all()


def test_what_is_beyond_the_scale_takes_the_colour_of_its_end():
    made = pictures.mosaic(np.float32([[-5, 0, 0.5, 1, 7]])[..., None], 0, 1)
    assert made.pixels.tolist() == [[1, 1, 128, 255, 255]]


@pytest.mark.parametrize("constant", [0, -3, 1e30, 1e-45])
def test_a_constant_map_has_one_colour(constant):
    values = np.full((4, 4, 2), constant, np.float32)
    for scale in ("map", "layer", "network"):
        ((low, high),) = pictures.limits([FeatureMaps(NET.layers[0], values)], scale)
        assert len(set(pictures.mosaic(values, low, high, gap=0).pixels.flat)) == 1


@given(st.lists(maps(), min_size=1, max_size=4), st.sampled_from(["map", "layer", "network"]))
def test_a_scale_spans_all_numbers_that_share_it_and_begins_at_or_below_0(many, scale):
    stages = [FeatureMaps(NET.layers[0], values) for values in many]
    made = pictures.limits(stages, scale)
    shared = {
        "map": ends,
        "layer": lambda values: (values.min(), values.max()),
        "network": lambda _: (min(each.min() for each in many), max(each.max() for each in many)),
    }[scale]
    for values, (low, high) in zip(many, made, strict=True):
        assert low.shape == high.shape == values.shape[2:]
        least, most = shared(values)
        assert (low == np.minimum(0, least)).all()
        assert (high == most).all()


def test_a_flat_row_has_one_scale_and_becomes_one_map_of_one_column():
    stages = NET.run(np.random.default_rng(0).random((28, 28), np.float32))
    flat = stages[-1].values
    assert pictures.as_maps(flat).shape == (flat.size, 1, 1)
    assert (pictures.as_maps(flat).ravel() == flat).all()
    low, high = pictures.limits(stages, "map")[-1]
    assert (low, high) == (min(0, flat.min()), flat.max())
    assert pictures.as_maps(stages[1].values) is stages[1].values


@given(arrays.arrays(np.uint8, arrays.array_shapes(min_dims=2, max_dims=2, max_side=8)), st.sampled_from(list(theme.COLOURS)))
def test_a_png_holds_the_indices_and_its_gaps_are_transparent(pixels, palette):
    picture = Image.open(io.BytesIO(pictures.png(pixels, palette)))
    assert picture.mode == "P"
    assert (np.asarray(picture) == pixels).all()
    seen = np.asarray(picture.convert("RGBA"))
    assert (seen[..., 3] == np.where(pixels == 0, 0, 255)).all()
    assert (seen[pixels > 0] == pictures.rgba(pixels, palette)[pixels > 0]).all()
    assert (pictures.rgba(pixels, palette)[..., 3] == seen[..., 3]).all()


def test_the_middle_of_the_differences_is_as_good_as_white_and_ink_runs_from_black_to_white():
    assert pictures.rgba(np.uint8([[128]]), "difference")[0, 0, :3].min() > 240
    assert pictures.rgba(np.uint8([[1, 255]]), "ink")[0, :, :3].tolist() == [[0, 0, 0], [255, 255, 255]]


@given(arrays.arrays(np.float32, (5, 7), elements=st.floats(0, 1, width=32)), st.integers(1, 3))
def test_a_single_map_is_an_address_that_decodes_to_its_greys(values, cell):
    picture = np.asarray(decoded(pictures.single(values, cell=cell)).convert("L"), int)
    assert picture.shape == (5 * cell, 7 * cell)
    assert abs(picture[::cell, ::cell] - 255 * values).max() <= 1.5


def test_a_single_map_of_differences_has_its_middle_at_0():
    seen = np.asarray(decoded(pictures.single(np.float32([[-2, 0, 2]]), "difference", -2, 2)).convert("RGB"), int)
    assert seen[0, 1].min() > 240
    assert seen[0, 0, 0] > seen[0, 0, 2], "red is below 0"
    assert seen[0, 2, 2] > seen[0, 2, 0], "blue is above it"


def test_a_gradient_runs_through_the_palette_from_end_to_end():
    stops = pictures.gradient("ink").split("rgb(")
    assert stops[1].startswith("0 0 0)")
    assert stops[-1].startswith("255 255 255)")
