"""A file that came from outside as the pixels of a picture."""

import math
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from convae.errors import ConvaeError
from convae.ink.no_picture import BEGINNING, named

FORMATS = ("PNG", "JPEG", "WEBP", "AVIF", "GIF", "BMP", "TIFF")
"""What phones, cameras, scanners and browsers give, whatever the file is called; besides HEIF, which iPhones write."""
MEGAPIXELS = 40
"""More are refused before they are unpacked."""
FEWER = {"RGB": 30, "LA": 20, "RGBA": 20, "CMYK": 20, "I;16": 20, "I;16B": 20, "I": 10, "F": 10}
"""Of pictures in colour, with opacity or of more than 8 bits, which take up to twelve bytes of memory for each pixel."""
SIDE = 32_000
"""Pixels of the longest side: of a PNG whole rows are kept, too."""
ENOUGH = 1024**2
"""Pixels of a picture that are looked at."""


class PictureError(ConvaeError):
    """An uploaded file is no picture that can be read."""


def pixels(file: BinaryIO) -> NDArray[np.uint8]:
    """The picture in `file` as it would be seen: turned as its camera says, shape (height, width, 4), uint8.

    Raises:
        PictureError: it is none of `FORMATS`, is damaged, or has more than `MEGAPIXELS`, `FEWER` or `SIDE`.
    """
    beginning = file.read(BEGINNING)
    file.seek(0)
    try:
        with Image.open(file, formats=_formats(beginning)) as picture:
            return _seen(picture)
    except UnidentifiedImageError as error:
        raise PictureError(f"errors.picture.{named(beginning)}") from error
    except Image.DecompressionBombError as error:
        raise PictureError("errors.picture.huge", megapixels=MEGAPIXELS) from error
    except (OSError, ValueError, SyntaxError, EOFError, RuntimeError) as error:
        if isinstance(error, PictureError):
            raise
        raise PictureError("errors.picture.damaged") from error


def on_white(pixels: NDArray[np.uint8]) -> Image.Image:
    """What `pixels` gives, laid on white paper where it is transparent, in red, green and blue."""
    seen = Image.fromarray(pixels)
    paper = Image.new("RGBA", seen.size, "white")
    paper.alpha_composite(seen)
    return paper.convert("RGB")


def _formats(beginning: bytes) -> tuple[str, ...]:
    """What Pillow is to look for in a file that begins so."""
    if beginning[4:8] != b"ftyp":
        return FORMATS
    from pi_heif import register_heif_opener  # it takes a twentieth of a second to load, and few need it

    register_heif_opener(thumbnails=False)
    return (*FORMATS, "HEIF")


def _seen(picture: Image.Image) -> NDArray[np.uint8]:
    # So many pixels are enough for 28×28, and a JPEG can leave the others out unread; one that comes bit by bit cannot.
    fewer = min(1.0, math.sqrt(ENOUGH / max(picture.width * picture.height, 1)))
    size = max(1, round(picture.width * fewer)), max(1, round(picture.height * fewer))
    whole = picture.size
    if not picture.info.get("progressive"):
        picture.draft("RGB", size)
    _check_size(picture, whole)
    small = _in_8_bits(picture)
    small.thumbnail(size)
    return np.asarray(ImageOps.exif_transpose(small).convert("RGBA"))


def _check_size(picture: Image.Image, whole: tuple[int, int]) -> None:
    """Whether as much of the picture as is unpacked is small enough.

    Args:
        whole: its width and height before any of it is left out.
    """
    most = min(MEGAPIXELS, FEWER.get(picture.mode, MEGAPIXELS))
    if picture.width * picture.height > most * 1_000_000:
        raise PictureError("errors.picture.large", width=whole[0], height=whole[1], megapixels=most)
    if max(picture.size) > SIDE:
        raise PictureError("errors.picture.long", width=whole[0], height=whole[1], side=SIDE)


def _in_8_bits(picture: Image.Image) -> Image.Image:
    """Greys of more bits by the upper 8 of those in use, or from the least to the most: Pillow would make white of all but the darkest."""
    if not picture.mode.startswith(("I", "F")):
        return picture
    greys = np.asarray(picture)
    if picture.mode.startswith("I;16"):
        eight = greys >> max(int(greys.max()).bit_length() - 8, 0)
    else:
        greys = np.nan_to_num(greys.astype(np.float32))
        eight = (greys - greys.min()) * (255 / max(float(np.ptp(greys)), 1e-30))
    grey = Image.fromarray(eight.astype(np.uint8))
    grey.info = picture.info  # how the camera was held is written there
    return grey
