"""How a model came to be: its weights at some forty moments of its training, and the loss on the way.

The file with it, beside that of the model, is written by the training and read by the page.
"""

import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from convae import arrays_file
from convae.errors import BROKEN_ARRAYS

MOMENTS = 40
"""How many times the weights are kept, the beginning among them."""
POINTS = 160
"""How many points the curve of the loss has at most."""
MOST = 1000
"""The most moments or points that a history from a file may have."""
FIRST_STEP = 20
"""The first moment after the beginning: before it, while the learning rate rises from 0, nothing is to be seen."""
MAX_BYTES = 16 * 2**20
"""The most that is unpacked of a history; that of `sharp` has 1.5 MB, so more is a mistake or an attack."""


@dataclass(frozen=True, eq=False)
class History:
    """The training of one model.

    Attributes:
        digest: SHA-256 of the model file that came out of it, in hexadecimal.
        facts: what else is known of the training, in JSON: "recipe", "images", "held_out", "floor", "steps", "seconds".
        steps_per_epoch: how many steps, each on one batch of digits, go through all digits once.
        steps: after how many steps the weights were kept, rising from 0, shape (moments,).
        weights: all weights at these moments in the order of `Network.with_weights`, shape (moments, parameters), in half
            precision, whose eleven bits are enough to look at; the last are those of the model.
        curve_steps: where the curve of the loss has its points, rising, shape (points,).
        curve_bce: the mean binary cross-entropy of the training digits since the point before, or since the epoch began if that
            was later, shape (points,).
    """

    digest: str
    facts: str
    steps_per_epoch: int
    steps: NDArray[np.int32]
    weights: NDArray[np.float16]
    curve_steps: NDArray[np.int32]
    curve_bce: NDArray[np.float32]

    @property
    def floor(self) -> float | None:
        """The mean cross-entropy of perfect copies of the training digits, which no loss goes below."""
        found = json.loads(self.facts).get("floor")
        return float(found) if isinstance(found, int | float) else None

    def epoch(self, moment: int) -> float:
        """How often training had been through all digits at the `moment`, an index into `steps`."""
        return float(self.steps[moment]) / self.steps_per_epoch

    def loss(self, moment: int) -> float | None:
        """The last point of the curve of the loss at the `moment`, or before it; None before the first."""
        at = int(np.searchsorted(self.curve_steps, self.steps[moment], side="right")) - 1
        return None if at < 0 else float(self.curve_bce[at])

    def save(self, file: Path | BinaryIO) -> None:
        """Write it to `file`, a path that ends in .npz or an open file."""
        np.savez_compressed(file, **vars(self))


def moments(total: int, steps_per_epoch: int, count: int) -> list[int]:
    """About `count` moments of a training of `total` steps, close together at its beginning, each a fixed factor after the last.

    The first is 0 and the last is `total`; from the first epoch on they are ends of epochs.
    """
    spread = np.geomspace(min(FIRST_STEP, total), total, count - 1)
    whole = np.where(spread < steps_per_epoch, np.rint(spread), np.rint(spread / steps_per_epoch) * steps_per_epoch)
    return sorted({0, total, *whole.astype(int).clip(1, total).tolist()})


def read(file: Path | BinaryIO, digest: str, parameters: int) -> History | None:
    """The history in `file`, or None if it is none that can be read for a model of so many `parameters` with this `digest`."""
    try:
        arrays = arrays_file.read(file, [field.name for field in fields(History)], MAX_BYTES)
        found = History(**arrays | {name: arrays[name].item() for name in ("digest", "facts", "steps_per_epoch")})
        return found if found.digest == digest and _fits(found, parameters) else None
    except BROKEN_ARRAYS:
        return None  # it is not worth a word: the model is there without it


def _fits(found: History, parameters: int) -> bool:
    """Whether a history from a file can be true: as many moments as weights, in order, of this network, and all numbers finite."""
    moments, points = len(found.steps), len(found.curve_steps)
    return bool(
        isinstance(json.loads(found.facts), dict)
        and isinstance(found.steps_per_epoch, int)
        and found.steps_per_epoch > 0
        and 1 < moments <= MOST
        and points <= MOST
        and found.weights.shape == (moments, parameters)
        and found.curve_bce.shape == found.curve_steps.shape == (points,)
        and all(array.dtype.kind == "i" and (np.diff(array) > 0).all() for array in (found.steps, found.curve_steps))
        and found.steps[0] == 0
        and all(array.dtype.kind == "f" and np.isfinite(array).all() for array in (found.weights, found.curve_bce))
    )
