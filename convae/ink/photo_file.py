"""A file that came from outside as the pixels of a picture."""

import math
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from convae.errors import ConvaeError

MEGAPIXELS = 40
"""More are refused before they are unpacked."""
FEWER = {"RGB": 30, "LA": 20, "RGBA": 20, "CMYK": 20, "I;16": 20}
"""Of pictures in colour, with opacity or of 16 bits, which take up to eight bytes of memory for each pixel."""
ENOUGH = 1024**2
"""Pixels of a picture that are looked at."""
SIDE = 32_000
"""Pixels of the longest side: of a PNG whole rows are kept, too."""


class PictureError(ConvaeError):
    """An uploaded file is no picture that can be read."""


def pixels(file: BinaryIO) -> NDArray[np.uint8]:
    """The picture in `file` as it would be seen: turned as its camera says, shape (height, width, 4), uint8.

    Raises:
        PictureError: it is no PNG or JPEG, is cut short, or has more than `MEGAPIXELS`, `FEWER` or `SIDE`.
    """
    try:
        with Image.open(file, formats=("PNG", "JPEG")) as picture:
            _check_size(picture)
            # So many pixels are enough for 28×28, and JPEG can leave the others out unread.
            fewer = min(1.0, math.sqrt(ENOUGH / (picture.width * picture.height)))
            size = math.ceil(picture.width * fewer), math.ceil(picture.height * fewer)
            picture.draft("RGB", size)
            small = _in_8_bits(picture)
            small.thumbnail(size)
            return np.asarray(ImageOps.exif_transpose(small).convert("RGBA"))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        if isinstance(error, PictureError):
            raise
        raise PictureError("errors.picture.unreadable") from error


def _check_size(picture: Image.Image) -> None:
    width, height = picture.size
    most = min(MEGAPIXELS, FEWER.get(picture.mode, MEGAPIXELS))
    if width * height > most * 1_000_000:
        raise PictureError("errors.picture.large", width=width, height=height, megapixels=most)
    if max(width, height) > SIDE:
        raise PictureError("errors.picture.long", width=width, height=height, side=SIDE)


def _in_8_bits(picture: Image.Image) -> Image.Image:
    """The upper 8 of the 12 or 16 bits of grey that are in use: Pillow would make white of all but the darkest."""
    if picture.mode != "I;16":
        return picture
    greys = np.asarray(picture)
    grey = Image.fromarray((greys >> max(int(greys.max()).bit_length() - 8, 0)).astype(np.uint8))
    grey.info = picture.info  # how the camera was held is written there
    return grey
