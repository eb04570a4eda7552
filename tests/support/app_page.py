"""The whole page, run without a browser."""

import json
import re
from typing import Any

import numpy as np
from streamlit.testing.v1 import AppTest

from processes import ROOT


class Page:
    """The app as a visitor's session sees it, with the few things that the tests do to it."""

    def __init__(self) -> None:
        self.at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        self.run()

    def run(self) -> "Page":
        """Run the page again, which must not fail."""
        self.at.run()
        assert not self.at.exception, self.at.exception
        return self

    @property
    def html(self) -> str:
        """All that the page shows through `st.html`, without the style, and what the story calls the digit."""
        bodies = [element.proto.body for element in self.at.get("html") if not element.proto.body.startswith("<style>")]
        return "\n".join([*bodies, *([self.told["title"]] if self.told else [])])

    @property
    def told(self) -> dict[str, Any] | None:
        """What the network view is told of the digit in its story; None where none is told."""
        return viewed(self.at).get("told")

    @property
    def parts(self) -> set[str]:
        """Which numbers the network view is given."""
        return {name for name, _, _ in viewed(self.at)["parts"]}

    @property
    def refusal(self) -> str:
        """What the page says of a drawing that it cannot read; empty where it can."""
        return "".join(re.findall('role="alert">(.*?)<', self.html))

    @property
    def pictures(self) -> list[str]:
        """The addresses of all pictures on the page, in order."""
        return re.findall('src="(.*?)"', self.html)

    def plainly(self) -> "Page":
        """Show plain pictures in place of the network view, which only a browser can show."""
        self.at.toggle(key="plain").set_value(True)
        return self.run()

    def choose(self, key: str, value: object) -> "Page":
        """Set the group of buttons called `key`."""
        next(group for group in self.at.get("button_group") if group.key == key).set_value(value)
        return self.run()

    def draw(self, *strokes: list[tuple[float, float]], **changes: object) -> "Page":
        """Let the canvas send these strokes, in its pixels, as fabric.js describes them."""
        self.at.session_state["canvas"] = {
            "drawing": {"raw": {"version": "7.4.0", "objects": [path(s) | changes for s in strokes]}, "data": None}
        }
        return self.run()


def header(data: bytes) -> dict[str, Any]:
    """The header of what a network view gets."""
    found: dict[str, Any] = json.loads(data[4 : 4 + int.from_bytes(data[:4], "little")])
    return found


def digit_in(data: bytes) -> np.ndarray:
    """The digit that a network view gets, shape (28, 28)."""
    told = header(data)
    top, left, height, width = told["ink"]
    name, form, count = told["parts"][0]
    assert name == "ink"
    numbers = np.frombuffer(data, f"<{form}", count, offset=4 + int.from_bytes(data[:4], "little"))
    picture = np.zeros((28, 28))
    picture[top : top + height, left : left + width] = numbers.reshape(height, width) / (255 if form == "u1" else 1)
    return picture


def viewed(at: AppTest) -> dict[str, Any]:
    """The header of what the first network view on the page gets; empty where there is none."""
    views = [each.proto.bytes for each in at.get("bidi_component") if each.proto.component_name == "convae.network_view"]
    return header(views[0]) if views else {}


def typed(text: str, turn: int = 1) -> dict[str, Any]:
    """What a field for a number says of what was typed into it, for the `turn`th time."""
    return {"typed": {"text": text, "turn": turn}}


def path(points: list[tuple[float, float]]) -> dict[str, Any]:
    """A stroke through `points` as the canvas describes it: a path, and its box's centre and size."""
    xs, ys = zip(*points, strict=True)
    return {
        "type": "Path",
        "originX": "center",
        "originY": "center",
        "left": (min(xs) + max(xs)) / 2,
        "top": (min(ys) + max(ys)) / 2,
        "width": max(xs) - min(xs),
        "height": max(ys) - min(ys),
        "scaleX": 1,
        "scaleY": 1,
        "angle": 0,
        "flipX": False,
        "flipY": False,
        "skewX": 0,
        "skewY": 0,
        "fill": None,
        "stroke": "#ffffff",
        "strokeWidth": 18,
        "visible": True,
        "path": [["M", *points[0]], *(["L", *point] for point in points[1:])],
    }
