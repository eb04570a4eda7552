"""What Streamlit opens: `streamlit run app.py`."""

import streamlit as st

from convae.ui import about, compare, explore, frame, operator, run_note, runs, train


def main() -> None:
    """Show the page that the visitor is on."""
    operator.begin()
    words = frame.language()
    frame.open_page(words)
    training = st.Page(lambda: train.page(words), title=words.say("page.train"), url_path="train")
    pages = [
        st.Page(lambda: explore.page(words), title=words.say("page.explore"), default=True),
        st.Page(lambda: compare.page(words), title=words.say("page.compare"), url_path="compare"),
        training,
        st.Page(lambda: about.page(words), title=words.say("page.about"), url_path="about"),
    ]
    opened = st.navigation(pages, position="top")
    elsewhere = opened is not training
    if elsewhere:
        runs.settle(told=True)
    run_note.tell(words)
    if frame.complete(words):
        opened.run()
        if elsewhere:
            run_note.note(words)


main()
