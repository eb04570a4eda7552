"""The About page's worked examples: how a filter, a window, a pooling and an up-sampling come to their numbers."""

from collections.abc import Callable

import numpy as np

from convae import layers
from convae.html.about import addition
from convae.html.about.figure_parts import figure, grid, labelled, number, sign
from convae.html.markup import tag, text
from convae.layers import Array
from convae.network import FeatureMaps, Layer
from convae.network.kinds import Sliding, SlidingWindow
from convae.words import Words, times

DIGITS = 3
"""After the point of the numbers that a convolution multiplies; what it adds up has more where those shown would make another sum."""


def sums(picture: Array, layer: Layer) -> Array:
    """What a convolution adds up for `picture`, shape (height, width, channels), before its activation."""
    (kernel, bias), window = layer.weights, _window(layer)
    added: Array = layers.conv2d(picture[None], kernel, bias, strides=window.strides, padding=window.padding)[0]
    return added


def telling_channel(values: Array) -> int:
    """The channel with the most above 0 and the most below, so that ReLU has something to leave and something to cut."""
    return int(np.minimum(values.max(axis=(0, 1)), -values.min(axis=(0, 1))).argmax())


def convolution(picture: Array, layer: Layer, words: Words) -> str:
    """One number of one map of a layer without padding: the patch, the kernel, their sum, the bias, ReLU."""
    added = sums(picture, layer)
    channel = telling_channel(added)
    row, column = (int(at) for at in np.unravel_index(added[..., channel].argmax(), added.shape[:2]))
    kernel, bias = layer.weights[0][..., 0, channel], float(layer.weights[1][channel])
    patch = picture[row : row + len(kernel), column : column + len(kernel), 0]
    total = float(added[row, column, channel])
    return figure(
        words,
        "sum",
        labelled(grid(patch, words, digits=DIGITS), words.say("about.sum.patch")),
        sign("×"),
        labelled(grid(kernel, words, digits=DIGITS), words.say("about.sum.kernel")),
        _outcome(float(np.sum(patch * kernel)), bias, total, words),
        channel=channel,
        row=row,
        column=column,
    )


def _outcome(products: float, bias: float, total: float, words: Words) -> str:
    """What becomes of the sum of the products: the bias, the sum of both, ReLU, in as many decimals as let them add up."""
    exact = addition.decimals([products, bias], total, DIGITS)
    digits = exact or DIGITS
    return tag(
        "div",
        sign("="),
        number(products, words, digits=digits),
        sign("+"),
        labelled(number(bias, words, digits=digits), words.say("about.sum.bias")),
        sign("=" if exact else "≈"),
        number(total, words, digits=digits),
        sign("→"),
        labelled(number(max(0.0, total), words, marked=True, digits=digits), "ReLU"),
        class_="row",
    )


def pooling(stage: FeatureMaps, words: Words) -> str:
    """A 4×4 part of a map before a 2×2 max pooling, and the four numbers that stay."""
    part = _telling(stage.values, 4, _variety)
    largest = _windows(part).max(axis=2)
    marked = part == largest.repeat(2, axis=0).repeat(2, axis=1)
    return figure(words, "four", grid(part, words, marked, class_="halves"), sign("→"), grid(largest, words, np.full((2, 2), True)))


def there_and_back(stage: FeatureMaps, words: Words) -> str:
    """Four numbers pooled to one and brought up again, and what is lost."""
    part = _telling(stage.values, 2, lambda four: float(np.diff(np.sort(four, axis=None)).min()))
    largest = part.max(keepdims=True)
    raised = largest.repeat(2, axis=0).repeat(2, axis=1)
    return figure(
        words,
        "back",
        grid(part, words, part == largest),
        sign("→"),
        labelled(grid(largest, words), words.say("about.back.pooled")),
        sign("→"),
        labelled(grid(raised, words), words.say("about.back.raised")),
        sign("≠"),
        grid(part, words),
    )


def windows(layer: Layer, key: str, words: Words) -> str:
    """One row of numbers with its padding, and below it the windows of `layer`, one for each number that comes out."""
    length, out, slid = layer.input_shape[0], layer.output_shape[0], _window(layer)
    window, stride = slid.size[0], slid.strides[0]
    before, added = slid.margin(layer.input_shape)[0], slid.added(layer.input_shape)[0]
    padding = tag("i", class_="padding")
    cells = [padding] * before + [tag("i", str(at)) for at in range(length)] + [padding] * (added - before)
    # Windows that overlap take turns in two rows.
    turns = 2 if stride < window else 1
    bars = (tag("b", str(at), style=f"grid-column:{1 + at * stride}/span {window};grid-row:{2 + at % turns}") for at in range(out))
    return figure(words, key, tag("div", *cells, *bars, class_="windows", aria_hidden="true", style=f"--cells:{len(cells)}"))


def sizes(words: Words) -> str:
    """The sizes on the way to the code with the padding that the network has, and without."""
    names = ("input", "conv1", "pool1", "conv2", "pool2", "conv3")
    rows = {"same": (28, 26, 13, 13, 7, 4), "valid": (28, 26, 13, 11, 5, 2)}
    heads = (tag("th", text(name), scope="col") for name in (*names, words.say("about.same.numbers")))
    lines = [tag("tr", tag("td"), *heads)]
    for padding, lengths in rows.items():
        cells = (tag("td", text(times((length, length)))) for length in lengths)
        code = (lengths[-1], lengths[-1], 8)
        numbers = tag("td", tag("b", text(f"{times(code)} = {np.prod(code)}")))
        lines.append(tag("tr", tag("th", tag("code", text(padding)), scope="row"), *cells, numbers))
    return tag(
        "div", tag("table", *lines, class_="sizes"), class_="wide", tabindex="0", role="group", aria_label=words.say("about.same.table")
    )


def _window(layer: Layer) -> SlidingWindow:
    """The window of a layer that slides one, as those of `classic` do that are shown here.

    Raises:
        TypeError: it slides none.
    """
    if not isinstance(layer.operation, Sliding):
        raise TypeError(layer.kind)
    return layer.operation.window


def _telling(values: Array, side: int, score: Callable[[Array], float]) -> Array:
    """The part of `side` × `side` numbers, at an even place of one of the maps, that has the highest `score`."""
    height, width, channels = values.shape
    parts = (
        values[row : row + side, column : column + side, channel]
        for channel in range(channels)
        for row in range(0, height - side + 1, 2)
        for column in range(0, width - side + 1, 2)
    )
    return max(parts, key=score)


def _variety(part: Array) -> float:
    """How many different numbers it shows, and in how many different corners of their windows the largest stand."""
    return len(set(part.round(2).flat)) + len(set(_windows(part).argmax(axis=2).flat))


def _windows(part: Array) -> Array:
    """The four windows of 4×4 numbers, shape (2, 2, 4)."""
    return part.reshape(2, 2, 2, 2).swapaxes(1, 2).reshape(2, 2, 4)
