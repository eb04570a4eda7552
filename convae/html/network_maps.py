"""The network from left to right: a column for each layer with its name, shape, parameters and all its maps."""

from collections.abc import Sequence
from math import ceil

from convae import pictures
from convae.html.markup import image, tag, text
from convae.layers import Array
from convae.network import FeatureMaps, Network
from convae.theme import Palette
from convae.words import Words, times

HEIGHT = 376
"""CSS pixels that a column of maps may take, so that the page's story fits a screen of 1280×800."""
GAP = 3
STRIP = 12
"""Width of the strip that shows a flat row of numbers."""


def view(net: Network, stages: Sequence[FeatureMaps], ends: Sequence[pictures.Ends], words: Words) -> str:
    """All stages of one digit, as HTML that scrolls sideways where it does not fit.

    Args:
        ends: of the colour scale of each stage's maps, as `pictures.limits` finds them.
    """
    columns = [_column(stage, its, net, words) for stage, its in zip(stages, ends, strict=True)]
    middle = 1 + net.layers.index(net.code)
    encoder, decoder = sum(layer.parameters for layer in net.encoder), sum(layer.parameters for layer in net.decoder)
    return tag(
        "div",
        _half(columns[:middle], words.say("network.encoder", parameters=encoder), "encoder"),
        columns[middle],
        _half(columns[middle + 1 :], words.say("network.decoder", parameters=decoder), "decoder") if net.decoder else "",
        class_="network",
        role="group",
        aria_label=words.say("network.label"),
        tabindex="0",
    )


def legend(low: str, high: str) -> str:
    """The colours of the activations from `low` to `high`, as HTML."""
    return tag("div", tag("span", text(low)), tag("i", style=f"background:{pictures.gradient()}"), tag("span", text(high)), class_="legend")


def scale_legend(ends: pictures.Ends, scale: pictures.Scale, words: Words) -> str:
    """What the two ends of the colours mean on the scale chosen, as HTML; for the whole network, the `ends` of any stage."""
    if scale != "network":
        return legend("0", words.say(f"scale.ends_{scale}"))
    low, high = ends
    return legend(words.three_digits(float(low[0])), words.three_digits(float(high[0])))


def mosaic_image(
    values: Array, ends: pictures.Ends, alt: str, *, cell: int, columns: int, gap: int, palette: Palette = "activation"
) -> str:
    """The maps `values` as one picture, `cell` CSS pixels for each number and about `gap` between two maps, as HTML.

    The browser enlarges it, by a whole factor, so that nothing larger than need be is drawn, packed and sent.
    """
    factor = next(factor for factor in (gap, gap - 1, 1) if factor and cell % factor == 0)
    pixels = pictures.mosaic(values, *ends, cell=cell // factor, columns=columns, gap=max(1, round(gap / factor))).pixels
    height, width = pixels.shape
    return image(pictures.data_uri(pictures.png(pixels, palette)), alt, width * factor, height * factor)


def cell_size(length: int) -> int:
    """CSS pixels for each number of a map `length` wide: whole, and such that larger maps look larger."""
    return max(1, round((36 + 20 * (length - 4) / 24) / length))


def _half(columns: list[str], caption: str, class_: str) -> str:
    return tag("div", tag("div", *columns, class_="columns"), tag("p", text(caption)), class_=f"half {class_}")


def _column(stage: FeatureMaps, ends: pictures.Ends, net: Network, words: Words) -> str:
    layer, values = stage.layer, stage.values
    parameters = words.say("network.parameters") if layer is net.input else words.number(layer.parameters)
    largest = f"{words.say('network.largest')} {words.three_digits(float(values.max()))}"
    return tag(
        "div",
        tag("h3", text(layer.name), translate="no"),
        tag("p", text(times(layer.output_shape)), class_="shape"),
        tag("p", text(parameters), class_="parameters", title=words.say("network.parameters_of", parameters=layer.parameters)),
        tag("div", _maps(stage, ends, net.is_picture(layer), words), class_="maps"),
        tag("p", text(largest), class_="largest", title=words.say("network.largest_help", layer=layer.name)),
        class_="column code" if layer is net.code else "column",
    )


def _maps(stage: FeatureMaps, ends: pictures.Ends, grey: bool, words: Words) -> str:
    values = stage.values
    low, high = words.three_digits(float(values.min())), words.three_digits(float(values.max()))
    if values.ndim < 3:
        flat = pictures.as_maps(values)
        alt = words.say("network.alt_flat", layer=stage.layer.name, numbers=values.size, low=low, high=high)
        source = pictures.data_uri(pictures.png(pictures.mosaic(flat, *ends).pixels))
        return image(source, alt, STRIP, HEIGHT // values.size * values.size or HEIGHT, class_="strip")
    height, width, channels = values.shape
    alt = words.say("network.alt", layer=stage.layer.name, channels=channels, height=height, width=width, low=low, high=high)
    if grey:
        return image(pictures.single(values[..., 0]), alt, 3 * width, 3 * height)
    cell = cell_size(height)
    columns = ceil(channels / max(1, (HEIGHT + GAP) // (cell * height + GAP)))
    return mosaic_image(values, ends, alt, cell=cell, columns=columns, gap=GAP)
