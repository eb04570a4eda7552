"""MNIST's digits: the ones bundled with convae, or a file in the layout of `keras.datasets.mnist`."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from convae import arrays_file
from convae.errors import BROKEN_ARRAYS, ConvaeError

BUNDLED = Path(__file__).with_name("data") / "mnist-20000.npz"
"""All 10,000 test digits and 10,000 training digits, 1,000 of each class; `data/README.md` says where they come from."""


MEGABYTES = 128
"""The most that the digits of a file may unpack to; MNIST's 70,000 have 53."""


class DigitsError(ConvaeError):
    """A file of digits is missing, broken, or in another layout."""


@dataclass(frozen=True)
class Digits:
    """Pictures of digits, uint8, 0 paper to 255 ink, shape (n, 28, 28), and their labels 0 to 9, uint8, shape (n,).

    The arrays are read-only: everybody in the process may share them.
    """

    x_train: NDArray[np.uint8]
    y_train: NDArray[np.uint8]
    x_test: NDArray[np.uint8]
    y_test: NDArray[np.uint8]


def load(path: Path | str | None = None) -> Digits:
    """Read the digits at `path`, an .npz like MNIST's with `x_train`, `y_train`, `x_test`, `y_test`, or the bundled ones.

    Raises:
        DigitsError: there is no such file, it cannot be read, or its arrays are of other names, shapes or types.
    """
    return _bundled() if path is None else Digits(**_read(Path(path)))


@cache
def load_test() -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The bundled test digits alone, `x_test` and `y_test`: all that the page needs, in half the time."""
    arrays = _read(BUNDLED, ("test",))
    return arrays["x_test"], arrays["y_test"]


@cache
def _bundled() -> Digits:
    return Digits(**_read(BUNDLED))


def _read(path: Path, parts: Sequence[str] = ("train", "test")) -> dict[str, NDArray[np.uint8]]:
    if not path.is_file():
        raise DigitsError("errors.digits.missing", path=str(path))
    names = [f"{kind}_{part}" for part in parts for kind in "xy"]
    try:
        arrays = arrays_file.read(path, names, MEGABYTES * 2**20)
    except arrays_file.MissingError as error:
        raise DigitsError("errors.digits.names", path=str(path), missing=", ".join(error.names)) from error
    except arrays_file.TooLargeError as error:
        raise DigitsError("errors.digits.too_large", path=str(path), name=error.name, megabytes=MEGABYTES) from error
    except BROKEN_ARRAYS as error:
        raise DigitsError("errors.digits.unreadable", path=str(path)) from error
    for part in parts:
        _check(path, part, arrays)
    return {name: _read_only(array.astype(np.uint8, copy=False)) for name, array in arrays.items()}


def _read_only(array: NDArray[np.uint8]) -> NDArray[np.uint8]:
    array.setflags(write=False)
    return array


def _check(path: Path, part: str, arrays: dict[str, NDArray[np.generic]]) -> None:
    x, y = arrays[f"x_{part}"], arrays[f"y_{part}"]
    if x.dtype != np.uint8 or x.shape[1:] != (28, 28) or len(x) == 0:
        raise DigitsError("errors.digits.pictures", path=str(path), name=f"x_{part}", found=f"{x.dtype} {x.shape}")
    if y.dtype.kind not in "iu" or y.shape != x.shape[:1] or y.min() < 0 or y.max() > 255:
        raise DigitsError("errors.digits.labels", path=str(path), name=f"y_{part}", found=f"{y.dtype} {y.shape}")
