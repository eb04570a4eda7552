"""A photo with what was taken for ink marked in it, so that one sees what was left out and what was not."""

import io

import numpy as np
from PIL import Image

from convae.layers import Array
from convae.pictures import data_uri

MARK = np.array([255, 107, 26], np.float32)
"""The colour of ink, orange: it stands out from paper and from pens, light or dark, for colour-blind eyes, too."""
QUALITY = 85
"""Of the JPEG; a photo as a PNG is six times as large."""


def address(photo: Array, ink: Array) -> str:
    """The picture as an address inside a page.

    Args:
        photo: how light it is where, 0 to 1, shape (height, width).
        ink: what was taken for ink, 0 to 1, of the same shape.
    """
    grey = np.clip(photo, 0, 1)[..., None] * 255
    marked = grey + (MARK - grey) * np.clip(ink, 0, 1)[..., None]
    file = io.BytesIO()
    Image.fromarray(np.rint(marked).astype(np.uint8)).save(file, "JPEG", quality=QUALITY)
    return data_uri(file.getvalue(), "jpeg")
