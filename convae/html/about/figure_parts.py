"""The pieces that the figures of the About page are made of: captions, grids of numbers, pictures of maps."""

from collections.abc import Sequence

import numpy as np

from convae import pictures
from convae.html.markup import image, tag, text
from convae.layers import Array
from convae.network import FeatureMaps
from convae.theme import Palette
from convae.words import Words

CELL = 4
"""CSS pixels for each number of a map, so that a digit takes 112."""
SMALL = 3
"""The same where many pictures stand side by side."""


def figure(words: Words, key: str, *content: str, **values: object) -> str:
    """A figure with the caption that stands under `key`."""
    caption = tag("figcaption", text(words.say(f"about.{key}.caption", **values)))
    return tag("figure", tag("div", *content, class_="row"), caption)


def labelled(content: str, *lines: str) -> str:
    """One part of a figure with a few words below it."""
    return tag("div", content, *(tag("small", text(line)) for line in lines), class_="labelled")


def sign(symbol: str) -> str:
    """An arithmetic sign or an arrow between two parts of a figure."""
    return tag("span", text(symbol), class_="sign")


def grid(values: Array, words: Words, marked: Array | None = None, class_: str = "", digits: int = 2) -> str:
    """Numbers as they stand in a map, shape (height, width), with so many `digits` after the point, those `marked` set off."""
    chosen = np.zeros(values.shape, bool) if marked is None else marked
    return tag(
        "table", *(_row(row, which, words, digits) for row, which in zip(values, chosen, strict=True)), class_=f"grid {class_}".strip()
    )


def number(value: float, words: Words, *, marked: bool = False, digits: int = 2) -> str:
    """One number with so many `digits` after the point."""
    return tag("span", text(_written(value, words, digits)), class_="number marked" if marked else "number")


def grey(values: Array, alt: str, cell: int = CELL) -> str:
    """A picture of a digit, shape (height, width, 1), from 0 to 1."""
    return _picture(values[..., 0], "ink", (0, 1), alt, cell)


def positive(values: Array, alt: str, cell: int = CELL) -> str:
    """One map, shape (height, width), in colours from 0 to its largest number."""
    return _picture(values, "activation", (0, float(values.max())), alt, cell)


def signed(values: Array, reach: float, alt: str, cell: int = CELL) -> str:
    """Numbers of either sign, shape (height, width), in two colours from −`reach` to `reach`."""
    return _picture(values, "difference", (-reach, reach), alt, cell)


def all_maps(stage: FeatureMaps, words: Words, *, cell: int | None = None, columns: int = 8) -> str:
    """All maps of a layer, in colours from 0 to the layer's largest number."""
    height, width, channels = stage.values.shape
    least, most = float(stage.values.min()), float(stage.values.max())
    low, high = words.three_digits(least), words.three_digits(most)
    pixels = pictures.mosaic(stage.values, 0, most, cell=cell or max(1, 76 // width), columns=columns, gap=4).pixels
    alt = words.say("network.alt", layer=stage.layer.name, channels=channels, height=height, width=width, low=low, high=high)
    return image(pictures.data_uri(pictures.png(pixels)), alt, pixels.shape[1], pixels.shape[0])


def _picture(values: Array, palette: Palette, ends: tuple[float, float], alt: str, cell: int) -> str:
    return image(pictures.single(values, palette, *ends), alt, cell * values.shape[1], cell * values.shape[0])


def _row(values: Sequence[float], marked: Sequence[bool], words: Words, digits: int) -> str:
    cells = ((text(_written(float(value), words, digits)), which) for value, which in zip(values, marked, strict=True))
    return tag("tr", *(tag("td", tag("b", content) if which else content) for content, which in cells))


def _written(value: float, words: Words, digits: int) -> str:
    rounded = round(value, digits) + 0.0  # no −0
    return words.number(rounded, f".{digits}f")
