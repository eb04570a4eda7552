"""What a visitor can take home: all layers as one figure, all numbers, the decoded digit."""

import io
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from threading import Lock
from typing import Any, Literal
from zipfile import ZIP_DEFLATED, ZipFile

import numpy as np

from convae import pictures
from convae.layers import Array
from convae.network import FeatureMaps
from convae.words import Words

Format = Literal["png", "svg", "pdf"]

_SETTINGS: dict[Any, object] = {
    "font.family": ["DejaVu Sans"],  # comes with Matplotlib
    "svg.fonttype": "none",  # text stays text, to be searched, read aloud and changed
    "pdf.fonttype": 42,
    "svg.hashsalt": "convae",  # the same figure is the same file
}
_NO_DATE = {"png": {}, "svg": {"Date": None}, "pdf": {"CreationDate": None}}
_ONE_AT_A_TIME = Lock()
"""Matplotlib's settings are those of the whole process, and several visitors may ask at once."""


def figure(stages: Sequence[FeatureMaps], kind: Format, words: Words) -> bytes:
    """All `stages`, the input first, as one figure in a file of the given `kind`, the same bytes every time.

    A column for each layer shows its name, shape and parameters, every map, and a colour scale with numbers.
    """
    import matplotlib  # half a second to load with what draws, wanted by few

    from convae.exports import figure_drawing

    file = io.BytesIO()
    with _ONE_AT_A_TIME, matplotlib.rc_context(_SETTINGS):
        metadata = {"Title": words.say("figure.title"), **_NO_DATE[kind]}
        figure_drawing.draw(stages, words).savefig(file, format=kind, dpi=figure_drawing.DPI, metadata=metadata)
    return file.getvalue()


@cache
def drawable() -> bool:
    """Whether figures can be made here: Matplotlib needs a folder that it can write to, its own or one for temporary files."""
    with suppress(FileNotFoundError):
        return bool(tempfile.gettempdir())
    try:
        from convae.exports import figure_drawing  # noqa: F401  only to see whether it comes
    except OSError:
        return False
    return True


def numbers(stages: Sequence[FeatureMaps]) -> bytes:
    """Every stage's values as an .npz file, each under its layer's name."""
    file = io.BytesIO()
    # Not `np.savez`, which takes the names as arguments: a layer may be called "file".
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for stage in stages:
            with archive.open(f"{stage.layer.name}.npy", "w") as entry:
                np.lib.format.write_array(entry, np.ascontiguousarray(stage.values), allow_pickle=False)
    return file.getvalue()


def digit(values: Array, cell: int = 10) -> bytes:
    """One picture, shape (28, 28), 0 to 1, as a grey PNG of `cell` pixels for each of its numbers."""
    return pictures.png(pictures.mosaic(values[..., None], 0, 1, cell=cell).pixels, "ink")
