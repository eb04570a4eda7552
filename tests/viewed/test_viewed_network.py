"""By what names a browser and the server speak of a network."""

import numpy as np
import pytest

from convae.viewed.viewed_network import ViewedNetwork
from handmade import autoencoder, conv, layer, open_network, pool, up

SHAPE = (6, 6, 1)


def name(*layers, shape=SHAPE) -> str:
    return ViewedNetwork(open_network(layers, shape)).layers


def test_the_same_layers_have_the_same_name_whatever_their_weights():
    net = open_network(autoencoder(), (28, 28, 1))
    again = net.with_weights(np.zeros(net.parameters, np.float32))
    assert ViewedNetwork(net).layers == ViewedNetwork(again).layers
    assert ViewedNetwork(net).weights != ViewedNetwork(again).weights


@pytest.mark.parametrize(
    "other",
    [
        conv("b", 2, kernel_size=[1, 1]),
        conv("a", 3, kernel_size=[1, 1]),
        conv("a", 2, kernel_size=[1, 3]),
        conv("a", 2, kernel_size=[1, 1], strides=[1, 2]),
        conv("a", 2, kernel_size=[1, 1], padding="valid"),
        conv("a", 2, kernel_size=[1, 1], activation="tanh"),
        conv("a", 2, kernel_size=[1, 1], use_bias=False),
    ],
)
def test_layers_that_differ_in_anything_have_another_name(other):
    assert name(conv("a", 2, kernel_size=[1, 1])) != name(other)


def test_kinds_that_have_the_same_settings_have_other_names():
    same = {"pool_size": [2, 2], "strides": [2, 2], "padding": "valid"}
    alike = [pool("a", kind, **same) for kind in ("MaxPooling2D", "AveragePooling2D")]
    alike += [layer("Activation", "a", activation=activation) for activation in ("relu", "tanh")]
    alike += [up("a"), up("a", interpolation="nearest", size=[1, 2])]
    assert len({name(each) for each in alike}) == len(alike)
    assert name(conv("a", 1), shape=(6, 6, 1)) != name(conv("a", 1), shape=(6, 7, 1))
