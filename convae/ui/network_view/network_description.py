"""What the view knows of a network whatever the digit: its layers, what they read, and the words to say it in."""

import base64
from dataclasses import asdict
from typing import Any, get_args

import numpy as np

from convae import theme, trace
from convae.history import History
from convae.html import loss_curve
from convae.html.layer_sentence import describe
from convae.ink import mnist_pen
from convae.layers import Array
from convae.network import Layer, Network
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
        "tale": words.for_browser("story"),
        "ways": words.for_browser("steps"),
        "crowded": mnist_pen.CROWDED,
        "pen": pen(),
        "past": shown.history and _past(shown.history, words),
    }


def _past(history: History, words: Words) -> dict[str, Any]:
    """What the view's slider shows: the moments in steps, the loss at each of them, and its curve."""
    losses = [history.loss(moment) for moment in range(len(history.steps))]
    return {
        "steps": history.steps.tolist(),
        "epoch": history.steps_per_epoch,
        "losses": [loss and round(loss, 4) for loss in losses],
        "curve": asdict(loss_curve.of_history(history, words)),
    }


def pen() -> dict[str, float]:
    """MNIST's field and pen, for the strokes that the browser draws while they are made."""
    return {
        "field": mnist_pen.FIELD,
        "box": mnist_pen.BOX,
        "centre": mnist_pen.CENTRE,
        "radius": mnist_pen.RADIUS,
        "edge": mnist_pen.EDGE,
        "samples": mnist_pen.SAMPLES,
        "rounding": mnist_pen.ROUNDING,
    }


def weights(net: Network) -> Array:
    """All weights in one row, float32, layer by layer, kernel before bias, as `Network.with_weights` takes them."""
    found = [weight.ravel() for layer in net.layers for weight in layer.weights]
    return np.concatenate(found, dtype=np.float32) if found else np.zeros(0, np.float32)


def _described(at: int, net: Network, words: Words) -> dict[str, Any]:
    layer: Layer = net.stages[at]
    windows, kernel = trace.windows(layer), layer.operation.kernel(layer.weights)
    return {
        "name": layer.name,
        "kind": layer.kind,
        "shape": trace.arrangement(net, at),
        "options": layer.operation.options,
        "weights": layer.operation.weight_shapes,
        "flat": len(layer.output_shape) == 1,
        "grey": net.is_picture(layer),
        "kernel": () if kernel is None else kernel.shape,
        "mixes": windows is not None and windows.mixes,
        "windows": windows and {"rows": windows.rows, "columns": windows.columns},
        "parameters": words.number(layer.parameters) if layer.parameters else "",
        "sentence": describe(layer, words, is_code=layer is net.code),
    }
