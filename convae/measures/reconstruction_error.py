"""How good a reconstruction is, for one digit and over many."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from convae import network
from convae.layers import Array
from convae.model_files import ModelFiles

EPSILON = 1e-7
"""How far Keras keeps a probability from 0 and 1 before it takes the logarithm (`keras.config.epsilon`)."""
BATCH = 500
"""Pictures measured at once."""


@dataclass(frozen=True)
class Figures:
    """How far a reconstruction is from its picture, the means over all pixels of one picture or of many.

    Attributes:
        bce: binary cross-entropy in nats a pixel, what training makes small.
        floor: the cross-entropy of a perfect copy, above 0 because the pixels are grey.
        mse: mean squared error.
        psnr: peak signal-to-noise ratio in decibels, for pixels from 0 to 1; infinite for a perfect copy.
        error_per_ink: squared error over squared ink, Σ(x − x̂)² / Σx²; 0 is a perfect copy, 1 an empty page.
    """

    bce: float
    floor: float
    mse: float
    psnr: float
    error_per_ink: float


@dataclass(frozen=True)
class ModelFigures:
    """A model's figures on the test digits.

    Attributes:
        sha256: of the model file that was measured.
        dead_code_units: numbers of the code that are 0 for every test digit.
        error_per_ink: for each test digit, in MNIST's order.
    """

    sha256: str
    bce: float
    floor: float
    mse: float
    dead_code_units: int
    error_per_ink: tuple[float, ...]

    @property
    def percentiles(self) -> Array:
        """For p = 1 … 99 the largest error per ink that p % of the test digits, or more, reach: falling, shape (99,)."""
        rising, digits = np.sort(self.error_per_ink), len(self.error_per_ink)
        return np.array([rising[digits - -(-digits * percent // 100)] for percent in range(1, 100)])

    def worst(self, count: int) -> list[int]:
        """The indices of the `count` test digits that come back worst, the very worst first."""
        return [int(index) for index in np.argsort(self.error_per_ink)[::-1][:count]]


def compare(image: Array, output: Array) -> Figures:
    """The figures of `output` as a copy of `image`, both of one shape, from 0 to 1."""
    x, y = image.astype(np.float64), output.astype(np.float64)
    mse = float(np.mean((x - y) ** 2))
    return Figures(
        bce=float(np.mean(cross_entropy(x, y))),
        floor=float(np.mean(cross_entropy(x, x))),
        mse=mse,
        psnr=float("inf") if mse == 0 else float(-10 * np.log10(mse)),
        error_per_ink=float(np.sum((x - y) ** 2) / max(np.sum(x**2), EPSILON)),
    )


def farther(a: Array, b: Array, others: Array) -> int:
    """How many of `others`, shape (n, *shape), are farther from `a` than `b` is: the more, the nearer are the two."""
    distances = np.linalg.norm((others - a).reshape(len(others), -1), axis=1)
    return int(np.sum(distances > np.linalg.norm(b - a)))


def cross_entropy(x: Array, y: Array) -> Array:
    """The binary cross-entropy of each pixel `y` as a guess at `x`, in nats, as Keras computes it."""
    # In single precision, as Keras does: there the largest number below 1 is a little further from it.
    y = np.asarray(y, np.float32).clip(EPSILON, 1 - EPSILON).astype(np.float64)
    return np.asarray(-(x * np.log(y) + (1 - x) * np.log(1 - y)))


def floor(images: NDArray[np.uint8]) -> float:
    """The cross-entropy of a perfect copy of `images`, uint8: above 0 because their pixels are grey."""
    greys = np.arange(256) / 255
    # A few at a time, because bincount makes eight bytes of each pixel.
    counts = sum(np.bincount(images[at : at + BATCH].ravel(), minlength=256) for at in range(0, len(images), BATCH))
    return float(np.average(cross_entropy(greys, greys), weights=counts))


def measure(net: network.Network, images: NDArray[np.uint8], sha256: str) -> ModelFigures:
    """Measure `net` on `images`, uint8, shape (n, 28, 28): 2 to 3 seconds for the 10,000 test digits."""
    sums, alive, errors = np.zeros(3), np.zeros(net.code.output_shape, bool), []
    for start in range(0, len(images), BATCH):
        batch = images[start : start + BATCH, ..., None].astype(np.float32) / 255
        codes = net.encode(batch)
        x, y = batch.astype(np.float64), net.decode(codes).astype(np.float64)
        alive |= (codes != 0).any(axis=0)
        squares = np.sum((x - y) ** 2, axis=(1, 2, 3))
        errors += list(squares / np.maximum(np.sum(x**2, axis=(1, 2, 3)), EPSILON))
        sums += [cross_entropy(x, y).sum(), cross_entropy(x, x).sum(), squares.sum()]
    bce, floor, mse = (float(total) for total in sums / images.size)
    return ModelFigures(sha256, bce, floor, mse, int(alive.size - alive.sum()), tuple(round(float(error), 6) for error in errors))


def beside(model: Path) -> ModelFigures | None:
    """The figures that were written beside `model`, or None if there are none that can be read for exactly this file."""
    files = ModelFiles(model)
    try:
        stored = json.loads(files.figures.read_text(encoding="utf-8"))
        figures = ModelFigures(**stored | {"error_per_ink": tuple(map(float, stored["error_per_ink"]))})
    except (OSError, ValueError, TypeError, KeyError):
        return None  # it is not worth a word: they will be computed again
    return figures if figures.sha256 == files.digest and figures.error_per_ink else None
