"""What every page shares: its language, its title and its looks."""

from functools import cache, partial
from pathlib import Path

import streamlit as st

from convae import digits, log, theme, words
from convae.errors import BROKEN_ARRAYS
from convae.html import style
from convae.ui import streamlit_words, tab_memory, visitor
from convae.ui.state import session
from convae.words import Words

_CSS = Path(__file__).with_name("page_shell.css")


def language() -> Words:
    """Show the choice of language at the top of the page and return the words of the one chosen."""
    asked = words.of(words.nearest(st.context.locale))
    chosen = st.segmented_control(
        asked.say("page.language"),
        list(words.LANGUAGES),
        default=asked.language,
        required=True,
        key="language",
        format_func=lambda code: words.of(code).spoken.label,
        label_visibility="collapsed",
        bind="query-params",
    )
    session().language = spoken = chosen or asked.language
    return words.of(spoken)


def open_page(say: Words) -> None:
    """Set the title, the menu and the style of the page, which is made as a whole."""
    session().views.page += 1
    st.set_page_config(page_title=say.say("page.title"), layout="wide", menu_items={"About": say.say("page.about_menu")})
    st.html(_looks())
    tab_memory.find_again()
    visitor.recognise(say)
    st.html(streamlit_words.style(say))
    _survive()


@cache
def _looks() -> str:
    """The style of every page, and of what of `html/` can be on any, as an element of it; read once, for it is asked for at each run."""
    return f"<style>{theme.variables()}{_CSS.read_text(encoding='utf-8')}{style.sheet()}</style>"


def entitle(page: str, say: Words) -> None:
    """Call the browser's tab after the page that is open, by its name, so that several can be told apart."""
    st.set_page_config(page_title=say.say("page.title_of", page=page))


def complete(say: Words) -> bool:
    """Whether all is there that every page needs; where it is not, say which file is to be put back."""
    for file, read in ((digits.BUNDLED, digits.load_test), (theme.TABLES, partial(theme.colours, "ink"))):
        try:
            read()
        except BROKEN_ARRAYS as error:
            log.event("broken", file=file.name, why=str(error))
            st.error(say.say("page.incomplete", file=file.name))
            return False
    return True


@st.fragment(run_every=3600.0)
def _survive() -> None:
    """Do nothing, seldom: a browser that finds a new server asks it for the whole page only if something on it runs by itself.

    Without that it would send strokes to a fragment that the new server has never heard of, and wait for ever.
    """
