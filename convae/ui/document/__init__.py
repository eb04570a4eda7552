"""What the browser's document is told that no element of Streamlit's can tell it: its language, and who the visitor is.

`js/` besides looks after what belongs to the page as a whole: its focus, what is announced, the menu, the canvas's looks.
"""

from pathlib import Path

import streamlit as st

from convae.ui import browser_modules
from convae.ui.component_value import nothing, told
from convae.words import Words

COOKIE = "convae_visitor"
"""Under this name a browser keeps the visitor's, as long as there is something on the server that is to be found again."""
KEY = "document"

_tell = st.components.v2.component("convae.document", js=browser_modules.whole(Path(__file__).with_name("js"), "whole_page.js"))


def tell(words: Words, visitor: str, *, tab: str = "", keep: bool = False, gone: str = "") -> None:
    """Let the document speak the visitor's language, and its browser know the visitor again.

    Args:
        visitor: the visitor's name.
        tab: their tab's.
        keep: whether the browser is to keep it; else it forgets it, but not one that another tab has let it keep.
        gone: another name that it is to forget.
    """
    said = {key: words.say(f"streamlit.{key}") for key in ("skip", "refused", "framed", "about", "nowhere", "wait")}
    data: dict[str, object] = {
        "language": words.spoken.tag,
        "names": words.group("names") | {"help": words.say("number.about", label="{label}")} | said,
    }
    data |= {"cookie": COOKIE, "visitor": visitor, "tab": tab, "keep": keep, "gone": gone}
    _tell(key=KEY, data=data, height=1, on_kept_change=nothing, on_tab_change=nothing)


def kept() -> str:
    """The name that the browser keeps, if it was given another one than this tab's, in another tab, since this one was opened."""
    return _said("kept")


def tab() -> str:
    """The name that the tab had before the page was loaded anew, if it was."""
    return _said("tab")


def _said(name: str) -> str:
    said = told(KEY, name)
    return said if isinstance(said, str) else ""
