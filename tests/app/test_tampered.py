"""What a browser never says by itself: the page reads a sentence, and the digit that it had stays."""

import base64
from typing import Any

import pytest

from app_page import Page, path

PICTURE = {"type": "Image", "left": 0}
HELLO = "data:image/png;base64," + base64.b64encode(b"hello").decode()


def drawing(*objects: object, data: object = None, **more: object) -> dict[str, Any]:
    return {"drawing": {"raw": {"objects": list(objects)}, "data": data} | more}


@pytest.mark.parametrize(
    "told",
    [
        {"drawing": "x"},
        {"drawing": 3},
        {"drawing": [1]},
        {"drawing": {"raw": "x", "data": None}},
        {"drawing": {"raw": 7, "data": None}},
        {"drawing": {"raw": {"objects": 5}, "data": None}},
        {"drawing": {"raw": {"objects": {"a": 1}}, "data": None}},
        drawing(None),
        drawing(path([(10, 10), (200, 200)]) | {"left": float("nan")}),
        drawing(path([(10, 10), (200, 200)]) | {"scaleX": 1e300}),
        drawing(path([(10, 10), (200, 200)]) | {"path": [[[[[]]]]]}),
        drawing(*[path([(10, 10), (200, 200)])] * 20_000),
        drawing(PICTURE),
        drawing(PICTURE, data=5),
        drawing(PICTURE, data={"a": 1}),
        drawing(PICTURE, data="data:image/png;base64,!!!"),
        drawing(PICTURE, data=HELLO),
    ],
    ids=lambda told: repr(told)[:60],
)
def test_a_drawing_that_no_canvas_sends_is_refused_with_a_sentence(told: dict[str, Any]) -> None:
    page = Page()
    page.at.session_state["canvas"] = told
    page.run()
    assert page.refusal
    assert "MNIST test digit no. 0" in page.html


@pytest.mark.parametrize("told", [None, "x", 5, [1], {"drawing": None}, drawing()], ids=repr)
def test_no_drawing_at_all_is_a_blank_canvas(told: object) -> None:
    page = Page()
    page.at.session_state["canvas"] = told
    page.run()
    assert not page.refusal


@pytest.mark.parametrize("told", ["x", 5, [1], {"asked": 5}, {"asked": [], "need": {}}, {"asked": {"of": 1, "off": [[1e9, 2]]}}], ids=repr)
def test_a_network_view_that_asks_for_nonsense_gets_the_network(told: object) -> None:
    page = Page()
    page.at.session_state["network"] = told
    page.run()


@pytest.mark.parametrize("language", ["fr", "EN", "<script>alert(1)</script>", "x" * 100_000, "pt\0", "%00"])
def test_an_unknown_language_in_the_address_is_passed_over(language: str) -> None:
    page = Page()
    page.at.query_params["language"] = language
    page.run()
    assert "<script>" not in page.html
