"""Receptive fields are what a NaN shows: put into one cell, it spreads to all that depends on that cell and to nothing else."""

from collections.abc import Sequence
from math import prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convae import network, words
from convae.network import Network
from convae.trace.receptive_field import Box, TraceError, Windows, arrangement, reached, sources, windows
from handmade import activation, conv, flatten, open_network, pool, reshape, up
from processes import ROOT
from random_networks import networks

PIXELS_OF_CLASSIC = {
    "conv1": lambda x: (x, x + 2),
    "pool1": lambda x: (2 * x, 2 * x + 3),
    "conv2": lambda x: (2 * x - 2, 2 * x + 5),
    "pool2": lambda x: (4 * x - 2, 4 * x + 7),
    "conv3": lambda x: (8 * x - 6, 8 * x + 11),
    "code": lambda x: (8 * x - 6, 8 * x + 11),
}
"""The rows and columns of the input that row or column x of a layer depends on, as if there were pixels beyond the edge."""


@pytest.fixture(scope="module")
def classic() -> Network:
    return network.load(ROOT / "models" / "classic.keras")


def spread(net: Network, at: int, numbers: Sequence[int] | None = None) -> list[np.ndarray]:
    """For each stage from `at` on, which of its numbers depend on each of the `numbers` of stage `at`, by default all.

    Each is a bool array of shape (len(numbers), *arrangement of the stage).
    """
    shape = net.stages[at].output_shape
    numbers = range(prod(shape)) if numbers is None else numbers
    batch = np.zeros((len(numbers), prod(shape)), np.float32)
    batch[np.arange(len(numbers)), numbers] = np.nan
    found = [batch.reshape(-1, *shape)]
    with np.errstate(invalid="ignore"):
        for each in net.layers[at:]:
            found.append(each.apply(found[-1]))
    return [np.isnan(values).reshape(-1, *arrangement(net, stage)) for stage, values in enumerate(found, at)]


def around(marks: np.ndarray) -> Box | None:
    """The smallest box that holds all `marks`."""
    return Box(*((int(each.min()), int(each.max())) for each in np.nonzero(marks))) if marks.any() else None


def filled(box: Box | None, shape: tuple[int, int, int]) -> np.ndarray:
    """Marks of `shape` at every cell of `box`."""
    marks = np.zeros(shape, bool)
    if box:
        marks[tuple(slice(first, last + 1) for first, last in (box.rows, box.columns, box.channels))] = True
    return marks


def only(row: int, column: int, channel: int) -> Box:
    return Box((row, row), (column, column), (channel, channel))


def stage_of(net: Network, name: str) -> int:
    return [stage.name for stage in net.stages].index(name)


def cells(net: Network, at: int) -> list[tuple[int, ...]]:
    return list(np.ndindex(arrangement(net, at)))


@given(networks(), st.data())
def test_what_a_cell_reaches_lies_in_the_smallest_box_around_all_that_a_nan_spreads_to(net, data):
    at = data.draw(st.integers(0, len(net.layers)))
    stages = spread(net, at)
    for number, cell in enumerate(cells(net, at)):
        assert reached(net, at, only(*cell)) == tuple(around(stage[number]) for stage in stages)


@given(networks(), st.data())
def test_what_a_cell_depends_on_lies_in_the_smallest_box_around_all_from_which_a_nan_gets_there(net, data):
    at = data.draw(st.integers(0, len(net.layers)))
    arrivals = [spread(net, stage)[at - stage] for stage in range(at + 1)]
    for cell in cells(net, at):
        expected = [around(arrival[:, *cell].reshape(arrangement(net, stage))) for stage, arrival in enumerate(arrivals)]
        assert sources(net, at, only(*cell)) == tuple(expected)


