"""Feature maps as pictures: one mosaic for each layer, in PNG, with colours that mean the same everywhere."""

import base64
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from convae import theme
from convae.layers import Array
from convae.network import FeatureMaps
from convae.theme import Palette

Scale = Literal["map", "layer", "network"]
"""Which numbers share one colour scale: those of each map, of each layer, or of the whole network."""
Ends = tuple[Array, Array]
"""The low and the high end of the colour scale of each map of one stage, each of shape (channels,)."""

_GAP, _LOWEST, _HIGHEST = 0, 1, 255
"""Indices in a picture's palette: the transparent gap between maps, and the two ends of the colour scale."""


@dataclass(frozen=True)
class Mosaic:
    """All maps of one layer in one picture.

    Attributes:
        pixels: shape (height, width), uint8: 0 is the gap, 1 to 255 the colour scale from its low to its high end.
        cell: how many pixels of the picture one number of a map takes in each direction.
    """

    pixels: NDArray[np.uint8]
    cell: int


def limits(stages: Sequence[FeatureMaps], scale: Scale) -> list[Ends]:
    """The low and high end of the colour scale for every map of every stage.

    A scale begins at 0, or at the smallest number where there are negative ones, so that equal colours are equal
    numbers wherever they share a scale.
    """
    ends = [(np.minimum(0, as_maps(s.values).min(axis=(0, 1))), as_maps(s.values).max(axis=(0, 1))) for s in stages]
    if scale == "map":
        return ends
    if scale == "layer":
        return [(np.full_like(low, low.min()), np.full_like(high, high.max())) for low, high in ends]
    lowest, highest = min(low.min() for low, _ in ends), max(high.max() for _, high in ends)
    return [(np.full_like(low, lowest), np.full_like(high, highest)) for low, high in ends]


def as_maps(values: Array) -> Array:
    """A layer's values as maps, shape (height, width, channels); a flat row becomes one map of a single column."""
    return values if values.ndim == 3 else values.reshape(-1, 1, 1)


def mosaic(values: Array, low: Array | float, high: Array | float, *, cell: int = 1, columns: int = 1, gap: int = 3) -> Mosaic:
    """Lay the maps `values`, shape (height, width, channels), out row by row in `columns`.

    Args:
        low, high: the ends of the colour scale, each a number or of shape (channels,); what is beyond takes the end's colour.
        cell: pixels for each number in each direction.
        gap: pixels between two maps.
    """
    height, width, channels = values.shape
    span = np.where(high > low, np.subtract(high, low), 1)
    shades = np.clip((values - low) / span, 0, 1) * (_HIGHEST - _LOWEST) + _LOWEST
    maps = np.rint(shades).astype(np.uint8).transpose(2, 0, 1).repeat(cell, axis=1).repeat(cell, axis=2)
    rows = ceil(channels / columns)
    # Every map takes its gap with it below and at the right; the last gaps are cut off at the end.
    tiles = np.full((rows * columns, height * cell + gap, width * cell + gap), _GAP, np.uint8)
    tiles[:channels, : height * cell, : width * cell] = maps
    sheet = tiles.reshape(rows, columns, *tiles.shape[1:]).transpose(0, 2, 1, 3).reshape(rows * tiles.shape[1], columns * tiles.shape[2])
    return Mosaic(sheet[: sheet.shape[0] - gap, : sheet.shape[1] - gap], cell)


def png(pixels: NDArray[np.uint8], palette: Palette = "activation") -> bytes:
    """The `pixels` of a mosaic as a PNG in the colours of `palette`, with the gaps transparent.

    Written by hand (https://www.w3.org/TR/png-3/, five chunks), because a page has two dozen of these small pictures
    at every stroke, and a library that can do more takes three times as long for each.
    """
    height, width = pixels.shape
    lines = np.zeros((height, 1 + width), np.uint8)  # a 0 before each line: it is not filtered
    lines[:, 1:] = pixels
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)  # 8 bits a pixel, indices into a palette
    chunks = (b"IHDR", header), (b"PLTE", _palette(palette)), (b"tRNS", b"\0"), (b"IDAT", zlib.compress(lines.tobytes(), 1)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(data, zlib.crc32(kind)))


def rgba(pixels: NDArray[np.uint8], palette: Palette = "activation") -> NDArray[np.uint8]:
    """The `pixels` of a mosaic in the colours of `palette`, shape (height, width, 4), with the gaps transparent."""
    colours = np.frombuffer(_palette(palette), np.uint8).reshape(-1, 3)[pixels]
    return np.dstack([colours, np.where(pixels == _GAP, 0, 255).astype(np.uint8)])


def data_uri(file: bytes, kind: Literal["png", "jpeg", "svg+xml"] = "png") -> str:
    """A picture as the address of an image inside a page."""
    return f"data:image/{kind};base64," + base64.b64encode(file).decode("ascii")


def single(values: Array, palette: Palette = "ink", low: float = 0.0, high: float = 1.0, cell: int = 1) -> str:
    """One map, shape (height, width), as an address for a page."""
    return data_uri(png(mosaic(values[..., None], low, high, cell=cell).pixels, palette))


@cache
def gradient(palette: Palette = "activation") -> str:
    """The palette from its low to its high end as a CSS gradient."""
    colours = np.reshape(list(_palette(palette)), (-1, 3))[np.linspace(_LOWEST, _HIGHEST, 12).astype(int)]
    return f"linear-gradient(90deg, {', '.join(f'rgb({r} {g} {b})' for r, g, b in colours)})"


def _palette(palette: Palette) -> bytes:
    """The colours of a picture's indices: that of the gap, which is transparent, and those of the palette."""
    return bytes([0, 0, 0]) + theme.colours(palette)
