"""A picture that was brought along, with a frame around the part of it that is looked at."""

import io
from html import escape

import numpy as np
from numpy.typing import NDArray

from convae.html.markup import tag
from convae.ink.correction import Correction
from convae.ink.photo_file import on_white
from convae.pictures import data_uri

SIDE = 320
"""Pixels of its longer side."""
QUALITY = 80
"""Of the JPEG."""


def address(pixels: NDArray[np.uint8]) -> str:
    """The picture, small, as an address inside a page.

    Args:
        pixels: shape (height, width, 4), uint8, red, green, blue and opacity.
    """
    seen = on_white(pixels)
    seen.thumbnail((SIDE, SIDE))
    file = io.BytesIO()
    seen.save(file, "JPEG", quality=QUALITY)
    return data_uri(file.getvalue(), "jpeg")


def plain(source: str, alt: str) -> str:
    """A picture as it is; `alt` says what it is."""
    return f'<img src="{source}" alt="{escape(alt)}">'


def html(source: str, correction: Correction, alt: str) -> str:
    """The picture at the address `source` and the frame; `alt` says what it is."""
    (left, right), (top, bottom) = correction.across, correction.down
    frame = f"left:{left:.0%};width:{right - left:.0%};top:{top:.0%};height:{bottom - top:.0%}"
    return tag("div", plain(source, alt), tag("i", style=frame), class_="framed")
