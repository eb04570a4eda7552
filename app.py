"""What Streamlit opens: `streamlit run app.py`."""

import streamlit as st

from convae.ui import about, explore, frame


def main() -> None:
    """Show the page that the visitor is on."""
    words = frame.language()
    frame.open_page(words)
    pages = [
        st.Page(lambda: explore.page(words), title=words.say("page.explore"), url_path="explore", default=True),
        st.Page(lambda: about.page(words), title=words.say("page.about"), url_path="about"),
    ]
    st.navigation(pages, position="top").run()


main()
