"""How the numbers of each kind of layer come about: what is added up, which counts, and where the padding is."""

import numpy as np
import pytest

from convae.trace import Convolution, Single, explain
from handmade import activation, alone, conv, flatten, open_network, pool, reshape, up


def test_a_convolution_shows_patch_kernel_products_sums_bias_and_activation():
    net = open_network([conv("conv", 2)], (4, 4, 3))
    stages = net.run(np.random.default_rng(0).random((4, 4, 3)))
    kernel, bias = net.layers[0].weights
    found = explain(net, stages, 1, (0, 3, 1))
    assert isinstance(found, Convolution)
    assert (found.corner, found.activation, found.bias) == ((-1, 2, 0), "relu", bias[1])
    assert found.inside.tolist() == [[False, False, False], [True, True, False], [True, True, False]]
    np.testing.assert_array_equal(found.patch[1:, :2], stages[0].values[:2, 2:])
    np.testing.assert_array_equal(found.products, found.patch * kernel[..., 1])
    assert found.total == pytest.approx((found.patch * kernel[..., 1]).sum() + bias[1])
    assert found.value == max(0, found.total)


def test_a_dark_pixel_gives_no_negative_zero():
    net, stages = alone(conv("conv", 1), np.zeros((3, 3)))
    assert net.layers[0].weights[0].min() < 0
    assert not np.signbit(explain(net, stages, 1, (0, 0, 0)).products).any()


def test_of_equal_candidates_the_first_in_reading_order_wins():
    net, stages = alone(pool("pool"), [[1, 2], [2, 2]])
    assert explain(net, stages, 1, (0, 0, 0)).winner == (0, 1)


def test_padding_never_wins_even_over_negative_numbers():
    net, stages = alone(pool("pool", pool_size=[3, 3], strides=[1, 1], padding="same"), np.full((3, 3), -1))
    found = explain(net, stages, 1, (0, 0, 0))
    assert (found.value, found.winner, found.corner) == (-1, (1, 1), (-1, -1, 0))
    assert found.patch.tolist() == [[0, 0, 0], [0, -1, -1], [0, -1, -1]]


def test_padding_does_not_count_in_an_average():
    net, stages = alone(pool("pool", "AveragePooling2D", padding="same"), [[1, 2, 6], [3, 4, 8], [5, 7, 9]])
    found = [explain(net, stages, 1, (*place, 0)) for place in np.ndindex(2, 2)]
    assert [(each.total, each.counted, each.value) for each in found] == [(10, 4, 2.5), (14, 2, 7), (12, 2, 6), (9, 1, 9)]


def test_sums_are_computed_in_double_precision_even_where_the_picture_is_in_single():
    net = open_network([pool("pool", "AveragePooling2D")], (2, 2, 1))
    stages = net.run(np.array([[2**24, 1], [1, 1]], np.float32))
    assert explain(net, stages, 1, (0, 0, 0)).total == 2**24 + 3


def test_pooling_stays_in_its_own_channel():
    net = open_network([pool("pool")], (2, 2, 3))
    stages = net.run(np.arange(12.0).reshape(2, 2, 3))
    assert explain(net, stages, 1, (0, 0, 1)).patch.tolist() == [[1, 4], [7, 10]]


def test_one_number_names_its_source():
    layers = [up("up", size=[2, 3]), flatten(), activation("changed"), reshape("turned", (3, 4, 4)), activation("last", "relu")]
    net = open_network(layers, (2, 2, 2))
    stages = net.run(np.random.default_rng(0).normal(size=(2, 2, 2)))
    found = [
        explain(net, stages, at, cell) for at, cell in [(1, (3, 2, 1)), (2, (3, 3, 1)), (3, (3, 3, 1)), (4, (2, 2, 3)), (5, (2, 2, 3))]
    ]
    assert [type(each) for each in found] == [Single] * 5
    # Row 3, column 3, channel 1 of (4, 6, 2) is number 43, and so is row 2, column 2, channel 3 of (3, 4, 4).
    assert [each.source for each in found] == [(1, 0, 1), (3, 3, 1), (3, 3, 1), (3, 3, 1), (2, 2, 3)]
    assert [each.activation for each in found] == ["linear", "linear", "tanh", "linear", "relu"]
