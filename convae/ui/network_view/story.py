"""The story that the view tells of a digit, in a place of its own at the top of a page."""

from pathlib import Path
from typing import Any

import streamlit as st

from convae import ink, pictures
from convae.html import ink_steps
from convae.viewed.viewed_digit import Digit
from convae.words import Words

BRIEF = 40
"""CSS pixels of the longer side of a drawing beside what became of it."""
_FOLDER = Path(__file__).parent
_place = st.components.v2.component(
    "convae.story_place",
    html='<div class="story-place"></div>',
    css=(_FOLDER / "story.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "story_place.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def place() -> None:
    """Make a place on the page; the view that tells a story finds it."""
    _place(key="story")


def told(digit: Digit, words: Words, *, canvas: dict[str, Any] | None = None, learning: bool = False) -> dict[str, Any]:
    """What the view is told of a digit, ready for JSON.

    Args:
        canvas: the one that the visitor can draw on, as `blob.js` describes it; None where there is none.
        learning: whether the network is still being trained, so that its copies are compared with nothing.
    """
    drawn = _drawn(digit.steps) if digit.steps and digit.crowded else None
    return {"title": digit.title(words), "prepared": not digit.from_mnist, "learning": learning, "drawn": drawn, "canvas": canvas}


def _drawn(steps: ink.Steps) -> dict[str, Any]:
    """A drawing as it came, and where on the page the way from there is told: its strokes have run into each other."""
    height, width = steps.ink.shape
    scale = BRIEF / max(height, width)
    picture = {"picture": pictures.single(steps.ink), "width": round(width * scale), "height": round(height * scale)}
    return picture | {"steps": f"#{ink_steps.PLACE}"}
