"""A place on the page outside of the view's own where the view tells something.

Two components know nothing of each other: `page_place.js` says in the browser where the place is, `js/page_places.js` listens.
"""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

_FOLDER = Path(__file__).parent


def page_place(name: str) -> Callable[[], None]:
    """What makes the place called `name` on the page, in the style of the sheet of that name."""
    show = st.components.v2.component(
        f"convae.{name}_place",
        html=f'<div data-place="{name}"></div>',
        css=(_FOLDER / f"{name}.css").read_text(encoding="utf-8"),
        js=(_FOLDER / "page_place.js").read_text(encoding="utf-8"),
        isolate_styles=False,
    )

    def place() -> None:
        show(key=name)

    return place
