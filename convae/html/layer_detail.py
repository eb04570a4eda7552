"""One layer, closer: its sentence and its maps enlarged."""

from convae import pictures
from convae.html.layer_sentence import describe
from convae.html.markup import image, tag, text
from convae.html.network_maps import legend, mosaic_image
from convae.layers import Array
from convae.network import FeatureMaps, Network
from convae.theme import Palette
from convae.words import Words

SINGLE, LARGE = 168, 128
"""About how many CSS pixels an enlarged map takes, where it is a layer's only one and where it is one of several."""
PER_ROW = 8
"""How many enlarged maps stand in a row, with the width of one number between them."""


def view(net: Network, stage: FeatureMaps, ends: pictures.Ends, scale: pictures.Scale, words: Words) -> str:
    """What the layer of a `stage` does, and its maps enlarged, as HTML; `ends` are those of its colours on this `scale`."""
    sentence = describe(stage.layer, words, is_code=stage.layer is net.code)
    return tag(
        "section",
        tag("p", tag("b", text(stage.layer.name), translate="no"), " ", text(sentence), class_="sentence"),
        "" if scale == "map" else legend(words.three_digits(float(ends[0][0])), words.three_digits(float(ends[1][0]))),
        tag("div", *_enlarged(stage, ends, net, words), class_="enlarged"),
        class_="closer",
    )


def _enlarged(stage: FeatureMaps, ends: pictures.Ends, net: Network, words: Words) -> list[str]:
    """The maps of a stage in rows of `PER_ROW`, one picture a row, each map with its channel and largest number below."""
    if stage.values.ndim < 3:
        return [_strip(stage.values, ends)]
    palette: Palette = "ink" if net.is_picture(stage.layer) else "activation"
    height, width, channels = stage.values.shape
    cell = max(1, (SINGLE if channels == 1 else LARGE) // max(height, width))
    rows = []
    for first in range(0, channels, PER_ROW):
        row = slice(first, first + PER_ROW)
        values = stage.values[..., row]
        captions = [_caption(first + i, values[..., i], words) for i in range(values.shape[2])]
        alt = f"{stage.layer.name}: {'; '.join(map(', '.join, captions))}"
        rows.append(
            tag(
                "figure",
                mosaic_image(values, (ends[0][row], ends[1][row]), alt, cell=cell, columns=values.shape[2], gap=cell, palette=palette),
                tag(
                    "figcaption",
                    *(
                        tag("span", text(name), tag("small", text(largest)), style=f"width:{(width + 1) * cell / 16:g}rem")
                        for name, largest in captions
                    ),
                ),
            )
        )
    return rows


def _caption(channel: int, values: Array, words: Words) -> tuple[str, str]:
    """The name of a channel and the largest number in its map."""
    return words.say("focus.channel", channel=channel), f"{words.say('network.largest')} {words.three_digits(float(values.max()))}"


def _strip(values: Array, ends: pictures.Ends) -> str:
    """A flat row of numbers, lying down, wide enough to tell its numbers apart."""
    mosaic = pictures.mosaic(values.reshape(1, -1, 1), *ends)
    return image(pictures.data_uri(pictures.png(mosaic.pixels)), "", values.size * max(1, 1152 // values.size), 48, class_="lying")
