"""The top of the first page: what the network sees, the code, the decoded digit, and how close it came."""

from math import ceil
from typing import Literal

import numpy as np

from convae import measures, pictures
from convae.layers import Array
from convae.network import FeatureMaps, Network
from convae.ui.markup import image, tag, text
from convae.ui.sentences import size
from convae.words import Words

SIDE = 168
"""CSS pixels of the pictures of 28×28: six for each of theirs."""
STRIP = 336, 40
"""CSS pixels, width and height, of a code that is a flat row."""
_ARROW = '<div class="arrow" aria-hidden="true">→</div>'


Standing = measures.ModelFigures | Literal["counting", "learning"]
"""With what a copy is compared: the model's figures on the test digits, or why there are none: they are still being computed,
or the network is one in the middle of its training."""


def view(net: Network, stages: tuple[FeatureMaps, ...], title: str, standing: Standing, words: Words) -> str:
    """The story of one digit in one row, as HTML."""
    seen = stages[0].values[..., 0]
    code = next(stage for stage in stages if stage.layer is net.code)
    pixels, numbers = seen.size, code.values.size
    return tag(
        "div",
        _part(words.say("story.sees"), size(seen.shape), _grey(seen, words.say("story.alt_sees", title=title)), title),
        _ARROW,
        _part(
            words.say("story.code"),
            size(code.values.shape),
            _code(code.values, words),
            words.say("story.squeezed", pixels=pixels, numbers=numbers),
            class_="code",
        ),
        *(_copy(seen, stages[-1].values[..., 0], standing, words) if net.reconstructs else ()),
        class_="story",
    )


def _copy(seen: Array, decoded: Array, standing: Standing, words: Words) -> tuple[str, ...]:
    """The decoded digit, and how close it came."""
    close = measures.compare(seen, decoded)
    return (
        _ARROW,
        _part(words.say("story.decoded"), size(decoded.shape), _grey(decoded, words.say("story.alt_decoded")), words.say("story.redrawn")),
        _part(words.say("story.close"), "", _figures(close, standing, words) + _difference(decoded - seen, words), class_="close"),
    )


def _part(title: str, note: str, content: str, caption: str = "", class_: str = "") -> str:
    heading = tag("h2", text(title), " ", tag("small", text(note)))
    return tag("section", heading, content, tag("p", text(caption), class_="caption") if caption else "", class_=f"part {class_}".strip())


def _grey(values: Array, alt: str) -> str:
    return image(pictures.single(values), alt, SIDE, SIDE)


def _code(values: Array, words: Words) -> str:
    maps = values if values.ndim == 3 else values.reshape(1, -1, 1)
    height, width, channels = maps.shape
    low, high = np.minimum(0, maps.min()), maps.max()
    alt = words.say("story.alt_code", channels=channels, height=height, width=width, low=float(maps.min()), high=float(high))
    if values.ndim != 3:
        return image(pictures.data_uri(pictures.png(pictures.mosaic(maps, low, high).pixels)), alt, *STRIP)
    cell = max(1, (SIDE - 4) // (2 * height))
    mosaic = pictures.mosaic(maps, low, high, cell=cell, columns=ceil(channels / 2), gap=4)
    rows, columns = mosaic.pixels.shape
    return image(pictures.data_uri(pictures.png(mosaic.pixels)), alt, columns, rows)


def _figures(close: measures.Figures, standing: Standing, words: Words) -> str:
    rows = [
        ("error_per_ink", words.number(close.error_per_ink, ".1%")),
        ("mse", words.number(close.mse, ".4f")),
        ("bce", words.number(close.bce, ".4f")),
        ("floor", words.number(close.floor, ".4f")),
    ]
    table = tag(
        "dl",
        *(
            tag("div", tag("dt", text(words.say(f"story.{name}"))), tag("dd", text(value)), title=words.say(f"story.{name}_help"))
            for name, value in rows
        ),
    )
    if isinstance(standing, str):
        return table + tag("p", text(words.say(f"story.{standing}")), class_="quiet")
    percent = min(99, int(100 * standing.better_than(close.error_per_ink)))
    if percent >= 50:
        return table + tag("p", text(words.say("story.better", percent=percent)), class_="standing good")
    sentence = words.say("story.worse", percent=100 - percent) if percent else words.say("story.worst")
    return table + tag("p", text(sentence), class_="standing")


def _difference(values: Array, words: Words) -> str:
    alt = words.say("story.alt_difference", low=float(values.min()), high=float(values.max()))
    picture = image(pictures.single(values, "difference", -1, 1), alt, 56, 56)
    return tag(
        "figure", picture, tag("figcaption", text(words.say("story.difference")), tag("small", text(words.say("story.difference_help"))))
    )
