"""The About page's pictures, made from what the shipped model does to test digits."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from convae import digits, measures, pictures
from convae.html.about.figure_parts import SMALL, all_maps, figure, grey, labelled, positive, sign, signed
from convae.html.about.worked_examples import sums, telling_channel
from convae.html.markup import image, tag
from convae.layers import Array
from convae.network import FeatureMaps, Network
from convae.words import Words, times

DIGIT = 0
"""The test digit that the page follows: a 7."""


@dataclass(frozen=True)
class Example:
    """The network, and how it does on the test digits where that is known."""

    net: Network
    figures: measures.ModelFigures | None

    @cached_property
    def stages(self) -> dict[str, FeatureMaps]:
        """What each layer, by its name, makes of the digit that the page follows."""
        return {stage.layer.name: stage for stage in self.net.run(digits_at([DIGIT])[0])}


def digits_at(indices: Sequence[int]) -> Array:
    """Test digits, shape (n, 28, 28, 1), from 0 to 1."""
    return digits.load().x_test[list(indices), ..., None].astype(np.float32) / 255


def overview(shown: Example, words: Words) -> str:
    """The digit, its code and its copy."""
    code = labelled(all_maps(shown.stages["code"], words, cell=12, columns=4), words.say("about.idea.code"))
    return figure(words, "idea", _digit(shown, "input", words), sign("→"), code, sign("→"), _digit(shown, "output", words))


def funnel(shown: Example, words: Words, names: Sequence[str], key: str) -> str:
    """One map of each of the layers `names`, all numbers equally large, so that the sizes can be compared."""
    stages = [shown.stages[name] for name in names]
    return figure(words, key, *(labelled(_liveliest(stage, words), stage.layer.name, times(stage.values.shape)) for stage in stages))


def filters(shown: Example, words: Words) -> str:
    """Every filter of the first layer: its kernel above the map that it makes."""
    stage = shown.stages["conv1"]
    tiles = []
    for channel in range(stage.values.shape[2]):
        kernel = stage.layer.weights[0][:, :, 0, channel]
        alt = words.say(
            "about.filters.alt_kernel",
            channel=channel,
            low=words.three_digits(float(kernel.min())),
            high=words.three_digits(float(kernel.max())),
        )
        made = positive(stage.values[..., channel], words.say("about.filters.alt_map", channel=channel), SMALL)
        tiles.append(tag("div", signed(kernel, float(abs(kernel).max()), alt, 13), made))
    return figure(words, "filters", tag("div", *tiles, class_="tiles"))


def relu(shown: Example, words: Words) -> str:
    """One map before ReLU and after it."""
    added = sums(shown.stages["input"].values, shown.stages["conv1"].layer)
    channel = telling_channel(added)
    before, reach = added[..., channel], float(abs(added[..., channel]).max())
    parts = [
        labelled(signed(values, reach, words.say(f"about.relu.alt_{when}")), words.say(f"about.relu.{when}"))
        for when, values in (("before", before), ("after", before.clip(0)))
    ]
    return figure(words, "relu", parts[0], sign("→"), parts[1], channel=channel)


def before_and_after(shown: Example, words: Words, names: tuple[str, str]) -> str:
    """All maps of two layers, one below the other."""
    return figure(words, "all_maps", *(labelled(all_maps(shown.stages[name], words), name) for name in names))


def row_and_maps(shown: Example, words: Words) -> str:
    """The numbers of the code lying in a row, and the same numbers as maps."""
    row = shown.stages["flatten"].values
    low, high = float(row.min()), float(row.max())
    alt = words.say("network.alt_flat", layer="flatten", numbers=row.size, low=low, high=high)
    lying = image(pictures.single(row.reshape(1, -1), "activation", 0, high), alt, 5 * row.size, 28, class_="lying")
    return figure(words, "row", labelled(lying, "flatten"), labelled(all_maps(shown.stages["code"], words), "code"))


def copy(shown: Example, words: Words) -> str:
    """The digit, its copy, and the difference."""
    seen, decoded = shown.stages["input"].values, shown.stages["output"].values
    difference = labelled(signed((decoded - seen)[..., 0], 1, words.say("about.copy.alt_difference")), words.say("story.difference"))
    error = measures.compare(seen, decoded).error_per_ink
    return figure(words, "copy", _digit(shown, "input", words), _digit(shown, "output", words), difference, error=error)


def _digit(shown: Example, name: str, words: Words) -> str:
    return labelled(grey(shown.stages[name].values, words.say(f"about.idea.alt_{name}")), words.say(f"about.idea.{name}"))


def _liveliest(stage: FeatureMaps, words: Words) -> str:
    """The map of a layer whose numbers differ most."""
    height, width, channels = stage.values.shape
    if channels == 1:
        return grey(stage.values, words.say("about.alt_picture", layer=stage.layer.name))
    channel = int(stage.values.std(axis=(0, 1)).argmax())
    alt = words.say("about.alt_map", layer=stage.layer.name, channel=channel, height=height, width=width)
    return positive(stage.values[..., channel], alt)
