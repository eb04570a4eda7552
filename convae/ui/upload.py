"""Upload: a photo or a scan of a digit."""

from typing import BinaryIO

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from convae import ink
from convae.errors import ConvaeError
from convae.ui.state import Session
from convae.words import Words

MEGABYTES = 5
MEGAPIXELS = 40


class PictureError(ConvaeError):
    """An uploaded file is no picture that can be read."""


def panel(session: Session, words: Words) -> ink.Steps | None:
    """Let the visitor upload a picture and return it in its steps to 28×28, or None while there is none."""
    file = st.file_uploader(words.say("upload.label"), type=["png", "jpg", "jpeg"], max_upload_size=MEGABYTES, key="upload")
    if file is not None and file.file_id != session.uploaded_file:
        try:
            session.uploaded = ink.steps_of_photo(pixels(file))
            session.uploaded_file = file.file_id
        except ConvaeError as error:
            st.warning(words.say(error.reason, **error.found))
    return session.uploaded


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
