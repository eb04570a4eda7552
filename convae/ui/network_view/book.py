"""What the view knows of a network whatever the digit: its layers, what they read, their weights, and the words to say it in."""

import base64
from functools import lru_cache
from hashlib import sha256
from typing import Any, get_args

from convae import pictures, trace
from convae.layers import Array
from convae.network import Layer, Network
from convae.ui.network_view.blob import COPYING
from convae.ui.sentences import describe
from convae.words import Words

NETWORKS = 4
"""Of how many networks the description is kept."""


@lru_cache(NETWORKS)
def version(net: Network) -> str:
    """A name for a network's layers and weights; another network has another one."""
    digest = sha256(repr((net.name, [(layer.name, layer.kind, layer.output_shape) for layer in net.layers])).encode())
    for layer in net.layers:
        for weight in layer.weights:
            digest.update(weight.tobytes())
    return digest.hexdigest()[:12]


@lru_cache(2 * NETWORKS)
def book(net: Network, words: Words) -> dict[str, Any]:
    """The network as the view's `Layer`s (`blob.js`), the palettes, and the view's sentences, ready for JSON."""
    layers = (net.input, *net.layers)
    return {
        "model": version(net),
        "code": layers.index(net.code),
        "layers": [_described(at, net, words) for at in range(len(layers))],
        "palettes": {name: base64.b64encode(pictures.colours(name)).decode() for name in get_args(pictures.Palette)},
        "words": {"language": words.language, "sentences": words.group("view")},
    }


def kernels(net: Network) -> list[Array]:
    """The kernels of all convolutions, in order."""
    return [layer.weights[0] for layer in net.layers if layer.weights]


def _described(at: int, net: Network, words: Words) -> dict[str, Any]:
    layer: Layer = (net.input, *net.layers)[at]
    windows = trace.windows(layer) if at else None
    return {
        "name": layer.name,
        "shape": trace.arrangement(net, at),
        "flat": len(layer.output_shape) == 1,
        "grey": net.is_picture(layer),
        "copies": layer.options.get("size", (1, 1)) if layer.kind in COPYING else None,
        "kernel": layer.weights[0].shape if layer.weights else (),
        "mixes": layer.kind == "Conv2D",
        "windows": windows and {"rows": windows.rows, "columns": windows.columns},
        "parameters": words.number(layer.parameters) if layer.parameters else "",
        "sentence": describe(layer, words, is_code=layer is net.code),
    }
