"""What a network view asks for, when nobody's browser has asked it: the network, and an answer that JSON can hold."""

import json
import struct
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convae import words
from convae.ui.network_view import View
from convae.ui.network_view.request import Request, read
from convae.viewed.viewed_network import ViewedNetwork
from guard import guarded
from spoilt import JUNK, NUMBERS, otherwise
from visits import MODEL

SHOWN, ENGLISH = MODEL.now, words.of("en")
IMAGE = np.linspace(0, 1, 784, dtype=np.float32).reshape(28, 28)
ASKED = {
    "of": SHOWN.layers,
    "turn": 3,
    "moment": 2,
    "off": [[1, 3], [2, 0]],
    "view": "cell",
    "stage": 1,
    "row": 4,
    "column": 5,
    "channel": 6,
}
PLACES = st.sampled_from(NUMBERS) | st.integers(-2, 30)


def answers(told: Any) -> Request:
    """Ask as a page does, and look at all that goes to the browser."""
    with guarded():
        asked = read(told, SHOWN)
        shown = SHOWN if asked.moment is None else ViewedNetwork(MODEL.at(asked.moment), MODEL.history, asked.moment)
        data, _ = View("network").packed(shown, shown.net.run(IMAGE, asked.off), asked, ENGLISH, None)
    (length,) = struct.unpack_from("<I", data)
    json.loads(data[4 : 4 + length], parse_constant=pytest.fail)
    return asked


@given(JUNK)
def test_any_json_at_all_asks_for_nothing(told: Any) -> None:
    assert answers(told) == Request()


@given(otherwise(ASKED, times=4))
def test_a_question_with_something_else_in_it(told: Any) -> None:
    answers(told)


@given(
    st.sampled_from(["cell", "channel", "layer", "rank"]),
    st.fixed_dictionaries(dict.fromkeys(("stage", "row", "column", "channel", "turn", "moment"), PLACES)),
    st.lists(st.lists(PLACES, min_size=2, max_size=2), max_size=40),
)
def test_places_that_there_are_not(view: str, places: dict[str, Any], off: list[Any]) -> None:
    asked = answers({"of": SHOWN.layers, "view": view, "off": off} | places)
    layers = SHOWN.net.stages
    assert 0 <= asked.stage < len(layers)
    assert all(0 < stage < len(layers) and 0 <= channel < layers[stage].output_shape[-1] for stage, channel in asked.off)
