"""The file beside a model in which the figures of its channels stand."""

from math import prod
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from convae import arrays_file, network
from convae.channels.channel_figures import ROW, ChannelFigures, shapes_of
from convae.errors import BROKEN_ARRAYS
from convae.model_files import ModelFiles

MAX_BYTES = 16 * 2**20
"""The most that is unpacked of a side file; those of `classic` have 0.06 MB, so more is a mistake or an attack."""


def save(figures: ChannelFigures, path: Path) -> None:
    """Write `figures` to `path`, a name that ends in .npz."""
    np.savez_compressed(path, digest=figures.digest, digits=figures.digits, table=figures.table)


def beside(model: Path) -> ChannelFigures | None:
    """The figures that were written beside `model`, or None if there are none that can be read for exactly this file."""
    try:
        files = ModelFiles(model)
        digest, count, table = _read(files.channels)
        figures = ChannelFigures(digest, count, shapes_of(network.load(model)), table)
        return figures if digest == files.digest and _fits(figures) else None
    except BROKEN_ARRAYS:
        return None  # it is not worth a word: they will be counted again


def _read(path: Path) -> tuple[str, int, NDArray[np.void]]:
    """The digest, the number of digits and the table in the file `path`; one of `BROKEN_ARRAYS` if it is none of ours."""
    arrays = arrays_file.read(path, ("digest", "digits", "table"), MAX_BYTES)
    digest, count, table = arrays.values()
    return str(digest), int(count), table


def _fits(figures: ChannelFigures) -> bool:
    """Whether figures from a file can be true: there is a row for each channel, its counts add up, what it points to exists."""
    table, shapes = figures.table, [shape for shape in figures.shapes if len(shape) == 3]
    places = np.repeat([prod(shape[:2]) for shape in shapes], [shape[2] for shape in shapes])
    if table.dtype != ROW or table.shape != places.shape:
        return False
    numbers = places * figures.digits
    found = table["best"] >= 0
    return bool(
        all((table[name] >= 0).all() for name in ("zeros", "not_finite", "counts", "dead_on", "best_places"))
        and (table["zeros"] + table["not_finite"] + table["counts"].sum(axis=1) == numbers).all()
        and (table["dead_on"] <= figures.digits).all()
        and (table["best"] < figures.digits).all()
        and (table["best_places"] < places[:, None]).all()
        and np.isfinite(table["best_values"][found]).all()
        and np.isfinite([table["least"], table["most"]]).all()
        and (table["least"] <= table["most"]).all()
    )
