"""Each layer against plain loops over every number, in shapes that Hypothesis looks for."""

from itertools import product
from math import ceil
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from convae import layers

PRECISIONS = (np.float32, np.float64)
pairs = st.tuples(st.integers(1, 3), st.integers(1, 3))


@st.composite
def windows(draw: st.DrawFn) -> dict[str, Any]:
    """A batch and a window that moves over it."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    n, height, width, channels = (draw(st.integers(1, most)) for most in (2, 9, 9, 3))
    size, strides = draw(st.tuples(st.integers(1, 5), st.integers(1, 5))), draw(pairs)
    padding = draw(st.sampled_from(["valid", "same"]))
    assume(padding == "same" or (size[0] <= height and size[1] <= width))
    x = rng.normal(size=(n, height, width, channels)).astype(draw(st.sampled_from(PRECISIONS)))
    return {"x": x, "size": size, "strides": strides, "padding": padding, "rng": rng}


def under_each_place(x, size, strides, padding):
    """For each place of the window, by plain loops: the picture, the row, the column, and [(down, across, numbers of all channels)]."""
    n, height, width, _ = x.shape
    starts = []
    for length, side, stride in zip((height, width), size, strides, strict=True):
        count = ceil(length / stride) if padding == "same" else (length - side) // stride + 1
        before = max((count - 1) * stride + side - length, 0) // 2 if padding == "same" else 0
        starts.append([place * stride - before for place in range(count)])
    for picture, (row, top), (column, left) in product(range(n), enumerate(starts[0]), enumerate(starts[1])):
        inside = [
            (i, j, x[picture, top + i, left + j])
            for i, j in product(range(size[0]), range(size[1]))
            if 0 <= top + i < height and 0 <= left + j < width
        ]
        yield picture, row, column, inside


def by_loops(x, size, strides, padding, value):
    """The result of a window layer: `value` of what is under the window, at each of its places."""
    found = {(n, row, column): value(inside) for n, row, column, inside in under_each_place(x, size, strides, padding)}
    shape = tuple(1 + max(place[axis] for place in found) for axis in range(3))
    result = np.array([found[place] for place in product(*map(range, shape))])
    return result.reshape(*shape, -1)


def close_to(expected: np.ndarray, dtype: type) -> Any:
    return pytest.approx(expected, abs=1e-12 if dtype == np.float64 else 2e-5)


@given(windows(), st.integers(1, 4))
def test_conv2d_is_the_sum_of_products_under_the_kernel_plus_the_bias(case, filters):
    x, rng = case["x"], case["rng"]
    kernel = rng.normal(size=(*case["size"], x.shape[3], filters)).astype(x.dtype)
    bias = rng.normal(size=filters).astype(x.dtype)
    result = layers.conv2d(x, kernel, bias, strides=case["strides"], padding=case["padding"])
    expected = by_loops(
        x,
        case["size"],
        case["strides"],
        case["padding"],
        lambda inside: sum((numbers @ kernel[i, j] for i, j, numbers in inside), np.zeros(filters)) + bias,
    )
    assert result.dtype == x.dtype
    assert result == close_to(expected, x.dtype)


@given(windows())
def test_max_pool_is_the_largest_number_under_the_window(case):
    x, where = case["x"], {key: case[key] for key in ("size", "strides", "padding")}
    result = layers.max_pool(x, **where)
    assert result.dtype == x.dtype
    np.testing.assert_array_equal(result, by_loops(x, **where, value=lambda inside: np.max([numbers for *_, numbers in inside], axis=0)))


@given(windows())
def test_average_pool_is_the_mean_of_what_is_under_the_window_and_no_padding(case):
    x, where = case["x"], {key: case[key] for key in ("size", "strides", "padding")}
    result = layers.average_pool(x, **where)
    assert result.dtype == x.dtype
    assert result == close_to(by_loops(x, **where, value=lambda inside: np.mean([numbers for *_, numbers in inside], axis=0)), x.dtype)


@given(windows())
def test_no_layer_changes_its_input(case):
    x, before = case["x"], case["x"].copy()
    kernel, bias = np.ones((1, 1, x.shape[3], 2), x.dtype), np.ones(2, x.dtype)
    for result in (
        layers.conv2d(x, kernel, bias),
        layers.relu(layers.linear(x)),
        layers.sigmoid(x),
        layers.tanh(x),
        layers.upsample(x),
        layers.max_pool(x, size=(1, 1), strides=(1, 1)),
        layers.average_pool(x, size=(1, 1), strides=(1, 1)),
    ):
        assert not np.shares_memory(result, x)
        np.add(result, 1, out=result)
    np.testing.assert_array_equal(x, before)


@given(st.integers(1, 40), st.integers(1, 9), st.integers(1, 5))
@example(length=13, size=2, stride=2)
def test_same_padding_leaves_room_for_one_place_a_stride_and_puts_the_odd_row_last(length, size, stride):
    before, after = layers.same_padding(length, size, stride)
    places = (length + before + after - size) // stride + 1
    assert places == ceil(length / stride)
    assert after - before == (0 if (before + after) % 2 == 0 else 1)
    assert before + after < size


def test_same_padding_of_thirteen_under_a_window_of_two_goes_after():
    assert layers.same_padding(13, 2, 2) == (0, 1)


@given(windows(), pairs)
def test_upsample_repeats_every_number(case, size):
    x = case["x"]
    result = layers.upsample(x, size=size)
    assert result.shape == (len(x), x.shape[1] * size[0], x.shape[2] * size[1], x.shape[3])
    for row, column in product(range(result.shape[1]), range(result.shape[2])):
        np.testing.assert_array_equal(result[:, row, column], x[:, row // size[0], column // size[1]])


@given(windows())
def test_flatten_and_reshape_undo_each_other(case):
    x = case["x"]
    np.testing.assert_array_equal(layers.reshape(layers.flatten(x), shape=x.shape[1:]), x)


def test_flatten_goes_row_by_row_with_the_channels_innermost():
    x = np.arange(12.0).reshape(1, 2, 3, 2)
    assert layers.flatten(x).tolist() == [list(range(12))]


@pytest.mark.parametrize("dtype", PRECISIONS)
def test_relu_keeps_positive_numbers_and_turns_the_others_into_zero(dtype):
    result = layers.relu(np.array([-2, -0.0, 0.5, 3], dtype))
    assert result.dtype == dtype
    assert result.tolist() == [0, 0, 0.5, 3]


@pytest.mark.parametrize("dtype", PRECISIONS)
@pytest.mark.parametrize(("x", "expected"), [(0, 0.5), (1, 0.7310585786300049), (-1, 0.2689414213699951), (1e4, 1), (-1e4, 0)])
def test_sigmoid_neither_overflows_nor_leaves_the_unit_interval(dtype, x, expected):
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        result = layers.sigmoid(np.array([x], dtype))
    assert result.dtype == dtype
    assert result == close_to(np.array([expected]), dtype)


@given(st.floats(-1e6, 1e6, width=32))
def test_sigmoid_of_minus_x_is_what_is_missing_to_one(x):
    values = np.array([x, -x], np.float32)
    assert layers.sigmoid(values).sum() == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize("dtype", PRECISIONS)
def test_tanh_and_linear_keep_the_precision(dtype):
    x = np.array([-1, 0, 2], dtype)
    assert layers.linear(x) is x
    assert layers.tanh(x).dtype == dtype
    assert layers.tanh(x) == close_to(np.array([-0.7615941559557649, 0, 0.9640275800758169]), dtype)


def test_an_empty_batch_goes_through_every_layer():
    x = np.zeros((0, 4, 4, 2), np.float32)
    results = [
        layers.conv2d(x, np.ones((3, 3, 2, 5)), np.ones(5)),
        layers.max_pool(x),
        layers.average_pool(x),
        layers.upsample(x),
        layers.flatten(x),
        layers.reshape(x, shape=(8, 4)),
    ]
    assert [result.shape for result in results] == [(0, 2, 2, 5), (0, 2, 2, 2), (0, 2, 2, 2), (0, 8, 8, 2), (0, 32), (0, 8, 4)]
