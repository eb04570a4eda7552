"""The colours of the house: the one that stands out, and those in which numbers are shown.

`python -m convae.theme` makes the file with the palettes anew from Matplotlib's tables.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Colour:
    """One colour of the page, each time in CSS.

    Attributes:
        light: in the light theme, and on paper.
        dark: in the dark theme.
    """

    light: str
    dark: str


ACCENT = Colour(light="#ad350d", dark="#ff7a4d")
"""What stands out: the code, the focus, what is switched on. `.streamlit/config.toml` has to repeat the first two."""
LINE = "#3b82f6"
"""The line of a curve in a picture, which does not know in which of the two themes it is seen."""
QUIET = "#808895"
"""What stands back in a picture. The page mixes its own from the colour of its text."""
PRINTED_QUIET, PRINTED_GROUND = "#5a6070", "#f3f4f8"
"""What stands back on a printed sheet, and the ground of a layer there."""

_ON_PAGE: Mapping[str, str] = {
    "accent": f"light-dark({ACCENT.light}, {ACCENT.dark})",
    "ground-of-page": "light-dark(#fff, #0f1218)",
    "source": "#2563eb",
    "reach": "#0f8a5f",
    "good": "light-dark(#15734a, #5fd39a)",
    "wrong": "light-dark(#b3261e, #ffb4a8)",
    "refused": "#7c2d12e6",
    "off": "#e5484d",
    "off-ground": "#c62a2f",
    "frame": "#4aa3ff",
    "keras": "light-dark(#31333f, #e6e8ee)",
}
"""Every colour of the page by its name in CSS, but for black and white, and for what is mixed from the colour of the text.

What a canvas reads, which knows no theme, is one colour in both: `source`, `reach` and `off`."""

Palette = Literal["activation", "ink", "difference"]
COLOURS: Mapping[Palette, str] = {"activation": "viridis", "difference": "RdBu", "ink": "gray"}
"""The colour map of each palette, by its name in Matplotlib."""
SHADES = 255
"""How many colours a palette has: one fewer than a byte has values, for a picture needs one for its gaps."""
TABLES = Path(__file__).with_name("data") / "palettes.npz"
"""The colours of each colour map from its low to its high end, uint8, shape (255, 3)."""


def variables() -> str:
    """The page's colours as CSS, for all of its style sheets and those of its components: `var(--accent)`."""
    return ":root { " + " ".join(f"--{name}: {colour};" for name, colour in _ON_PAGE.items()) + " }\n"


@cache
def colours(palette: Palette) -> bytes:
    """The 255 colours of a palette from its low to its high end: red, green and blue, one byte each.

    Raises:
        One of `errors.BROKEN_ARRAYS`: the file with them is missing or damaged.
    """
    # Matplotlib has these colours too, but takes a tenth of a second to load, which the first visitor would wait for.
    # Opened here, because NumPy leaves a broken file open.
    with TABLES.open("rb") as file, np.load(file, allow_pickle=False) as tables:
        return bytes(tables[COLOURS[palette]])


def published() -> dict[str, NDArray[np.uint8]]:
    """The colour maps as Matplotlib publishes them, each at 255 places that are evenly apart."""
    from matplotlib import colormaps

    places = np.linspace(0, 1, SHADES)
    return {name: np.rint(colormaps[name](places)[:, :3] * 255).astype(np.uint8) for name in COLOURS.values()}


def main() -> int:
    """Write the file with the palettes."""
    np.savez_compressed(TABLES, allow_pickle=False, **published())
    sys.stdout.write(f"{TABLES}: {', '.join(COLOURS.values())}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
