"""The page that puts two models, two moments of one training, or two digits side by side."""

from collections.abc import Mapping
from pathlib import Path
from typing import get_args

import streamlit as st

from convae.html import style
from convae.html.comparison import figure_table, picture_grid
from convae.html.markup import tag, text
from convae.network import ModelFileError
from convae.ui import refresh
from convae.ui.compute_lock import IN_TURN
from convae.ui.network_view import View
from convae.ui.pages.compare.choices import choose
from convae.ui.pages.compare.verdict import verdict
from convae.ui.segmented_choice import one_of
from convae.viewed.comparison import Kind, Outcome, Side
from convae.words import Words

VIEWS = View("compare_a"), View("compare_b")
_CSS = Path(__file__).with_name("compare.css")
_LOOKS = f"<style>{style.sheet('comparison')}{_CSS.read_text(encoding='utf-8')}</style>"


def page(words: Words) -> None:
    """Choose what to compare, and see it."""
    st.html(_LOOKS)
    st.html(tag("h1", text(words.say("compare.title"))))
    _comparison(words, refresh.chosen())


@st.fragment
def _comparison(words: Words, made: refresh.Chosen) -> None:
    """All of the page: a fragment, so that a slider redraws this and nothing else."""
    refresh.unless_still(made)
    with st.container(horizontal=True, vertical_alignment="bottom", key="compare"):
        kind = one_of(words.say("compare.label"), get_args(Kind), "models", "compare_kind", lambda kind: words.say(f"compare.{kind}"))
        try:
            sides = choose(kind, words)
        except ModelFileError as error:
            st.error(words.say(error.reason, **_for_people(error.found)))
            return
    if sides is None:
        st.info(words.say(f"compare.no_{kind}"))
        return
    _show(sides, words)


def _for_people(found: Mapping[str, object]) -> dict[str, object]:
    """The values of an error's sentence with the name of a file in place of its path: where it is, is nobody's business."""
    return {name: Path(str(value)).name if name == "path" else value for name, value in found.items()}


def _show(sides: tuple[Side, Side], words: Words) -> None:
    """Both digits, codes and copies with their figures, and below them both networks whole."""
    asked = [view.asked(side.shown) for view, side in zip(VIEWS, sides, strict=True)]
    with IN_TURN:
        a, b = (Outcome(side, side.net.run(side.digit.image, wanted.off), wanted.off) for side, wanted in zip(sides, asked, strict=True))
        top = tag("div", picture_grid.view(a, b, words), figure_table.table(a, b, words), class_="compare")
        updates = [
            view.update(each.side.shown, each.side.digit.image, wanted, words, name=f"{letter}: {each.name(words)}")
            for view, each, letter, wanted in zip(VIEWS, (a, b), "AB", asked, strict=True)
        ]
    st.html(tag("p", text(verdict(a, b, words)), class_="verdict") + tag("p", text(_caution(a, b, words)), class_="caution") + top)
    for view, each, letter, update in zip(VIEWS, (a, b), "AB", updates, strict=True):
        st.html(tag("h2", tag("b", letter), " ", text(each.name(words)), " ", tag("small", text(words.say("compare.whole")))))
        view.show(update)
    refresh.for_figures(a.side.model, b.side.model)


def _caution(a: Outcome, b: Outcome, words: Words) -> str:
    """What is to be kept in mind: a figure is about the copy, and of a drawing that was changed much it says little."""
    drawn = [each.side.digit for each in (a, b) if not each.side.digit.from_mnist]
    said = ["story.about_copies"] if drawn else []
    return " ".join(words.say(key) for key in [*said, *(["compare.crowded"] if any(each.crowded for each in drawn) else [])])
