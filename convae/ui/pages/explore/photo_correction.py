"""The visitor's way to correct what was taken for ink in a picture: another part of it, more ink or less, ink and paper swapped."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from convae import ink
from convae.html import found_ink, framed_photo
from convae.html.markup import tag, text
from convae.ink.correction import MOST
from convae.ui.state import Photo
from convae.words import Words


def panel(photo: Photo, words: Words) -> None:
    """Show the picture, the part of it that is looked at and what was taken for ink, and ask what is to be otherwise."""
    with st.popover(words.say("upload.correct"), key=f"correct {photo.file} {words.language}"):
        if photo.doubtful:
            st.html(tag("p", text(words.say("upload.doubtful_says")), class_="note"))
        pictures, controls = st.columns(2, gap="medium")
        with pictures, st.container(horizontal=True, gap="small"):
            st.html(framed_photo.html(photo.whole, photo.correction, words.say("upload.alt_whole")), width="content")
            if photo.digits and not photo.error:
                steps = photo.digits[photo.chosen]
                source = found_ink.address(steps.ink if steps.photo is None else steps.photo, steps.ink)
                st.html(tag("div", framed_photo.plain(source, words.say("upload.alt_found")), class_="framed"), width="content")
        with controls, st.container(key="correction", gap=None):
            _controls(photo, words)


def _controls(photo: Photo, words: Words) -> None:
    correction = photo.correction
    for name, share in (("across", correction.across), ("down", correction.down)):
        percent = (round(100 * share[0]), round(100 * share[1]))
        key, change = _asked(photo, name, percent, lambda new: (new[0] / 100, new[1] / 100))
        st.slider(words.say(f"upload.{name}"), 0, 100, key=key, format="%d%%", on_change=change)
    key, change = _asked(photo, "more", correction.more)
    st.slider(words.say("upload.more"), -MOST, MOST, key=key, on_change=change)
    key, change = _asked(photo, "swapped", correction.swapped)
    st.toggle(words.say("upload.swapped"), key=key, on_change=change)
    st.button(words.say("upload.as_found"), key="as_found", disabled=correction == ink.Correction(), on_click=_forget, args=(photo,))


def _asked(photo: Photo, name: str, now: object, meant: Callable[[Any], Any] = lambda new: new) -> tuple[str, Callable[[], None]]:
    """The key of a widget that shows what is corrected `now` under `name`, and what is done when the visitor has changed it."""
    key = f"{name} {photo.file}"
    st.session_state[key] = now

    def change() -> None:
        photo.correction = replace(photo.correction, **{name: meant(st.session_state[key])})

    return key, change


def _forget(photo: Photo) -> None:
    photo.correction = ink.Correction()
