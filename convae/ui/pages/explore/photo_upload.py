"""Upload: a photo or a scan of a digit."""

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from convae import ink, log, pictures
from convae.errors import ConvaeError
from convae.html import framed_photo
from convae.html.markup import tag, text
from convae.ink.photo_file import PictureError, pixels
from convae.ui.pages.explore import photo_correction
from convae.ui.state import Photo, Session
from convae.viewed.viewed_digit import Digit, brought_digit
from convae.words import Words

MEGABYTES = 20


def panel(session: Session, words: Words) -> Digit | None:
    """Let the visitor upload a picture and return it, or None while there is none.

    A file that cannot be read leaves a sentence, and the last picture that could stays and is called so.
    """
    with st.container(key="upload_box"):
        return _picture(session, words)


def _picture(session: Session, words: Words) -> Digit | None:
    file = st.file_uploader(
        words.say("upload.label", limit=MEGABYTES),
        max_upload_size=MEGABYTES,
        key="upload",
        on_change=lambda: _put_away(session, st.session_state["upload"] is None),
    )
    photo = session.photo
    if file is not None:
        _take(photo, file)
    else:  # which only a browser shows that holds one all the same: `explore.css`
        st.html(tag("p", text(words.say("upload.lost")), class_="refused lost", role="alert"))
    refused = photo.error if file is not None else None
    if refused:
        st.html(tag("p", text(words.say(refused.reason, **refused.found)), class_="refused", role="alert"))
    if file is None and photo.digits and not photo.put_away:
        # the page was left: the picture is still here, Streamlit's own sign to take it away is not
        st.button(words.say("upload.remove"), on_click=_put_away, args=(session, True), key="remove")
    _questions(photo, words, there=file is not None)
    if not photo.digits or photo.put_away:
        return None
    return brought_digit(photo.digits[photo.chosen], "upload.previous" if refused else "upload.title")


def _take(photo: Photo, file: UploadedFile) -> None:
    """Read a file that is new, or looked at otherwise than before."""
    if file.file_id != photo.file:
        photo.file, photo.correction, photo.whole = file.file_id, ink.Correction(), ""
    if photo.read == (wanted := (file.file_id, photo.correction)):
        return
    photo.read, photo.error = wanted, None
    try:
        if file.size > MEGABYTES * 2**20:  # the browser has been told so, and may not have listened
            raise PictureError("errors.picture.heavy", found=file.size / 2**20, limit=MEGABYTES)
        file.seek(0)
        picture = pixels(file)
        photo.whole = photo.whole or framed_photo.address(picture)
        photo.digits, photo.chosen = ink.digits_in_photo(picture, photo.correction), 0
    except ConvaeError as error:
        photo.error = error
        log.refused("picture", error.reason)


def _questions(photo: Photo, words: Words, *, there: bool) -> None:
    """Which of several digits is meant, and whether what was found is right; the latter only while the picture is still `there`."""
    several = len(photo.digits) > 1 and not photo.error and not photo.put_away
    if not several and there and photo.doubtful and not photo.error:
        st.html(tag("p", text(words.say("upload.doubtful")), class_="note"))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="found_ink"):
        if several:
            _choice(photo, words)
        if there and photo.whole:
            photo_correction.panel(photo, words)


def _choice(photo: Photo, words: Words) -> None:
    """Let the visitor choose one of the digits that were found, or all of them as one."""
    last = len(photo.digits) - 1

    def label(at: int) -> str:
        name = words.say("upload.together") if at == last else words.say("upload.found", number=at + 1)
        return f"![{name}]({pictures.single(photo.digits[at].image)})"

    key = f"found {photo.file} {words.language}"
    st.session_state[key] = photo.chosen
    st.pills(
        words.say("upload.several", digits=last),
        range(last + 1),
        format_func=label,
        key=key,
        required=True,
        wrap=True,
        width="content",
        on_change=lambda: setattr(photo, "chosen", st.session_state[key]),
    )


def _put_away(session: Session, away: bool) -> None:
    # Not forgotten: Streamlit takes a file away for a moment, too, when another one replaces it.
    session.photo.put_away = away
