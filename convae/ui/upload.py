"""Upload: a photo or a scan of a digit."""

import streamlit as st

from convae import ink
from convae.errors import ConvaeError
from convae.ui.picture_file import pixels
from convae.ui.state import Session
from convae.words import Words

MEGABYTES = 5


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
