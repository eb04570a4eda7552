"""What the browser's document is told that no element of Streamlit's can tell it: its language, and who the visitor is.

`document.js` besides looks after what belongs to the page as a whole: its focus, what is announced, the menu, the canvas's looks.
"""

from pathlib import Path

import streamlit as st

from convae.words import Words

COOKIE = "convae_visitor"
"""Under this name a browser keeps the visitor's, as long as there is something on the server that is to be found again."""

_tell = st.components.v2.component("convae.document", js=Path(__file__).with_name("document.js").read_text(encoding="utf-8"))


def tell(words: Words, visitor: str = "") -> None:
    """Let the document speak the visitor's language, and its browser know the `visitor` by name after a reload; empty, it forgets."""
    _tell(key="document", data={"language": words.say("page.tag"), "cookie": COOKIE, "visitor": visitor}, height=1)
