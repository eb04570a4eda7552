"""What a file of training pictures is, by what is in it, whatever it is called."""

import gzip
import io
import zipfile
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from convae.arrays_file import TooLargeError
from convae.digits import DigitsError
from convae.errors import BROKEN_ARRAYS, printable
from convae.training_pictures import idx_file, named_arrays, picture_zip
from convae.training_pictures.unpacking import MEGABYTES, check, unpacked

GZIP, NPY, ZIP = b"\x1f\x8b", b"\x93NUMPY", b"PK"
"""How such files begin."""


def read(path: Path) -> NDArray[np.uint8]:
    """The pictures in the file at `path`, shape (n, 28, 28), 0 paper to 255 ink; where there are several parts, those to train with.

    Raises:
        DigitsError: there is no such file, it is of no kind that is known, broken, too large, or holds no pictures of 28×28.
    """
    if not path.is_file():
        raise DigitsError("errors.digits.missing", path=str(path))
    try:
        with path.open("rb") as file:
            return _pictures(file, str(path))
    except DigitsError:
        raise
    except TooLargeError as error:
        raise DigitsError("errors.digits.too_large", path=str(path), name=printable(error.name), megabytes=MEGABYTES) from error
    except BROKEN_ARRAYS as error:
        raise DigitsError("errors.digits.broken", path=str(path)) from error


def _pictures(file: BinaryIO, path: str) -> NDArray[np.uint8]:
    beginning = file.read(8)
    file.seek(0)
    if beginning.startswith(GZIP):
        with gzip.open(file) as inner:
            content = inner.read(MEGABYTES * 2**20 + 1)
        check(len(content), path)
        return _pictures(io.BytesIO(content), path)
    if beginning.startswith(NPY):
        return named_arrays.alone(file.read(), path)
    if beginning.startswith(ZIP):
        return _packed(file, path)
    if idx_file.is_one(beginning):
        return idx_file.read(file, path)
    raise DigitsError("errors.digits.kind", path=path)


def _packed(file: BinaryIO, path: str) -> NDArray[np.uint8]:
    """What is in a zip: arrays, as .npz files are zips, MNIST's own files, or picture files."""
    with zipfile.ZipFile(file) as archive:
        names = [item.filename for item in archive.infolist() if not (item.is_dir() or _hidden(item.filename))]
        if any(name.endswith(".npy") for name in names):
            return named_arrays.chosen(archive, path)
        if pictures := picture_zip.pictures(names):
            return picture_zip.read(archive, pictures, path)
        whole = [name for name in names if idx_file.named_so(name)] or (names if len(names) == 1 else [])
        for name in sorted(whole, key=lambda name: "train" not in name.lower()):
            if not name.lower().endswith(".zip"):  # one within another, and so on, is somebody's joke
                return _pictures(io.BytesIO(unpacked(archive, name)), path)
    raise DigitsError("errors.digits.kind", path=path)


def _hidden(name: str) -> bool:
    """Whether a file is what a Mac leaves beside those that were packed."""
    return any(part.startswith((".", "__MACOSX")) for part in name.split("/"))