@given(networks(), st.data())
def test_the_field_of_a_box_is_that_of_its_cells_together(net, data):
    at = data.draw(st.integers(0, len(net.layers)))
    shape = arrangement(net, at)
    box = Box(*(tuple(sorted(data.draw(st.tuples(*[st.integers(0, length - 1)] * 2)))) for length in shape))
    chosen = filled(box, shape)
    assert reached(net, at, box) == tuple(around(stage[chosen.ravel()].any(axis=0)) for stage in spread(net, at))
    for stage, found in enumerate(sources(net, at, box)):
        assert found == around(spread(net, stage)[at - stage][:, chosen].any(axis=1).reshape(arrangement(net, stage)))


@given(networks(gaps=False), st.data())
def test_without_gaps_every_number_in_the_box_plays_a_part(net, data):
    at = data.draw(st.integers(0, len(net.layers)))
    stages = spread(net, at)
    for number, cell in enumerate(cells(net, at)):
        boxes = reached(net, at, only(*cell))
        assert all(np.array_equal(filled(box, stage.shape[1:]), stage[number]) for box, stage in zip(boxes, stages, strict=True))


@given(networks(gaps=False))
def test_a_cell_is_among_the_sources_of_those_that_it_reaches_and_of_no_others(net):
    last, shapes = len(net.layers), (arrangement(net, 0), arrangement(net, len(net.layers)))
    onward = [filled(reached(net, 0, only(*cell))[last], shapes[1]).ravel() for cell in cells(net, 0)]
    back = [filled(sources(net, last, only(*cell))[0], shapes[0]).ravel() for cell in cells(net, last)]
    np.testing.assert_array_equal(np.array(onward), np.array(back).T)


@pytest.mark.parametrize("begin", ["input", "code"])
def test_in_classic_a_number_reaches_exactly_what_a_nan_in_it_spreads_to(classic, begin):
    at = stage_of(classic, begin)
    everywhere = cells(classic, at)
    for start in range(0, len(everywhere), 16):  # all at once would take gigabytes
        numbers = range(start, start + 16)
        stages = spread(classic, at, numbers)
        for place, number in enumerate(numbers):
            boxes = reached(classic, at, only(*everywhere[number]))
            assert all(np.array_equal(filled(box, stage.shape[1:]), stage[place]) for box, stage in zip(boxes, stages, strict=True))


def test_in_classic_a_pixel_of_the_output_depends_on_exactly_those_numbers_of_the_code_from_which_a_nan_gets_there(classic):
    code, output = stage_of(classic, "code"), stage_of(classic, "output")
    arrivals = spread(classic, code)[-1]
    for cell in cells(classic, output):
        found = sources(classic, output, only(*cell))[code]
        np.testing.assert_array_equal(filled(found, (4, 4, 8)), arrivals[:, *cell].reshape(4, 4, 8))


@pytest.mark.parametrize("name", PIXELS_OF_CLASSIC)
def test_in_classic_a_number_depends_on_the_pixels_that_are_known(classic, name):
    at = stage_of(classic, name)
    side, _, channels = arrangement(classic, at)
    known = [(max(0, first), min(27, last)) for first, last in map(PIXELS_OF_CLASSIC[name], range(side))]
    for row, column in np.ndindex(side, side):
        assert sources(classic, at, only(row, column, channels - 1))[0] == Box(known[row], known[column], (0, 0))


def test_the_example_in_the_docstring_is_true(classic):
    assert sources(classic, 7, Box((1, 1), (2, 2), (0, 0)))[0] == Box(rows=(2, 19), columns=(10, 27), channels=(0, 0))


def test_what_no_window_looks_at_reaches_nothing():
    skipping = open_network([conv("every other", 3, kernel_size=[1, 1], strides=[2, 2]), activation()], (5, 5, 1))
    assert reached(skipping, 0, only(1, 2, 0)) == (only(1, 2, 0), None, None)
    assert reached(skipping, 0, only(4, 2, 0)) == (only(4, 2, 0), *[Box((2, 2), (1, 1), (0, 2))] * 2)
    cut = open_network([pool("pool")], (5, 5, 1))
    assert reached(cut, 0, Box((4, 4), (0, 4), (0, 0)))[1] is None


