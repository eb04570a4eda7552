"""Who comes back finds their run again, and what becomes of its network; nobody finds another's."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
import streamlit as st

from app_page import Page
from convae.training_jobs import Snapshot
from convae.ui import document
from convae.words import of
from ui.pages.train.test_train_page import AT_WORK, DONE, EARLY, SMALL, StandIn, trainer  # noqa: F401 - a fixture

MINE, ANOTHERS = "0123456789abcdef" * 2, "fedcba9876543210" * 2
LOST = of("en").say("train.lost")


@pytest.fixture
def told(monkeypatch) -> list[dict]:
    """What the document was told of the visitor, each time."""
    said: list[dict] = []
    monkeypatch.setattr(document, "_tell", lambda data, **_: said.append(data))
    return said


@pytest.fixture
def browser(monkeypatch) -> SimpleNamespace:
    """The browser of the visitors who come: its cookies."""
    one = SimpleNamespace(cookies={})
    monkeypatch.setattr(type(st.context), "cookies", property(lambda _: one.cookies))
    return one


@pytest.fixture
def mine(trainer, browser) -> StandIn:  # noqa: F811
    """A trainer that knows one visitor, and a browser that has kept their name."""
    trainer.names = {MINE}
    trainer.now = AT_WORK
    browser.cookies = {document.COOKIE: MINE}
    return trainer


def notices(page: Page) -> list[str]:
    return [each.value for each in page.at.toast]


def session(page: Page):
    return page.at.session_state["convae"]


@pytest.mark.parametrize("now", [Snapshot("waiting", 20, place=2), Snapshot("starting", 20), AT_WORK, replace(AT_WORK, state="paused")])
def test_who_comes_back_has_their_run_again(mine, told, now):
    mine.now = now
    page = Page()
    assert session(page).run.visitor == MINE
    assert "training-note" in page.html
    assert notices(page) == []
    assert (told[-1]["visitor"], told[-1]["keep"]) == (MINE, True)


def test_who_comes_back_when_it_is_over_has_the_network_again_on_every_page(mine, told):
    mine.now = DONE
    page = Page()
    assert session(page).models.chosen == "trained"
    assert notices(page) == [of("en").say("train.ended_adopted")]
    assert told[-1]["keep"]
    assert notices(page.run()) == []


@pytest.mark.parametrize("name", ["", "all", MINE[:-1], MINE + "0", MINE.upper(), MINE[:-1] + "\n", "../" + MINE, "ä" * 32])
def test_a_name_that_is_none_of_ours_is_no_name(trainer, browser, told, name):  # noqa: F811
    browser.cookies = {document.COOKIE: name}
    trainer.names = {name}
    trainer.now = AT_WORK
    page = Page()
    assert session(page).run.visitor != name
    assert "training-note" not in page.html
    assert notices(page) == []


def test_a_made_up_name_finds_nothing(mine, browser, told):
    browser.cookies = {document.COOKIE: ANOTHERS}
    page = Page()
    assert session(page).run.visitor not in (MINE, ANOTHERS)
    assert "training-note" not in page.html


def test_a_stranger_sees_nothing_of_a_run_and_keeps_no_name(mine, browser, told):
    browser.cookies = {}
    page = Page()
    assert "training-note" not in page.html
    assert not told[-1]["keep"]


def test_a_run_that_the_server_does_not_know_any_more_is_told_once_and_its_name_forgotten(mine, told):
    mine.names = {ANOTHERS}
    page = Page()
    assert notices(page) == [LOST]
    assert (told[-1]["keep"], told[-1]["gone"]) == (False, MINE)
    assert notices(page.run()) == []


def test_a_run_that_was_forgotten_while_its_page_was_open_is_told_once(mine, told):
    page = Page()
    mine.now = None
    page.run()
    assert notices(page) == [LOST]
    assert not told[-1]["keep"]
    assert notices(page.run()) == []


def test_a_name_is_kept_only_while_there_is_something_to_be_found(mine, told):
    page = Page()
    for ended in (Snapshot("stopped", 20, number=1), AT_WORK.failed("errors.training.crashed", cause="?")):
        mine.now = ended
        page.run()
        assert not told[-1]["keep"]
        assert LOST not in notices(page)


def test_two_tabs_of_one_browser_have_the_same_run_and_each_takes_its_network(mine, told):
    first, second = Page(), Page()
    assert session(first).run.visitor == session(second).run.visitor == MINE
    mine.now = DONE
    for tab in (first.run(), second.run(), first.run()):
        assert session(tab).models.chosen == "trained"
        assert session(tab).models.own["trained"].data == SMALL


def say_kept(page: Page, name: object) -> Page:
    """Let the browser say that it keeps this name now."""
    page.at.session_state[document.KEY] = {"kept": name}
    return page.run()


def test_a_tab_that_was_open_before_finds_the_run_that_another_began(mine, browser, told):
    browser.cookies = {}
    page = Page()
    own = session(page).run.visitor
    for odd in (7, None, ["x"], "x", ANOTHERS):
        say_kept(page, odd)
        assert session(page).run.visitor == own
        assert notices(page) == []
    say_kept(page, MINE)
    assert session(page).run.visitor == MINE
    assert "training-note" in page.html


def test_in_a_tab_that_was_open_before_the_network_of_another_is_not_shown_unasked(mine, browser, told):
    browser.cookies = {}
    page = Page()
    mine.now = DONE
    say_kept(page, MINE)
    assert session(page).run.visitor == MINE
    assert session(page).models.chosen == "classic"
    assert notices(page) == []


def test_a_tab_with_a_run_of_its_own_keeps_that(mine, told):
    page = Page()
    mine.names = {MINE, ANOTHERS}
    assert session(say_kept(page, ANOTHERS)).run.visitor == MINE


def test_a_second_network_is_adopted_even_if_it_cannot_be_told_from_the_first(mine, told):
    mine.now = DONE
    page = Page()
    session(page).models.chosen = "classic"
    mine.now = replace(DONE, number=2)
    assert session(page.run()).models.chosen == "trained"


def test_a_run_that_ended_elsewhere_without_a_network_is_told(mine, told):
    page = Page()
    mine.now = AT_WORK.failed("errors.training.crashed", cause="?")
    assert notices(page.run()) == [of("en").say("train.ended_failed")]


def test_a_network_that_has_not_seen_all_digits_is_not_shown_unasked(mine, told):
    page = Page()
    mine.now = EARLY
    page.run()
    assert session(page).models.chosen == "classic"
    assert "trained" not in session(page).models.own
    assert notices(page) == [of("en").say("train.ended_early")]
    assert told[-1]["keep"]
