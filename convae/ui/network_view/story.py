"""The story that the view tells of a digit, in a place of its own at the top of a page."""

from typing import Any

from convae.ui.network_view.page_place import page_place
from convae.viewed.viewed_digit import Digit
from convae.words import Words

place = page_place("story")


def told(digit: Digit, words: Words, *, canvas: dict[str, Any] | None = None, learning: bool = False) -> dict[str, Any]:
    """What the view is told of a digit, ready for JSON.

    Args:
        canvas: the one that the visitor can draw on, as `blob.js` describes it; None where there is none.
        learning: whether the network is still being trained, so that its copies are compared with nothing.
    """
    return {"title": digit.title(words), "prepared": not digit.from_mnist, "learning": learning, "canvas": canvas}
