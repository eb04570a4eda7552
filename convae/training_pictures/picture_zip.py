"""A zip of picture files, such as one folder for each digit: what the folders are called does not matter, as no labels are needed."""

import io
import zipfile
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from convae.digits import DigitsError
from convae.errors import printable
from convae.ink import photo_file
from convae.training_pictures.unpacking import check, unpacked

ENDINGS = (".png", ".jpg", ".jpeg", ".jfif", ".bmp", ".gif", ".tif", ".tiff", ".webp", ".avif")
"""How picture files are called."""
LARGEST = 2**20
"""Bytes of one picture at most: they are small, and there are many."""
SIDE = 28


def pictures(names: Sequence[str]) -> list[str]:
    """Of the files called so those that are pictures, and of these the ones to train with, where some say that they are."""
    found = [name for name in names if name.lower().endswith(ENDINGS)]
    return [name for name in found if "train" in name.lower()] or found


def read(archive: zipfile.ZipFile, names: Sequence[str], path: str) -> NDArray[np.uint8]:
    """The pictures called `names`, shape (n, 28, 28); where most have light edges they are dark on light, and are turned round.

    Raises:
        DigitsError: one of them is too large or cannot be read.
        TooLargeError: there are too many.
    """
    check(len(names) * SIDE * SIDE, path)
    found = np.stack([_small(archive, name, path) for name in names])
    edges = np.concatenate([found[:, 0], found[:, -1], found[:, :, 0], found[:, :, -1]], axis=1)
    return 255 - found if np.median(edges) > 127 else found


def _small(archive: zipfile.ZipFile, name: str, path: str) -> NDArray[np.uint8]:
    """One picture in grey, on white where it is transparent, shrunk to fit into 28×28 and no more than that."""
    if archive.getinfo(name).file_size > LARGEST:
        raise DigitsError("errors.digits.picture_file", path=path, name=printable(name))
    try:
        grey = photo_file.on_white(photo_file.pixels(io.BytesIO(unpacked(archive, name)))).convert("L")
    except photo_file.PictureError as error:
        raise DigitsError("errors.digits.picture_file", path=path, name=printable(name)) from error
    if grey.size == (SIDE, SIDE):
        return np.asarray(grey)
    scale = SIDE / max(grey.size)
    grey = grey.resize((max(1, round(grey.width * scale)), max(1, round(grey.height * scale))), Image.Resampling.BOX)
    ground = int(np.median([*np.asarray(grey)[[0, -1]].ravel(), *np.asarray(grey)[:, [0, -1]].ravel()]))
    whole = Image.new("L", (SIDE, SIDE), ground)
    whole.paste(grey, ((SIDE - grey.width) // 2, (SIDE - grey.height) // 2))
    return np.asarray(whole)
