"""What the view knows of a network whatever the digit: its layers, what they read, their weights, and the words to say it in."""

import base64
from typing import Any, get_args

from convae import theme, trace
from convae.history import History
from convae.html.layer_sentence import describe
from convae.layers import Array
from convae.network import Layer, Network
from convae.ui.network_view.blob import rounded
from convae.viewed.viewed_network import ViewedNetwork
from convae.words import Words


def book(shown: ViewedNetwork, words: Words) -> dict[str, Any]:
    """The network as the view's `Layer`s (`blob.js`), its past, the palettes, and the view's sentences, ready for JSON."""
    net = shown.net
    return {
        "model": shown.book(words),
        "of": shown.layers,
        "code": net.stages.index(net.code),
        "layers": [_described(at, net, words) for at in range(len(net.stages))],
        "palettes": {name: base64.b64encode(theme.colours(name)).decode() for name in get_args(theme.Palette)},
        "words": words.for_browser("view"),
        "past": shown.history and _past(shown.history),
    }


def _past(history: History) -> dict[str, Any]:
    """What the view's slider shows: the moments in steps, and the points of the loss."""
    return {
        "steps": history.steps.tolist(),
        "epoch": history.steps_per_epoch,
        "curve": list(zip(history.curve_steps.tolist(), [round(float(loss), 4) for loss in history.curve_bce], strict=True)),
        "floor": history.floor,
    }


def kernels(net: Network) -> list[Array]:
    """The kernels of all layers that have some, in order, rounded as all other numbers: one number is not to be seen in two ways."""
    found = (layer.operation.kernel(layer.weights) for layer in net.layers)
    return [rounded(kernel) for kernel in found if kernel is not None]


def _described(at: int, net: Network, words: Words) -> dict[str, Any]:
    layer: Layer = net.stages[at]
    windows, kernel = trace.windows(layer), layer.operation.kernel(layer.weights)
    return {
        "name": layer.name,
        "kind": layer.kind,
        "shape": trace.arrangement(net, at),
        "flat": len(layer.output_shape) == 1,
        "grey": net.is_picture(layer),
        "copies": layer.operation.copies,
        "kernel": () if kernel is None else kernel.shape,
        "mixes": windows is not None and windows.mixes,
        "windows": windows and {"rows": windows.rows, "columns": windows.columns},
        "parameters": words.number(layer.parameters) if layer.parameters else "",
        "sentence": describe(layer, words, is_code=layer is net.code),
    }
