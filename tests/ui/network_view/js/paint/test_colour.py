"""The view's colours: those of the plain pictures, and such that figures can be read on them."""

import base64
from typing import get_args

import numpy as np
import pytest

from browserless import node
from convae import pictures, theme
from view_context import layers
from view_samples import stages

WHITE, BLACK = 1.0, 0.0
"""Their relative luminance."""


@pytest.mark.parametrize("scale", ["map", "layer", "network"])
def test_the_view_has_the_colours_of_the_plain_pictures(scale):
    made = stages("classic")
    values = [stage.values.ravel().tolist() for stage in made]
    coloured = [layer | {"grey": False} for layer in layers("classic")]
    found = node("paint/colour_scale", "m.endsOf(layers, values, scale)", values=values, layers=coloured, scale=scale)
    for ends, (low, high) in zip(found, pictures.limits(made, scale), strict=True):
        assert np.allclose(np.array(ends), np.stack([low, high], axis=1))


def test_a_picture_of_ink_on_paper_has_the_same_colours_on_every_scale():
    values = [stage.values.ravel().tolist() for stage in stages("classic")]
    for scale in ("map", "layer", "network"):
        found = node("paint/colour_scale", "m.endsOf(layers, values, scale)", values=values, layers=layers("classic"), scale=scale)
        assert found[0] == found[-1] == [[0, 1]]


def test_the_view_paints_the_pixels_of_the_plain_pictures():
    values = stages("classic")[3].values
    low, high = np.zeros(8), values.max(axis=(0, 1))
    colours = theme.colours("activation")
    pixels = node(
        "paint/colour",
        "m.pixelsOf(Float32Array.from(values), shape, ends, m.paletteOf(palette))",
        values=values.ravel().tolist(),
        shape=values.shape,
        ends=np.stack([low, high], axis=1).tolist(),
        palette=base64.b64encode(colours).decode(),
    )
    plain = pictures.rgba(pictures.mosaic(values, low, high, gap=0).pixels).reshape(-1, 4)
    found = np.array(pixels, np.uint32).view(np.uint8).reshape(-1, 4)
    assert np.abs(found.astype(int) - plain).max() <= 3  # a half may be rounded to the next shade


def luminance(colour: np.ndarray) -> float:
    """Of a colour in sRGB, as WCAG 2.2 defines it."""
    levels = colour / 255
    linear = np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


@pytest.mark.parametrize("palette", get_args(theme.Palette))
def test_figures_can_be_read_on_every_colour(palette):
    colours = np.frombuffer(theme.colours(palette), np.uint8).reshape(-1, 3)
    inks = node(
        "paint/colour",
        "Array.from({ length: count }, (_, at) => m.inkOn(m.paletteOf(palette), at / (count - 1)))",
        palette=base64.b64encode(colours.tobytes()).decode(),
        count=len(colours),
    )
    for ink, colour in zip(inks, colours, strict=True):
        lights = sorted([luminance(colour), {"#fff": WHITE, "#000": BLACK}[ink]])
        assert (lights[1] + 0.05) / (lights[0] + 0.05) >= 4.5, colour
