"""Whether the figures in the panels can be read on their colours."""

import base64
from typing import get_args

import numpy as np
import pytest

from browserless import node
from convae import pictures

WHITE, BLACK = 1.0, 0.0
"""Their relative luminance."""


def luminance(colour: np.ndarray) -> float:
    """Of a colour in sRGB, as WCAG 2.2 defines it."""
    levels = colour / 255
    linear = np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


@pytest.mark.parametrize("palette", get_args(pictures.Palette))
def test_figures_can_be_read_on_every_colour(palette):
    colours = np.frombuffer(pictures.colours(palette), np.uint8).reshape(-1, 3)
    inks = node(
        "paint/colour",
        "Array.from({ length: count }, (_, at) => m.inkOn(m.paletteOf(palette), at / (count - 1)))",
        palette=base64.b64encode(colours.tobytes()).decode(),
        count=len(colours),
    )
    for ink, colour in zip(inks, colours, strict=True):
        lights = sorted([luminance(colour), {"#fff": WHITE, "#000": BLACK}[ink]])
        assert (lights[1] + 0.05) / (lights[0] + 0.05) >= 4.5, colour
