"""The arithmetic that is shown is the arithmetic that runs: every term, for every kind of layer, wherever a number lies."""

import json
from dataclasses import asdict
from math import prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convae import digits, network, trace, words
from convae.network import FeatureMaps, Network
from convae.trace import (
    Arithmetic,
    AveragePooling,
    Box,
    Convolution,
    MaxPooling,
    Pooling,
    Single,
    TraceError,
    arrangement,
    explain,
    receptive_field,
)
from handmade import Entry, activation, alone, conv, flatten, open_network, pool, reshape, up
from processes import ROOT

Stages = tuple[FeatureMaps, ...]


@pytest.fixture(scope="module")
def classic() -> Network:
    return network.load(ROOT / "models" / "classic.keras")


@pytest.fixture(scope="module")
def digit() -> np.ndarray:
    return digits.load_test()[0][0] / np.float32(255)


def arranged(net: Network, stages: Stages, at: int) -> np.ndarray:
    """The numbers of a stage in the places of their cells."""
    return stages[at].values.reshape(arrangement(net, at))


def terms(found: Arithmetic) -> np.ndarray:
    """The numbers that are added up, or the one that is taken."""
    match found:
        case Convolution():
            return np.append(found.products, found.bias)
        case Pooling():
            return found.patch
        case Single():
            return np.array([found.before])
    return np.array([found.value])


def again(found: Arithmetic) -> float:
    """The value once more, from what is shown of it alone."""
    functions = {"relu": lambda x: max(0.0, x), "sigmoid": lambda x: 1 / (1 + np.exp(-x)), "tanh": np.tanh, "linear": float}
    match found:
        case Convolution():
            assert found.products.sum() + found.bias == pytest.approx(found.total)
            assert found.sums.sum() + found.bias == pytest.approx(found.total)
            return functions[found.activation](np.sum(found.patch * found.kernel) + found.bias)
        case MaxPooling():
            return max(found.patch[found.inside])
        case AveragePooling():
            assert found.total == pytest.approx(found.patch.sum())
            return found.total / found.counted
        case Single():
            return functions[found.activation](found.before)
    return found.value


def check(net: Network, stages: Stages, at: int, cell: tuple[int, int, int]) -> None:
    """Hold the arithmetic of one cell to what has run, and each of its numbers to the stage before."""
    found = explain(net, stages, at, cell)
    run = arranged(net, stages, at)
    bound = 1e-5 if run.dtype == np.float32 else 1e-13
    assert found.value == pytest.approx(run[cell], rel=0, abs=bound * np.abs([*terms(found).ravel(), found.value]).max())
    assert found.value == pytest.approx(again(found), rel=1e-12)
    if at == 0:
        return
    before = arranged(net, stages, at - 1)
    match found:
        case Convolution():
            check_window(found, found.patch, before)
            np.testing.assert_array_equal(found.kernel, net.layers[at - 1].weights[0][..., cell[2]])
            np.testing.assert_allclose(found.sums, found.products.sum(axis=(0, 1)))
        case Pooling():
            check_window(found, found.patch, before[..., cell[2]])
        case Single():
            assert found.before == before[found.source]


def check_window(found: Convolution | Pooling, numbers: np.ndarray, before: np.ndarray) -> None:
    """Hold each of the `numbers` under a window to the stage `before`, and each place of padding to the places that it has not."""
    assert numbers.shape[:2] == found.inside.shape
    for place in np.ndindex(found.inside.shape):
        row, column = found.corner[0] + place[0], found.corner[1] + place[1]
        inside = 0 <= row < before.shape[0] and 0 <= column < before.shape[1]
        assert found.inside[place] == inside
        np.testing.assert_array_equal(numbers[place], before[row, column] if inside else np.zeros(before.shape[2:]))


def check_all(net: Network, stages: Stages) -> None:
    for at in range(len(stages)):
        for cell in np.ndindex(arrangement(net, at)):
            check(net, stages, at, cell)


@pytest.mark.parametrize("precision", [np.float32, np.float64])
def test_numbers_of_classic_are_explained_in_every_layer(classic, digit, precision):
    stages, rng = classic.run(digit.astype(precision)), np.random.default_rng(0)
    for at in range(len(stages)):
        shape = arrangement(classic, at)
        corners = {0, prod(shape) - 1}
        for number in {*corners, *rng.integers(prod(shape), size=60).tolist()}:
            check(classic, stages, at, tuple(int(index) for index in np.unravel_index(number, shape)))


NETWORKS = {
    "strides and uneven kernels": [
        conv("a", 3, kernel_size=[5, 3], strides=[2, 3], activation="tanh"),
        conv("b", 2, kernel_size=[3, 1], strides=[1, 2], padding="valid", activation="linear"),
    ],
    "no bias": [conv("a", 2, use_bias=False, activation="sigmoid"), conv("b", 2, use_bias=False, strides=[2, 2])],
    "even windows": [pool("a", pool_size=[2, 4], strides=[3, 1], padding="same"), pool("b", "AveragePooling2D", padding="same")],
    "pooling without padding": [pool("a", "AveragePooling2D", pool_size=[3, 2], strides=[1, 2]), pool("b", strides=[3, 1])],
    "up and down": [up("a", size=[2, 3]), conv("b", 2, padding="valid"), pool("c", pool_size=[3, 3], padding="same"), up("d", size=[1, 2])],
    "other arrangements": [
        reshape("a", (6, 7, 2)),
        conv("b", 2),
        flatten(),
        activation("c", "relu"),
        reshape("d", (42, 2)),
        activation("e", "sigmoid"),
        reshape("f", (3, 4, 7)),
        conv("g", 1),
    ],
    "activations": [activation("a"), activation("b", "linear"), activation("c", "sigmoid"), activation("d", "relu")],
}


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("precision", [np.float32, np.float64])
def test_every_number_of_a_network_is_explained(name, precision):
    net = open_network(NETWORKS[name], (7, 6, 2))
    check_all(net, net.run(np.random.default_rng(1).normal(size=(7, 6, 2)).astype(precision)))


