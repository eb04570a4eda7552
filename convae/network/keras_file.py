"""What stands in a .keras file: a zip of `config.json` and an HDF5 file of weights. Nothing in it is ever executed.

The layout is the one that Keras 3.15 writes, https://keras.io/guides/serialization_and_saving/.
"""

import io
import json
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import h5py
import numpy as np

from convae.errors import ConvaeError
from convae.layers import Array

MAX_MEGABYTES = {"config.json": 1, "model.weights.h5": 64}
"""The most that is unpacked of each; `sharp` has 0.01 and 0.1, so more is a mistake or an attack."""

_BROKEN = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
"""What zipfile, json and h5py raise for bytes that are not what their names promise."""


class ModelFileError(ConvaeError):
    """A file is not a .keras model, or not one that convae can run."""


class KerasFile:
    """The description of a model's layers and the weights of each."""

    def __init__(self, source: Path | str | BinaryIO) -> None:
        """Read `source` whole.

        Raises:
            ModelFileError: it is missing, not a .keras file, cut short, or would unpack to more than `MAX_MEGABYTES`.
        """
        if isinstance(source, Path | str):
            self.path = str(source)
            if not Path(source).is_file():
                raise ModelFileError("errors.model.missing", path=self.path)
        else:
            self.path = str(getattr(source, "name", "model.keras"))
        try:
            with zipfile.ZipFile(source) as archive:
                self.config: dict[str, Any] = json.loads(self._unpack(archive, "config.json"))
                self._weights = h5py.File(io.BytesIO(self._unpack(archive, "model.weights.h5")), "r")
        except ModelFileError:
            raise
        except _BROKEN as error:
            raise ModelFileError("errors.model.unreadable", path=self.path) from error
        if not isinstance(self.config, dict):
            raise ModelFileError("errors.model.unreadable", path=self.path)

    def _unpack(self, archive: zipfile.ZipFile, name: str) -> bytes:
        # LZMA, which Keras never writes, would reserve as much memory as the file asks for.
        if archive.getinfo(name).compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ModelFileError("errors.model.unreadable", path=self.path)
        # The size that the archive declares may be a lie, so count what comes out.
        limit = MAX_MEGABYTES[name] * 2**20
        with archive.open(name) as file:
            content = file.read(limit + 1)
        if len(content) > limit:
            raise ModelFileError("errors.model.too_large", path=self.path, name=name, megabytes=MAX_MEGABYTES[name])
        return content

    def weights(self, kinds: Iterable[str]) -> Iterator["StoredWeights"]:
        """The weights of each layer, in the order of the config, which has layers of these `kinds`."""
        return (StoredWeights(self._weights, group) for group in group_names(kinds))


def group_names(kinds: Iterable[str]) -> Iterator[str]:
    """How Keras calls the groups in which it stores the weights of layers of these `kinds`, by a counter for each: conv2d, conv2d_1, ...

    The class counts, not the layer's own name. "BatchNormalization" becomes batch_normalization, as `to_snake_case` does it in
    https://github.com/keras-team/keras/blob/master/keras/src/utils/naming.py
    """
    earlier: Counter[str] = Counter()
    for kind in kinds:
        words = re.sub(r"(.)([A-Z][a-z]+)", r"\1_\2", re.sub(r"\W+", "", kind))
        name = re.sub(r"([a-z])([A-Z])", r"\1_\2", words).lower()
        yield f"{name}_{earlier[name]}" if earlier[name] else name
        earlier[name] += 1


class StoredWeights:
    """The stored arrays of one layer."""

    def __init__(self, file: h5py.File, group: str) -> None:
        self._file, self._group = file, group

    def read(self, layer: str, shapes: tuple[tuple[int, ...], ...]) -> tuple[Array, ...]:
        """The arrays of `layer` as float32, which must have exactly these `shapes`.

        Raises:
            ModelFileError: an array is missing, is no plain array of finite numbers, or has another shape.
        """
        try:
            stored = [self._plain(f"layers/{self._group}/vars/{index}") for index in range(len(shapes))]
            found = tuple(dataset.shape for dataset in stored)
            if found != shapes:
                raise ModelFileError("errors.model.weights_shape", layer=layer, found=str(found), expected=str(shapes))
            with np.errstate(over="ignore"):  # what is too large becomes infinite, and is refused for that
                arrays = tuple(np.asarray(dataset[...], np.float32) for dataset in stored)
        except ModelFileError:
            raise
        except _BROKEN as error:
            raise ModelFileError("errors.model.weights_missing", layer=layer) from error
        if not all(np.isfinite(array).all() for array in arrays):
            raise ModelFileError("errors.model.weights_not_finite", layer=layer)
        return arrays

    def _plain(self, path: str) -> h5py.Dataset:
        """The dataset at `path`, as Keras writes it: reached by hard links, of a float type, its numbers in one piece in this file."""
        links = self._file.id.links
        for end in (*(at for at, letter in enumerate(path) if letter == "/"), len(path)):
            if links.get_info(path[:end].encode()).type != h5py.h5l.TYPE_HARD:
                raise KeyError(path)
        node = self._file[path]
        if not isinstance(node, h5py.Dataset) or node.dtype.kind != "f" or node.external or node.is_virtual or node.chunks:
            raise KeyError(path)
        return node
