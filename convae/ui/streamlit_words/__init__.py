"""What Streamlit itself writes, in the visitor's language: a style sheet that puts our sentences in the place of its English ones.

Streamlit 1.67 speaks no other language. All of its own words that our pages can show, and what becomes of them:

covered
    the file uploader: its button and the line beside it; the size of a file, 2.0KB, is hidden, and the largest that is taken stands
    in the label;
    the menu: the themes, About, and with what all is made, without the button that copies the version;
    the dialog where an address leads nowhere, and the header's note where the server does not answer;
    Stop, beside the sign of a page that takes long; the tip at code that can be copied

replaced
    st.number_input with its messages and "Press Enter to apply": `number_field`

not to be seen
    "No results" and "Choose an option" of a selectbox, in which nothing is typed with `filter_mode=None`;
    "Running trainer()." while something is cached, with `show_spinner=False`;
    Rerun, Print, Deploy and the like, with a minimal `toolbarMode`

named by `document`, which also takes the drawing canvas's own toolbar away
    what only screen readers say: of the menu and its themes, the list of pages, Stop, the file uploader, the choices of a selectbox,
    the help beside it, the progress of a training, the sign that closes a dialog

written by `document` in the place of Streamlit's, for a style sheet would let a screen reader read both
    the link that skips to the page's content, what is wrong with a file, the title of a dialog

left in English, for it is no name
    "Running..." of the header's sign, which is said for a moment while a page takes long
"""

import json
import re
from functools import cache
from pathlib import Path

from convae.words import Words

_CSS = Path(__file__).with_name("streamlit_words.css")


@cache
def style(words: Words) -> str:
    """The style sheet with the sentences of `words`, as an element of the page."""

    def sentence(asked: re.Match[str]) -> str:
        return json.dumps(words.say(f"streamlit.{asked[1]}"), ensure_ascii=False)

    return f"<style>{re.sub(r'say[(]([a-z]+)[)]', sentence, _CSS.read_text(encoding='utf-8'))}</style>"