@st.composite
def window_layers(draw: st.DrawFn) -> tuple[Entry, tuple[int, int, int]]:
    """A layer whose window is of any size, and the shape of maps on which it fits."""
    kind = draw(st.sampled_from(["Conv2D", "MaxPooling2D", "AveragePooling2D"]))
    shape = draw(st.tuples(st.integers(1, 6), st.integers(1, 6), st.integers(1, 3)))
    sides = st.sampled_from([1, 3, 5]) if kind == "Conv2D" else st.integers(1, 4)
    size, strides = draw(st.tuples(sides, sides)), draw(st.tuples(st.integers(1, 4), st.integers(1, 4)))
    fits = size[0] <= shape[0] and size[1] <= shape[1]
    where = {"strides": list(strides), "padding": draw(st.sampled_from(["same", "valid"] if fits else ["same"]))}
    if kind != "Conv2D":
        return pool("layer", kind, pool_size=list(size), **where), shape
    function = draw(st.sampled_from(["relu", "sigmoid", "tanh", "linear"]))
    return conv("layer", 2, kernel_size=list(size), activation=function, use_bias=draw(st.booleans()), **where), shape


@given(window_layers(), st.integers(0, 2**32 - 1))
def test_every_number_under_any_window_is_explained(case, seed):
    entry, shape = case
    net = open_network([entry], shape)
    check_all(net, net.run(np.random.default_rng(seed).normal(size=shape)))


def test_a_number_of_the_input_is_its_value_and_nothing_more(classic, digit):
    found = explain(classic, classic.run(digit), 0, (7, 6, 0))
    assert vars(found) == {"value": pytest.approx(digit[7, 6])}


def test_the_arithmetic_of_every_kind_can_be_written_as_json(classic, digit):
    stages = classic.run(digit)
    for at in range(len(stages)):
        found = asdict(explain(classic, stages, at, tuple(length - 1 for length in arrangement(classic, at))))
        assert json.loads(json.dumps(found, default=np.ndarray.tolist))["value"] == found["value"]
    net, stages = alone(pool("pool", "AveragePooling2D"), np.ones((2, 2)))
    assert json.loads(json.dumps(asdict(explain(net, stages, 1, (0, 0, 0))), default=np.ndarray.tolist))["counted"] == 4


def test_a_patch_holds_all_that_its_cell_depends_on_in_the_stage_before(classic, digit):
    stages = classic.run(digit)
    for at, cell in [(1, (3, 25, 0)), (2, (12, 0, 3)), (3, (0, 12, 7)), (5, (3, 0, 1)), (14, (27, 27, 0))]:
        found, box = explain(classic, stages, at, cell), trace.sources(classic, at, Box(*((index, index) for index in cell)))[at - 1]
        rows, columns = np.nonzero(found.inside)
        assert (found.corner[0] + rows.min(), found.corner[0] + rows.max()) == box.rows
        assert (found.corner[1] + columns.min(), found.corner[1] + columns.max()) == box.columns


def test_a_number_of_a_flat_row_has_the_cell_that_it_had_before_flatten(classic, digit):
    stages = classic.run(digit)
    for number, place in enumerate(np.ndindex(4, 4, 8)):
        assert explain(classic, stages, 6, place).value == stages[6].values[number]


def test_the_names_of_receptive_fields_are_here_too():
    for name in ("Box", "Interval", "Windows", "TraceError", "arrangement", "windows", "sources", "reached"):
        assert getattr(trace, name) is getattr(receptive_field, name)
        assert name in trace.__all__


@pytest.mark.parametrize(
    ("at", "cell", "last"),
    [
        (0, (28, 0, 0), (27, 27, 0)),
        (1, (0, -1, 0), (25, 25, 15)),
        (1, (0, 0, 16), (25, 25, 15)),
        (5, (0, 0), (3, 3, 7)),
        (5, (0.5, 0, 0), (3, 3, 7)),
        (5, ("a", 0, 0), (3, 3, 7)),
        (5, None, (3, 3, 7)),
        (6, (4, 0, 0), (3, 3, 7)),
        (6, (127, 0, 0), (3, 3, 7)),
    ],
)
def test_a_cell_that_is_not_in_its_stage_is_refused_with_those_that_are(classic, digit, at, cell, last):
    with pytest.raises(TraceError) as error:
        explain(classic, classic.run(digit), at, cell)
    assert (error.value.reason, error.value.found) == ("errors.trace.cell", {"stage": at, "place": cell, "last": last})
    assert str(cell) in str(error.value)
    assert str(last) in words.of("pt").say(error.value.reason, **error.value.found)


@pytest.mark.parametrize("at", [-1, 15])
def test_a_stage_that_is_not_there_is_refused_with_the_last_one(classic, digit, at):
    with pytest.raises(TraceError, match=rf"{str(at).replace('-', '−')}.* 14") as error:
        explain(classic, classic.run(digit), at, (0, 0, 0))
    assert error.value.reason == "errors.trace.stage"
