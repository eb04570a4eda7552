"""When the page itself fails: a sentence for the visitor, a line for the operator, and nothing of what the visitor sent."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
from streamlit import config, error_util

from app_page import Page
from convae import log, words
from convae.ui.network_view import story
from convae.ui.server import failure


@pytest.fixture
def hosted(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Page, io.StringIO]]:
    """A page that shows no details, as where it is hosted, and what its operator reads; afterwards all is as before."""
    monkeypatch.setattr(error_util, "show_uncaught_app_exception", error_util.show_uncaught_app_exception)
    for name in failure._LOGGERS:
        monkeypatch.setattr(logging.getLogger(name), "filters", [])
    config.set_option("client.showErrorDetails", "none")
    stream = io.StringIO()
    failure.be_told()
    page = Page()
    log.to(stream)
    monkeypatch.setattr(logging.getLogger("streamlit"), "handlers", [logging.StreamHandler(stream)])
    yield page, stream
    log.to(io.StringIO())
    config.set_option("client.showErrorDetails", "full")


def broken(*_: object, **__: object) -> str:
    raise ValueError("the visitor's secret")


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_a_page_that_fails_says_so_in_one_sentence_and_goes_on_when_it_can(
    hosted: tuple[Page, io.StringIO], monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    page, stream = hosted
    page.choose("language", language)
    with monkeypatch.context() as failing:
        failing.setattr(story, "told", broken)
        page.run()
    assert [error.value for error in page.at.error] == [words.of(language).say("page.failed")]
    (line,) = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert (line["event"], line["error"]) == ("failed", "ValueError")
    assert [place.split(":")[0] for place in line["places"]][-2:] == ["explore_page.py", "test_failure.py"]
    assert "secret" not in stream.getvalue()
    assert not page.run().at.error


def test_who_asks_for_details_gets_them(monkeypatch: pytest.MonkeyPatch) -> None:
    failure.be_told()
    page = Page()
    monkeypatch.setattr(story, "told", broken)
    page.at.run()
    assert [exception.message for exception in page.at.exception] == ["the visitor's secret"]


def test_where_the_sentences_are_broken_too_streamlits_own_is_shown(
    hosted: tuple[Page, io.StringIO], monkeypatch: pytest.MonkeyPatch
) -> None:
    page, _ = hosted
    monkeypatch.setattr(story, "told", broken)
    monkeypatch.setattr(failure.words, "of", {}.__getitem__)
    failure._apologise(ValueError("the visitor's secret"))
    page.at.run()
    assert len(page.at.exception) == 1
    assert "secret" not in page.at.exception[0].message
