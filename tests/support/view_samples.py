"""Networks for the view: the shipped one, and odd ones."""

import numpy as np

from convae import network
from convae.network import FeatureMaps, Network
from handmade import conv, encoder, flatten, open_network, pool, reshape, up
from processes import ROOT

CLASSIC = network.load(ROOT / "models" / "classic.keras")
RNG = np.random.default_rng(7)
IMAGE = RNG.random((28, 28), np.float32)


def decoder(*filters: int) -> list[dict]:
    first, second, third = filters
    return [
        conv("conv4", first),
        up("up1"),
        conv("conv5", second),
        up("up2"),
        conv("conv6", third, padding="valid"),
        up("up3"),
        conv("output", 1, activation="sigmoid"),
    ]


MADE = {
    "sharp-sized": [*encoder(), *decoder(32, 32, 16)],
    "one channel": [conv("a", 1), pool("b"), up("c"), conv("d", 1, activation="sigmoid")],
    "64 channels": [conv("a", 64), pool("b"), up("c"), conv("d", 1, activation="sigmoid")],
    "one cell": [pool("a", pool_size=[28, 28], strides=[28, 28]), up("b", size=[28, 28])],
    "an encoder alone": [conv("a", 2), pool("b"), flatten()],
    "rearranged": [pool("a", pool_size=[7, 7], strides=[7, 7]), flatten(), reshape("b", (2, 8, 1)), up("c", size=[14, 4])],
}
SLOW = [conv("a", 64), conv("b", 64), conv("c", 64), conv("d", 1, activation="sigmoid")]
"""A network that no browser runs within a frame: it takes sixty million products."""
NETWORKS: dict[str, Network] = {"classic": CLASSIC} | {name: open_network(layers) for name, layers in MADE.items()}


def stages(name: str, off: tuple[tuple[int, int], ...] = ()) -> tuple[FeatureMaps, ...]:
    return NETWORKS[name].run(IMAGE, off)
