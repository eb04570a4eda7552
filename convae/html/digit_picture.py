"""A digit, its code, and the difference of two digits or codes, as small pictures."""

from math import ceil

from convae import pictures
from convae.html.markup import image
from convae.layers import Array
from convae.theme import Palette
from convae.words import Words

STRIP = 336, 40
"""CSS pixels, width and height, of a code that is a flat row."""


def grey(values: Array, alt: str, side: int) -> str:
    """A digit, shape (height, width), 0 to 1, as HTML, `side` CSS pixels large."""
    return image(pictures.single(values), alt, side, side)


def difference(values: Array, words: Words, side: int, said: str = "story.alt_difference") -> str:
    """One digit less another, shape (height, width), -1 to 1, as HTML; `said` is the key of what it is."""
    return image(pictures.single(values, "difference", -1, 1), words.say(said, **_ends(values, words)), side, side)


def code(values: Array, words: Words, side: int, highest: float | None = None) -> str:
    """A code, shape (height, width, channels) or flat, as HTML: two rows of maps, about `side` CSS pixels high.

    Args:
        highest: the upper end of the colour scale, for codes that share one; without it, the code's largest number.
    """
    low, high = _range(values)
    alt = words.say("story.alt_code", **_shape(values), **_ends(values, words))
    return _maps(values, min(0.0, low), high if highest is None else highest, "activation", alt, side)


def code_difference(values: Array, words: Words, side: int) -> str:
    """One code less another, as HTML, laid out as `code`; white is no difference."""
    low, high = _range(values)
    end = max(-low, high) or 1.0  # where there is no difference all is white
    return _maps(values, -end, end, "difference", words.say("compare.alt_code", **_ends(values, words)), side)


def _range(values: Array) -> tuple[float, float]:
    return float(values.min()), float(values.max())


def _ends(values: Array, words: Words) -> dict[str, str]:
    """The smallest and the largest number, written as a text alternative says them."""
    low, high = _range(values)
    return {"low": words.three_digits(low), "high": words.three_digits(high)}


def _shape(values: Array) -> dict[str, int]:
    return dict(zip(("height", "width", "channels"), pictures.as_maps(values).shape, strict=True))


def _maps(values: Array, low: float, high: float, palette: Palette, alt: str, side: int) -> str:
    if values.ndim != 3:
        strip = pictures.mosaic(values.reshape(1, -1, 1), low, high)
        return image(pictures.data_uri(pictures.png(strip.pixels, palette)), alt, *STRIP, class_="strip")
    height, _, channels = values.shape
    mosaic = pictures.mosaic(values, low, high, cell=max(1, (side - 4) // (2 * height)), columns=ceil(channels / 2), gap=4)
    rows, columns = mosaic.pixels.shape
    return image(pictures.data_uri(pictures.png(mosaic.pixels, palette)), alt, columns, rows)
