"""Who loads the page anew finds what they drew or picked; nobody else does, and no more is kept than there is room for."""

import pytest

from app_page import Page
from convae.ui import document, tab_memory
from convae.ui.tab_memory import LARGEST, MOST, SECONDS, Kept, TabMemory

SEVEN = [(80.0, 70.0), (200.0, 70.0), (130.0, 220.0)]
STROKES = [SEVEN, [(60.0, 150.0), (200.0, 150.0)]]


@pytest.fixture(autouse=True)
def memory(monkeypatch) -> TabMemory:
    """A memory of its own for each test."""
    one = TabMemory()
    monkeypatch.setattr(tab_memory, "_memory", lambda: one)
    return one


def session(page: Page):
    return page.at.session_state["convae"]


def anew(name: object) -> Page:
    """The page loaded anew by a tab that says it had this name."""
    page = Page()
    page.at.session_state[document.KEY] = {"tab": name}
    return page.run()


def test_who_loads_the_page_anew_finds_the_drawing_and_can_undo_it():
    first = Page().draw(*STROKES)
    again = anew(session(first).tab)
    assert "your drawing" in again.html
    assert len(session(again).drawing.sent["objects"]) == 2
    again.at.button(key="undo").click()
    again.run()
    assert len(session(again).drawing.restored["objects"]) == 1
    assert "your drawing" in anew(session(first).tab).html  # and again


def test_who_loads_the_page_anew_finds_the_picked_digit():
    first = Page().draw(*STROKES).choose("source", "pick")
    session(first).gallery.picked = 61
    first.run()
    assert "test digit no. 61, labelled 8" in anew(session(first).tab).html


@pytest.mark.parametrize("name", ["", "0" * 32, "nobody", 7, None, ["a"]])
def test_a_stranger_finds_nothing(name):
    Page().draw(*STROKES)
    assert "test digit no. 0, labelled 7" in anew(name).html


def test_what_has_been_drawn_since_stays():
    first, again = Page().draw(*STROKES), Page().draw(SEVEN)
    again.at.session_state[document.KEY] = {"tab": session(first).tab}
    assert len(session(again.run()).drawing.sent["objects"]) == 1


def test_a_drawing_is_forgotten_after_some_minutes_and_with_too_many_tabs(memory):
    kept = Kept("[]", 3, None)
    memory.keep("a", kept, 0.0)
    assert memory.find("a", SECONDS) == kept
    assert memory.find("a", SECONDS + 1) is None
    for number in range(MOST):
        memory.keep(str(number), kept, 1.0)
    assert memory.find("a", 1.0) is None
    assert memory.find("0", 1.0) == kept
    memory.keep("b", kept, SECONDS + 2)
    assert memory.find("1", 1.0) is None


def test_a_drawing_that_is_too_large_is_not_kept():
    first = Page().draw(SEVEN, note="x" * LARGEST)
    assert "your drawing" in first.html
    assert "test digit no. 0, labelled 7" in anew(session(first).tab).html
