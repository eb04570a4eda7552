"""How each channel of each layer behaves over many digits: how large its numbers are, which digits excite it, where it is dead.

`python -m convae.channels models/classic.keras` counts a model's channels over the test digits and writes the figures beside it.
"""

import argparse
import sys
import tokenize
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from math import prod
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from convae import digits, measures, network
from convae.errors import ConvaeError
from convae.layers import Array, Pair
from convae.network import Network, ShapeError

BINS = 40
"""Bars of a histogram."""
BEST = 9
"""How many digits are kept that excite a channel most."""
AT_ONCE = 32
"""Digits counted at once, the fastest for `classic`, in 25 MB."""
NUMBERS_AT_ONCE = 4_000_000
"""Fewer digits are counted at once where a layer would look at more numbers than this, or make more."""
MAX_BYTES = 16 * 2**20
"""The most that is unpacked of each array of a side file; those of `classic` have 0.06 MB, so more is a mistake or an attack."""

ROW = np.dtype(
    [
        ("zeros", "<i8"),
        ("not_finite", "<i8"),
        ("counts", "<i8", (BINS,)),
        ("least", "<f4"),
        ("most", "<f4"),
        ("dead_on", "<i8"),
        ("best", "<i4", (BEST,)),
        ("best_values", "<f4", (BEST,)),
        ("best_places", "<i4", (BEST,)),
    ]
)
"""What is kept of a channel, as in `ChannelFigure`, but `zeros` are counted, a place is row * width + column, and where there
are fewer than nine best digits, the others are -1."""

