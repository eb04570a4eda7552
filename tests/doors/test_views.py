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
from guard import guarded
from spoilt import JUNK, NUMBERS, otherwise
from visits import MODEL

SHOWN, ENGLISH = MODEL.now, words.of("en")
IMAGE = np.linspace(0, 1, 784, dtype=np.float32).reshape(28, 28)
ASKED = {"of": SHOWN.layers, "turn": 3, "moment": 2, "off": [[1, 3], [2, 0]], "channel": [1, 6], "moments": True}
PLACES = st.sampled_from(NUMBERS) | st.integers(-2, 30)


def answers(told: Any) -> Request:
    """Ask as a page does, and look at all that goes to the browser."""
    with guarded():
        asked = read(told, SHOWN)
        data, _ = View("network").packed(SHOWN, IMAGE, asked, ENGLISH, None)
    (length,) = struct.unpack_from("<I", data)
    json.loads(data[4 : 4 + length], parse_constant=pytest.fail)
    return asked


@given(JUNK)
def test_any_json_at_all_asks_for_nothing(told: Any) -> None:
    assert answers(told) == Request()


@given(otherwise(ASKED, times=4))
def test_a_question_with_something_else_in_it(told: Any) -> None:
    answers(told)


@given(PLACES, st.lists(PLACES, min_size=2, max_size=2), st.lists(st.lists(PLACES, min_size=2, max_size=2), max_size=40))
def test_places_that_there_are_not(moment: Any, channel: list[Any], off: list[Any]) -> None:
    asked = answers({"of": SHOWN.layers, "moment": moment, "channel": channel, "off": off})
    layers = SHOWN.net.stages
    assert asked.moment is None or 0 <= asked.moment < SHOWN.moments
    for stage, channel in asked.off | {asked.channel or (1, 0)}:
        assert 0 < stage < len(layers)
        assert 0 <= channel < layers[stage].output_shape[-1]
