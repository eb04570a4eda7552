"""From a file to a network: no larger than a visitor's may be, and each layer with its own weights."""

import io

import numpy as np
import pytest

from convae import network
from handmade import Entry, config, conv, flatten, hdf5, layer, pool, reshape, up, weights, zipped
from refused import refusal


def refused(layers: list[Entry], arrays: bytes | None = None) -> str:
    """What is said of a model of these `layers`, which is refused for them before any weights are read."""
    return refusal(zipped(config(layers), hdf5([]) if arrays is None else arrays))


@pytest.mark.parametrize(
    ("layers", "name"),
    [
        ([up("big", size=[64, 64])], "big"),
        ([conv("wide", 4096)], "wide"),
        ([flatten(), reshape("deep", (1, 1, 784)), conv("kernel", 4096)], "kernel"),
    ],
)
def test_a_network_of_too_many_numbers_is_refused_at_the_layer_that_goes_too_far(layers, name):
    assert refused(layers).startswith(f"Layer {name} brings the maps or weights to more than 2,000,000 numbers")


def test_the_maps_of_many_layers_count_together():
    layers = [conv("wide", 64), *(layer("Activation", f"layer{n}", activation="relu") for n in range(60))]
    assert refused(layers, hdf5(weights(layers))).startswith("Layer layer38 brings")


@pytest.mark.parametrize("kind", ["MaxPooling2D", "AveragePooling2D"])
def test_a_window_that_looks_at_too_many_numbers_is_refused(kind):
    far = pool("far", kind, pool_size=[64, 64], strides=[1, 1], padding="same")
    assert "Up to layer far the model looks at 25,69" in refused([conv("a", 8), far], hdf5(weights([conv("a", 8)])))


def test_what_many_layers_look_at_counts_together():
    layers = [pool(f"layer{n}", pool_size=[31, 31], strides=[1, 1], padding="same") for n in range(30)]
    assert refused(layers).startswith("Up to layer layer21 the model looks at 16,575,328 numbers")


def test_the_weights_of_equal_shapes_are_told_apart_by_their_order_not_by_the_layers_names():
    layers = [conv("conv2d_1", 1), conv("conv2d", 1)]
    first, second = weights(layers)
    found = network.load(io.BytesIO(zipped(config(layers), hdf5([first, second]))))
    np.testing.assert_array_equal(found.layers[0].weights[0], first[0])
    np.testing.assert_array_equal(found.layers[1].weights[0], second[0])


def test_the_eleventh_convolution_has_the_eleventh_weights():
    layers = [conv(f"layer{n}", 1) for n in range(12)]
    stored = weights(layers)
    found = network.load(io.BytesIO(zipped(config(layers), hdf5(stored))))
    for layer_, arrays in zip(found.layers, stored, strict=True):
        np.testing.assert_array_equal(layer_.weights[0], arrays[0])
