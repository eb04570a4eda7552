"""Arrays out of an .npz file, read with suspicion: it may come from anybody."""

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The ways of packing that are undone. LZMA, which NumPy never writes, would reserve as much memory as the file asks for."""


class MissingError(LookupError):
    """There are no arrays called `names` in the file."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names
        super().__init__(", ".join(names))


class TooLargeError(ValueError):
    """With the array called `name` they would unpack to more than was allowed."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


def read(source: Path | BinaryIO, names: Sequence[str], most: int) -> dict[str, NDArray[Any]]:
    """The arrays called `names` in the .npz file `source`, together not larger than `most` bytes, all read-only.

    Raises:
        MissingError, TooLargeError: it has not all of them, or they are larger.
        One of `errors.BROKEN_ARRAYS`, as those two are: it is no such file, or an array holds Python objects.
    """
    if isinstance(source, Path):
        with source.open("rb") as opened:
            return read(opened, names, most)
    with np.load(source, allow_pickle=False) as file:
        if missing := [name for name in names if name not in file.files]:
            raise MissingError(missing)
        total = 0
        for name in names:
            member = file.zip.getinfo(f"{name}.npy")
            total += member.file_size
            if total > most:
                raise TooLargeError(name)
            if member.compress_type not in METHODS:
                raise ValueError(f"{member.filename} is none of ours")
        arrays = {name: np.asarray(file[name]) for name in names}
    for array in arrays.values():
        array.setflags(write=False)
    return arrays
