"""What goes to the browser at every update: a header in JSON and the numbers of the layers, as few bytes as they need.

`u32 length | JSON header | float16 planes`, little-endian; `blob.js` reads it.
"""

import json
import struct
from collections.abc import Mapping, Sequence
from math import isfinite

import numpy as np

from convae.layers import Array
from convae.network import FeatureMaps

TOP = 14
"""The largest number of a plane is below 2 to this power, so that the smallest have all their digits, too."""


def pack(header: Mapping[str, object], planes: Sequence[Array]) -> bytes:
    """The `header`, ready for JSON, and `planes` as one blob."""
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    return b"".join([struct.pack("<I", len(text)), text, *(plane.astype("<f2").tobytes() for plane in planes)])


def planes(stages: Sequence[FeatureMaps]) -> tuple[list[Array], list[float]]:
    """The numbers of the layers that do not copy, and by what those of every stage are to be multiplied.

    A power of two for each stage brings its numbers into the range of float16, whose 11 bits keep all numbers of three
    decimal digits apart (1000 < 2 ** 10): rounded to those here, they are shown with just those there.
    """
    scales = [_scale(stage.values) for stage in stages]
    sent = [rounded(stage.values) / scale for stage, scale in zip(stages, scales, strict=True) if stage.layer.operation.copies is None]
    return sent, scales


def rounded(values: Array) -> Array:
    """The numbers with three significant digits."""
    with np.errstate(divide="ignore", invalid="ignore"):
        unit = 10.0 ** (np.floor(np.log10(np.abs(values.astype(np.float64)))) - 2)
        return np.asarray(np.where(np.isfinite(values) & (values != 0), np.rint(values / unit) * unit, values))


def _scale(values: Array) -> float:
    largest = float(np.abs(values, where=np.isfinite(values), out=np.zeros_like(values)).max())
    return float(2.0 ** (np.frexp(largest)[1] - TOP)) if largest else 1.0


Number = float | str
"""A number that JSON can hold: one that is not finite is written out."""


def number(value: float) -> Number:
    """`value` for JSON."""
    return value if isfinite(value) else "NaN" if value != value else "∞" if value > 0 else "−∞"


def float_of(value: Number) -> float:
    """The number again, NaN where it was written out."""
    return value if isinstance(value, float) else float("nan")
