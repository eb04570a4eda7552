"""What the view's modules are given where they run without a browser: layers, words, and a page around a panel."""

import random
from collections.abc import Sequence
from typing import Any

import numpy as np

from browserless import address
from convae import trace, words
from convae.network import FeatureMaps, Network
from convae.network.kinds.terms import Arithmetic
from convae.ui.network_view.network_description import book, weights
from convae.viewed.viewed_network import ViewedNetwork
from view_samples import NETWORKS, stages

ENGLISH = words.of("en")
SPEAKER = "(await import(speaker)).speaker(known)"
"""What speaks in a module's sentences, made of what `speaking` gives."""
CONTEXT = (
    "await (async () => { const { paletteOf } = await import(colour); const { endsOf } = await import(scale);"
    " const { speaker } = await import(speaking);"
    " const palettes = Object.fromEntries(Object.entries(book.palettes).map(([name, encoded]) => [name, paletteOf(encoded)]));"
    " return { layers: book.layers, palettes, values, kernels: kernels.map((each) => each && Float32Array.from(each)), moment: null,"
    " words: speaker(book.words), ends: endsOf(book.layers, values, 'layer'), off: new Set(), decodes: true,"
    " open() {}, point() {}, toggle() {} }; })()"
)
"""What a panel knows of the page around it, made of what `page_around` gives."""


NUMBER = (
    "await (async () => { const engine = await import(running); const [row, column, channel] = cell;"
    " const network = engine.withWeights(book.layers, Float32Array.from(weights));"
    " const made = engine.explain(network, values.map((each) => Float32Array.from(each)), stage, cell);"
    " return { stage, row, column, channel, off: false, ...made }; })()"
)
"""How the number at `cell` of `stage` comes about, made of what `page_around` gives."""


def layers(name: str) -> list[dict[str, Any]]:
    """A network's layers as the view knows them."""
    found: list[dict[str, Any]] = book(ViewedNetwork(NETWORKS[name]), ENGLISH)["layers"]
    return found


def speaking(language: str) -> dict[str, Any]:
    return {"speaker": address("speaker"), "known": words.of(language).for_browser("view")}


def page_around(name: str = "classic", language: str = "en") -> dict[str, Any]:
    return page_of(NETWORKS[name], stages(name), language)


def page_of(net: Network, made: Sequence[FeatureMaps], language: str = "en") -> dict[str, Any]:
    """The same for any network, and what it makes of a digit."""
    return {
        "book": book(ViewedNetwork(net), words.of(language)),
        "values": [stage.values.ravel().tolist() for stage in made],
        "weights": weights(net).tolist(),
        "running": address("engine/network"),
        "kernels": [None if layer.operation.kernel(layer.weights) is None else layer.weights[0].ravel().tolist() for layer in net.stages],
        "colour": address("paint/colour"),
        "scale": address("paint/colour_scale"),
        "speaking": address("speaker"),
    }


def said(terms: Arithmetic) -> dict[str, Any]:
    """How a number comes about, as the browser says it."""
    return {"form": terms.form} | {name: value.tolist() if isinstance(value, np.ndarray) else value for name, value in vars(terms).items()}


def cells(name: str, count: int) -> list[tuple[int, tuple[int, int, int]]]:
    """Some cells of every stage, among them its corners."""
    pen = random.Random(5)
    net = NETWORKS[name]
    found = []
    for at in range(len(net.layers) + 1):
        shape = trace.arrangement(net, at)
        corners = [(0, 0, 0), tuple(length - 1 for length in shape)]
        found += [(at, cell) for cell in corners + [tuple(pen.randrange(length) for length in shape) for _ in range(count)]]
    return found
