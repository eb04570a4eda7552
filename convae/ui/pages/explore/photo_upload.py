"""Upload: a photo or a scan of a digit."""

import streamlit as st

from convae import ink, log, pictures
from convae.errors import ConvaeError
from convae.html.markup import tag, text
from convae.ink.photo_file import PictureError, pixels
from convae.ui.state import Session
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
    if file is not None and file.file_id != session.photo.file:
        session.photo.file, session.photo.error = file.file_id, None
        try:
            if file.size > MEGABYTES * 2**20:  # the browser has been told so, and may not have listened
                raise PictureError("errors.picture.heavy", found=file.size / 2**20, limit=MEGABYTES)
            session.photo.digits, session.photo.chosen = ink.digits_in_photo(pixels(file)), 0
        except ConvaeError as error:
            session.photo.error = error
            log.refused("picture", error.reason)
    refused = session.photo.error if file is not None else None
    if refused:
        st.html(tag("p", text(words.say(refused.reason, **refused.found)), class_="refused", role="alert"))
    if not session.photo.digits or session.photo.put_away:
        return None
    if file is None:  # the page was left: the picture is still here, Streamlit's own sign to take it away is not
        st.button(words.say("upload.remove"), on_click=_put_away, args=(session, True), key="remove")
    if len(session.photo.digits) > 1 and not refused:
        _choice(session, words)
    return brought_digit(session.photo.digits[session.photo.chosen], "upload.previous" if refused else "upload.title")


def _choice(session: Session, words: Words) -> None:
    """Let the visitor choose one of the digits that were found, or all of them as one."""
    photo, last = session.photo, len(session.photo.digits) - 1

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
        on_change=lambda: setattr(photo, "chosen", st.session_state[key]),
    )


def _put_away(session: Session, away: bool) -> None:
    # Not forgotten: Streamlit takes a file away for a moment, too, when another one replaces it.
    session.photo.put_away = away
