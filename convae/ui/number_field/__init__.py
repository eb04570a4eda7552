"""Our own component: a field for a number, which reads and writes it as its language does and says what is wrong with it.

What is understood, `typed_number.py` says; what happens in the browser stands in `js/field.js`.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import streamlit as st

from convae.ui import browser_modules, component_value
from convae.ui.state import session
from convae.ui.typed_number import Bounds, Typed
from convae.words import Words
from convae.words.numerals import LONGEST

_FOLDER = Path(__file__).parent
_show = st.components.v2.component(
    "convae.number_field",
    html=(_FOLDER / "field.html").read_text(encoding="utf-8"),
    css=(_FOLDER / "field.css").read_text(encoding="utf-8"),
    js=browser_modules.whole(_FOLDER / "js", "field.js"),
)


def number_field(
    label: str,
    first: float,
    bounds: Bounds,
    key: str,
    words: Words,
    *,
    about: str | None = None,
    until: str = "number.holds",
    bare: bool = False,
    disabled: bool = False,
    width: int | Literal["stretch"] = "stretch",
    on_change: Callable[[float], None] | None = None,
) -> Typed:
    """Ask for a number, and return what stands in the field; it lasts from page to page and from language to language.

    Args:
        first: the number to begin with; when it becomes another, it takes the place of what was typed.
        about: what the number does, for who asks.
        until: the key of the sentence that says what holds as long as what was typed is wrong, with {value} for the last good number.
        bare: whether the label is for screen readers alone, and nothing but the number is shown.
        on_change: what is called with every other good number that is typed, before the page is made.
    """
    numbers = session().numbers
    known: Typed | None = numbers.get(key)
    numbers[key] = known.now(first, words) if known else Typed.of(first, words)

    def take() -> None:
        before: Typed = numbers[key]
        told = _told(key)
        if told is None or told[1] == before.turn:
            return
        numbers[key] = after = before.put(*told, bounds, words)
        if on_change and after.value != before.value:
            on_change(after.value)

    take()  # here, too: of what a page brings along to another server, no change is told
    typed: Typed = numbers[key]
    below, above = (words.exact(value) for value in bounds.beside(typed.value))
    data = {
        "label": label,
        "about": about,
        "ask": words.say("number.about", label=label),
        "less": words.say("number.less", label=label),
        "enter": words.say("number.enter"),
        "more": words.say("number.more", label=label),
        "said": _wrong(typed, bounds, until, words),
        "text": typed.text,
        "value": typed.value,
        "least": bounds.least,
        "most": bounds.most,
        "below": below,
        "above": above,
        "keyboard": "numeric" if bounds.whole else "decimal",
        "longest": LONGEST,
        "bare": bare,
        "disabled": disabled,
        "turn": typed.turn,
    }
    _show(key=key, data=data, width=width, on_typed_change=take)
    return typed


def _wrong(typed: Typed, bounds: Bounds, until: str, words: Words) -> str:
    """What is wrong with what was typed, and what holds until it is right; empty where nothing is."""
    if typed.wrong is None:
        return ""
    return f"{bounds.sentence(typed.wrong, words)} {words.say(until, value=bounds.said(typed.value, words))}"


def _told(key: str) -> tuple[str, int] | None:
    """What was typed last, and how often something was, if the browser has said that and nothing else."""
    match component_value.told(key, "typed"):
        case {"text": str(text), "turn": int(turn)}:
            return text[: LONGEST + 1], turn
    return None
