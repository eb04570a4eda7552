"""What Streamlit opens: `streamlit run app.py`."""

import streamlit as st

from convae.ui import page_shell, training_note, training_session
from convae.ui.pages.about import about_page
from convae.ui.pages.compare import compare_page
from convae.ui.pages.explore import explore_page
from convae.ui.pages.train import train_page
from convae.ui.server import startup


def main() -> None:
    """Show the page that the visitor is on."""
    startup.begin()
    words = page_shell.language()
    page_shell.open_page(words)
    training = st.Page(lambda: train_page.page(words), title=words.say("page.train"), url_path="train")
    pages = [
        st.Page(lambda: explore_page.page(words), title=words.say("page.explore"), default=True),
        st.Page(lambda: compare_page.page(words), title=words.say("page.compare"), url_path="compare"),
        training,
        st.Page(lambda: about_page.page(words), title=words.say("page.about"), url_path="about"),
    ]
    opened = st.navigation(pages, position="top")
    if opened is not pages[0]:
        page_shell.entitle(opened.title, words)
    elsewhere = opened is not training
    if elsewhere:
        training_session.settle(told=True)
    training_note.tell(words)
    if page_shell.complete(words):
        opened.run()
        if elsewhere:
            training_note.note(words)


main()
