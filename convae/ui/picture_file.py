"""A file that came from outside as the pixels of a picture."""

from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from convae.errors import ConvaeError

MEGAPIXELS = 40
"""More are refused before they are unpacked."""


class PictureError(ConvaeError):
    """An uploaded file is no picture that can be read."""


def pixels(file: BinaryIO) -> NDArray[np.uint8]:
    """The picture in `file` as it would be seen: turned as its camera says, shape (height, width, 4), uint8.

    Raises:
        PictureError: it is no PNG or JPEG, is cut short, or has more than `MEGAPIXELS`.
    """
    try:
        with Image.open(file, formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > MEGAPIXELS * 1_000_000:
                raise PictureError("errors.picture.large", width=picture.width, height=picture.height, megapixels=MEGAPIXELS)
            # A quarter of the pixels are enough for 28×28, and JPEG can leave the others out unread.
            picture.draft("RGB", (1024, 1024))
            picture.thumbnail((1024, 1024))
            return np.asarray(ImageOps.exif_transpose(picture).convert("RGBA"))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        if isinstance(error, PictureError):
            raise
        raise PictureError("errors.picture.unreadable") from error