_BROKEN = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    tokenize.TokenError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What NumPy and zipfile raise for a file that is missing or is not what its name promises, and `network` for such a model."""


@dataclass(frozen=True, eq=False)
class ChannelFigure:
    """One channel over many digits: the numbers at all places of its map, for all of them.

    Attributes:
        digits: how many digits.
        zeros: the share of its numbers that are exactly 0, from 0 to 1.
        not_finite: how many of its numbers are infinite or not a number; they count nowhere else.
        counts: how many of the others lie in each of 40 even bins, shape (40,).
        edges: where the bins begin and end, shape (41,), from `least` to `most`; where these are equal, a half of it to either side.
        least: its smallest number, zeros among them.
        most: its largest number. Both are 0 where none is finite.
        dead_on: for how many digits all its numbers are 0.
        best: indices of the nine digits with the largest numbers, the very largest first and of equals the first; fewer
            where there are no more digits with a finite number.
        best_values: the largest number for each of these.
        best_places: row and column of that number in the map; of equals the first, row by row.
    """

    digits: int
    zeros: float
    not_finite: int
    counts: NDArray[np.int64]
    edges: NDArray[np.float64]
    least: float
    most: float
    dead_on: int
    best: tuple[int, ...]
    best_values: tuple[float, ...]
    best_places: tuple[Pair, ...]


@dataclass(frozen=True, eq=False)
class ChannelFigures:
    """All channels of a network over many digits.

    Attributes:
        digest: SHA-256 of the model file that was counted, in hexadecimal.
        digits: how many digits.
        shapes: what each stage makes of one digit, the input first and then each layer, as in `Network.run`.
        table: a `ROW` for each channel, stage by stage; a stage of shape (n,) has none.
    """

    digest: str
    digits: int
    shapes: tuple[tuple[int, ...], ...]
    table: NDArray[np.void]

    def channels(self, stage: int) -> int:
        """How many channels `stage` has, the input being stage 0; none if its output is flat."""
        return _channels(self.shapes[stage])

    def of(self, stage: int, channel: int) -> ChannelFigure:
        """What there is about one `channel` of one `stage`, both counted from 0.

        Raises:
            IndexError: there is no such stage, or it has no such channel.
        """
        if not (0 <= stage < len(self.shapes) and 0 <= channel < self.channels(stage)):
            raise IndexError(f"there is no channel {channel} of stage {stage}: the shapes of the stages are {self.shapes}")
        row = self.table[sum(map(_channels, self.shapes[:stage])) + channel]
        height, width, _ = self.shapes[stage]
        found = row["best"] >= 0
        return ChannelFigure(
            digits=self.digits,
            zeros=int(row["zeros"]) / max(1, self.digits * height * width),
            not_finite=int(row["not_finite"]),
            counts=row["counts"],
            edges=np.linspace(*_ends(row), BINS + 1),
            least=float(row["least"]),
            most=float(row["most"]),
            dead_on=int(row["dead_on"]),
            best=tuple(row["best"][found].tolist()),
            best_values=tuple(row["best_values"][found].tolist()),
            best_places=tuple(divmod(place, width) for place in row["best_places"][found].tolist()),
        )


def measure(net: Network, images: NDArray[np.uint8], *, digest: str = "") -> ChannelFigures:
    """Count the channels of `net` over `images`, uint8, shape (n, 28, 28): 6 seconds for the 10,000 test digits.

    Every digit goes through the network twice, because the bins can be laid only when the smallest and the largest number
    are known. That is exact, and takes no longer than one pass that counts each of 65,536 half-precision numbers.

    Raises:
        ShapeError: `images` are not grey pictures of the size that the network takes.
    """
    if images.dtype != np.uint8 or (*images.shape[1:], 1) != net.input.output_shape:
        expected = f"uint8 (n, height, width) for a network that takes {net.input.output_shape}"
        raise ShapeError("errors.shape", found=f"{images.dtype} {images.shape}", expected=expected)
    shapes = _shapes(net)
    table = np.zeros(sum(map(_channels, shapes)), ROW)
    table["least"], table["most"], table["best"], table["best_values"] = np.inf, -np.inf, -1, -np.inf
    stages = np.split(table, np.cumsum([_channels(shape) for shape in shapes])[:-1])
    with np.errstate(over="ignore", invalid="ignore"):  # what is not finite is counted as such
        for stage, first, maps in _maps(net, images):
            _take_extremes(stages[stage], maps, first)
        nothing = table["least"] > table["most"]
        table["least"][nothing] = table["most"][nothing] = 0
        for stage, _, maps in _maps(net, images):
            _take_histograms(stages[stage], maps)
    table.setflags(write=False)
    return ChannelFigures(digest, len(images), shapes, table)


def save(figures: ChannelFigures, path: Path) -> None:
    """Write `figures` to `path`, a name that ends in .npz."""
    np.savez_compressed(path, digest=figures.digest, digits=figures.digits, table=figures.table)


def beside(model: Path) -> ChannelFigures | None:
    """The figures that were written beside `model`, or None if there are none that can be read for exactly this file."""
    try:
        digest, count, table = _read(_side(model))
        figures = ChannelFigures(digest, count, _shapes(network.load(model)), table)
        return figures if digest == measures.digest(model) and _fits(figures) else None
    except _BROKEN:
        return None  # it is not worth a word: they will be counted again


def main(arguments: list[str] | None = None) -> int:
    """Count the channels of each model named on the command line over the test digits and write the figures beside it."""
    parser = argparse.ArgumentParser(prog="python -m convae.channels", description=main.__doc__)
    parser.add_argument("models", nargs="+", type=Path, metavar="MODEL.keras")
    for path in parser.parse_args(arguments).models:
        try:
            figures = measure(network.load(path), digits.load_test()[0], digest=measures.digest(path))
        except ConvaeError as error:
            sys.stderr.write(f"convae.channels: {error}\n")
            return 2
        save(figures, _side(path))
        dead = np.count_nonzero(figures.table["dead_on"] == figures.digits)
        sys.stdout.write(f"{path}: {len(figures.table)} channels over {figures.digits:,} digits, {dead} of them dead for every digit\n")
    return 0


def _side(model: Path) -> Path:
    return model.with_suffix(".channels.npz")


def _shapes(net: Network) -> tuple[tuple[int, ...], ...]:
    return tuple(layer.output_shape for layer in (net.input, *net.layers))


def _channels(shape: tuple[int, ...]) -> int:
    return shape[2] if len(shape) == 3 else 0


def _maps(net: Network, images: NDArray[np.uint8]) -> Iterator[tuple[int, int, Array]]:
    """Every stage with channels, batch by batch: its number, the batch's first digit, its maps, shape (channels, digits, places)."""
    most = max(max(layer.reads, prod(layer.output_shape)) for layer in (net.input, *net.layers))
    at_once = max(1, min(AT_ONCE, NUMBERS_AT_ONCE // most))
    for first in range(0, len(images), at_once):
        x: Array = images[first : first + at_once, ..., None].astype(np.float32) / 255
        for stage, layer in enumerate((net.input, *net.layers)):
            x = layer.apply(x)
            if x.ndim == 4:
                # Each channel in one piece of memory: all that follows takes one channel at a time.
                yield stage, first, np.ascontiguousarray(x.transpose(3, 0, 1, 2)).reshape(x.shape[3], len(x), -1)


def _take_extremes(rows: NDArray[np.void], maps: Array, first: int) -> None:
    """Take `maps`, whose first digit has the index `first`, into `rows`, one for each channel: everything but the histograms."""
    finite = np.isfinite(maps)
    high = np.where(finite, maps, -np.inf)
    values, places = high.max(axis=2), high.argmax(axis=2)
    indices = np.broadcast_to(np.arange(first, first + maps.shape[1]), values.shape)
    rows["most"] = np.maximum(rows["most"], values.max(axis=1))
    rows["least"] = np.minimum(rows["least"], np.where(finite, maps, np.inf).min(axis=(1, 2)))
    rows["dead_on"] += (maps == 0).all(axis=2).sum(axis=1)
    largest = np.concatenate([rows["best_values"], values], axis=1)
    order = np.argsort(-largest, axis=1, kind="stable")[:, :BEST]  # stable: of equals, the first digit
    for name, new in (("best_values", values), ("best", indices), ("best_places", places)):
        rows[name] = np.take_along_axis(np.concatenate([rows[name], new], axis=1), order, axis=1)


def _take_histograms(rows: NDArray[np.void], maps: Array) -> None:
    """Take the numbers of `maps` into the histograms of `rows`, one for each channel, whose extremes are known."""
    for row, values in zip(rows, maps.reshape(len(maps), -1), strict=True):
        others = values[(values != 0) & np.isfinite(values)].astype(np.float64)
        low, high = _ends(row)
        bins = ((others - low) * (BINS / (high - low))).astype(np.intp)
        row["counts"] += np.bincount(np.minimum(bins, BINS - 1), minlength=BINS)  # the last bin takes its end, too
        zeros = np.count_nonzero(values == 0)
        row["zeros"] += zeros
        row["not_finite"] += values.size - others.size - zeros


def _ends(row: np.void) -> tuple[float, float]:
    """Where the histogram of a channel begins and ends: a channel that is one number stands in the middle."""
    low, high = float(row["least"]), float(row["most"])
    half = (abs(low) or 1.0) / 2 if low == high else 0.0
    return low - half, high + half


def _read(side: Path) -> tuple[str, int, NDArray[np.void]]:
    """The digest, the number of digits and the table in the file `side`; one of `_BROKEN` if it is none of ours."""
    with side.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
        names = "digest", "digits", "table"
        for member in (file.zip.getinfo(f"{name}.npy") for name in names):
            # LZMA, which NumPy never writes, would reserve as much memory as the file asks for.
            if member.file_size > MAX_BYTES or member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise ValueError(f"{member.filename} in {side} is none of ours")
        digest, count, table = (file[name] for name in names)
    table.setflags(write=False)
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


if __name__ == "__main__":
    sys.exit(main())
