"""Pictures in an .npz or .npy file, whatever the arrays are called."""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import prod
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from convae.arrays_file import METHODS
from convae.digits import DigitsError
from convae.errors import printable
from convae.training_pictures.grey_levels import grey
from convae.training_pictures.unpacking import check

MOST = 100
"""Arrays that are looked at in one file."""
NAMED = 6
"""Arrays that are named where none will do."""
AT_ONCE = 4096
"""Pictures that are read at once: numbers of 64 bits take eight times as much as what is made of them."""


@dataclass(frozen=True)
class Form:
    """What the beginning of an .npy file says of its array.

    Attributes:
        columns_first: whether its numbers stand in Fortran's order, so that no picture is in one piece.
    """

    shape: tuple[int, ...]
    columns_first: bool
    dtype: np.dtype[Any]

    @property
    def pictures(self) -> bool:
        """Whether it holds pictures of 28×28, at least one: in grey or in colour, as squares or as rows."""
        each = self.shape[1:]
        return self.dtype.kind in "biuf" and each in ((28, 28), (28, 28, 1), (1, 28, 28), (784,), (28, 28, 3)) and self.shape[0] > 0

    def said(self, name: str) -> str:
        """What the array called `name` is."""
        return f"{printable(name)} {self.dtype} {self.shape}".strip()


def alone(content: bytes, path: str) -> NDArray[np.uint8]:
    """The pictures of an .npy file, shape (n, 28, 28).

    Raises:
        DigitsError: it holds none that will do.
        TooLargeError, or one of `errors.BROKEN_ARRAYS`.
    """
    form = _form(io.BytesIO(content))
    return _read(lambda: io.BytesIO(content), _found({"": form}, path), form, path)


def chosen(archive: zipfile.ZipFile, path: str) -> NDArray[np.uint8]:
    """Of the arrays of an .npz file the pictures: those to train with before others, and the most before fewer.

    Raises:
        DigitsError: none of them holds pictures that will do.
        TooLargeError, or one of `errors.BROKEN_ARRAYS`.
    """
    forms = {}
    for item in archive.infolist()[:MOST]:
        if item.filename.endswith(".npy") and item.compress_type in METHODS:
            with archive.open(item) as opened:
                forms[item.filename.removesuffix(".npy")] = _form(opened)
    if not forms:
        raise ValueError("all arrays are packed in a way that is not undone")
    name = _found(forms, path)
    return _read(lambda: archive.open(f"{name}.npy"), name, forms[name], path)


def _found(forms: Mapping[str, Form], path: str) -> str:
    """The name of the array to take, of those of these `forms`."""
    fit = [name for name, form in forms.items() if form.pictures]
    if not fit:
        listed = ", ".join(form.said(name) for name, form in [*forms.items()][:NAMED])
        raise DigitsError("errors.digits.arrays", path=path, found=listed + (", …" if len(forms) > NAMED else ""))
    return max(fit, key=lambda name: (_purpose(name), forms[name].shape[0]))


def _purpose(name: str) -> int:
    """What an array is for, by its name: 2 to train with, 0 to test with, 1 where it does not say."""
    lower = name.lower()
    return 2 if "train" in lower else 0 if any(part in lower for part in ("test", "val")) else 1


def _form(file: IO[bytes]) -> Form:
    major, _ = np.lib.format.read_magic(file)
    read = np.lib.format.read_array_header_1_0 if major == 1 else np.lib.format.read_array_header_2_0
    return Form(*read(file))


def _read(opened: Callable[[], IO[bytes]], name: str, form: Form, path: str) -> NDArray[np.uint8]:
    count = form.shape[0]
    check(784 * count, name)
    if form.columns_first:
        check(form.dtype.itemsize * prod(form.shape), name)

    def pieces() -> Iterator[NDArray[Any]]:
        with opened() as file:
            if form.columns_first:
                yield _plain(np.lib.format.read_array(file, allow_pickle=False))
                return
            _form(file)
            for begin in range(0, count, AT_ONCE):
                shape = (min(AT_ONCE, count - begin), *form.shape[1:])
                yield _plain(np.frombuffer(file.read(form.dtype.itemsize * prod(shape)), form.dtype).reshape(shape))

    return grey(pieces, count, path)


def _plain(array: NDArray[Any]) -> NDArray[Any]:
    """Pictures of such a shape as (n, 28, 28); what is in colour as it would be in black and white (Rec. 601)."""
    if array.shape[-1] == 3:
        array = array @ np.array([0.299, 0.587, 0.114], np.float32)
    return array.reshape(-1, 28, 28)