def test_flatten_and_back_leave_a_box_as_it_is():
    net = open_network([flatten(), activation(), reshape("code", (4, 3, 2))], (4, 3, 2))
    box = Box((1, 3), (0, 1), (1, 1))
    assert sources(net, 3, box) == reached(net, 0, box) == (box,) * 4


def test_a_reshape_gives_the_smallest_box_around_the_moved_numbers():
    net = open_network([reshape("turned", (3, 4, 1))], (2, 6, 1))
    assert reached(net, 0, Box((0, 0), (2, 4), (0, 0)))[1] == Box((0, 1), (0, 3), (0, 0))  # numbers 2, 3 and 4
    assert sources(net, 1, Box((1, 2), (1, 1), (0, 0)))[0] == Box((0, 1), (3, 5), (0, 0))  # numbers 5 and 9


def test_boxes_are_given_in_the_last_arrangement_that_has_three_dimensions():
    layers = [pool("pool"), flatten(), activation(), reshape("row", (4, 3)), reshape("turned", (1, 4, 3)), flatten("last")]
    net = open_network(layers, (4, 4, 3))
    assert [arrangement(net, at) for at in range(7)] == [(4, 4, 3), *[(2, 2, 3)] * 4, *[(1, 4, 3)] * 2]


def test_windows_say_which_rows_and_columns_are_read_but_no_padding():
    layers = [
        conv("same", 2, kernel_size=[3, 1]),
        pool("valid", strides=[1, 3]),
        pool("odd", "AveragePooling2D", padding="same"),
        up("up", size=[1, 2]),
        activation(),
    ]
    same, valid, odd, up_, changed = open_network(layers, (4, 5, 1)).layers
    assert windows(same) == Windows(((0, 1), (0, 2), (1, 3), (2, 3)), tuple((column, column) for column in range(5)), mixes=True)
    assert windows(valid) == Windows(((0, 1), (1, 2), (2, 3)), ((0, 1), (3, 4)), mixes=False)
    assert windows(odd) == Windows(((0, 1), (2, 2)), ((0, 1),), mixes=False)
    assert windows(up_) == Windows(((0, 0), (1, 1)), ((0, 0), (0, 0)), mixes=False)
    assert windows(changed) == Windows(((0, 0), (1, 1)), ((0, 0), (1, 1)), mixes=False)


def test_layers_that_leave_the_numbers_in_their_order_have_no_windows():
    net = open_network([reshape("turned", (3, 2, 2)), flatten(), activation(), reshape("row", (6, 2))], (2, 3, 2))
    assert [windows(each) for each in net.layers] == [None] * 4


@pytest.mark.parametrize("at", [-1, 15, 1.5, "input", None])
@pytest.mark.parametrize("field", [sources, reached])
def test_a_stage_that_is_not_there_is_refused(classic, at, field):
    with pytest.raises(TraceError) as error:
        field(classic, at, only(0, 0, 0))
    assert (error.value.reason, error.value.found) == ("errors.trace.stage", {"stage": at, "last": 14})
    assert f" {at}".replace("-", "−") in str(error.value)
    assert "14" in words.of("pt").say(error.value.reason, **error.value.found)


@pytest.mark.parametrize(
    "box", [Box((0, 26), (0, 0), (0, 0)), Box((0, 0), (-1, 0), (0, 0)), Box((0, 0), (0, 0), (16, 16)), Box((3, 2), (0, 0), (0, 0))], ids=str
)
@pytest.mark.parametrize("field", [sources, reached])
def test_a_box_that_is_not_in_its_stage_is_refused(classic, box, field):
    with pytest.raises(TraceError) as error:
        field(classic, 1, box)
    assert (error.value.reason, error.value.found) == ("errors.trace.cell", {"stage": 1, "place": box, "last": (25, 25, 15)})
    assert str(box) in str(error.value)
    assert "(25, 25, 15)" in words.of("pt").say(error.value.reason, **error.value.found)
