"""Files that are larger than a place takes, sent by who does not let their browser say so: a sentence, and nothing is kept."""

import io

import pytest

from app_page import Page
from convae import log, words

ENGLISH = words.of("en")


@pytest.mark.parametrize(("key", "kind", "limit"), [("model_file", "keras", 5), ("upload", "png", 20)])
def test_a_file_that_is_too_large_is_refused_by_its_size(key: str, kind: str, limit: int, page: Page) -> None:
    page.choose("source", "upload")
    page.at.file_uploader(key=key).set_value((f"large.{kind}", bytes((limit + 2) * 2**20), "application/octet-stream"))
    page.run()
    sentence = ENGLISH.say(f"errors.{'model' if kind == 'keras' else 'picture'}.heavy", found=limit + 2.0, limit=limit)
    assert sentence in page.html
    assert not page.at.session_state["convae"].models.own
    assert page.at.session_state["convae"].photo.digits == ()


def test_a_picture_that_is_refused_is_told_to_the_operator_once_and_to_the_visitor_as_long_as_it_is_there(page: Page) -> None:
    stream = io.StringIO()
    log.to(stream)
    page.choose("source", "upload")
    page.at.file_uploader(key="upload").set_value(("notes.png", b"no picture", "image/png"))
    for _ in range(3):
        page.run()
        assert ENGLISH.say("errors.picture.unreadable") in page.html
    log.to(io.StringIO())
    assert stream.getvalue().count('"refused"') == 1
