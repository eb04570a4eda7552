"""What the view tells the server, and what the server makes of nonsense."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convae import history
from convae.ui.network_view.request import Request, read
from convae.viewed.viewed_network import ViewedNetwork
from view_samples import CLASSIC, NETWORKS

SHOWN = ViewedNetwork(CLASSIC)
PAST = history.History(
    "", "{}", 2, np.array([0, 1, 2]), np.zeros((3, CLASSIC.parameters), np.float16), np.array([1, 2]), np.array([0.7, 0.1])
)
KEYS = ["off", "moment", "channel", "moments", "turn"]
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner),
    max_leaves=12,
)


@given(ANYTHING)
def test_nonsense_says_nothing_that_is_not_so(told):
    asked = read(told | {"of": SHOWN.layers} if isinstance(told, dict) else told, SHOWN)
    for stage, channel in asked.off | ({asked.channel} - {None}):
        assert 0 < stage < len(CLASSIC.stages)
        assert 0 <= channel < CLASSIC.stages[stage].output_shape[2]
    assert asked.moment is None
    assert not asked.moments


@pytest.mark.parametrize("channel", [[1, 16], [6, 0], [0, 0], [True, 0], [1.0, 0], [15, 0], [1], "1 0", None])
def test_figures_of_a_channel_that_is_not_there_are_not_asked_for(channel):
    assert read({"of": SHOWN.layers, "channel": channel}, SHOWN) == Request()


def test_channels_that_there_are_can_be_switched_off_and_no_others():
    told = {"of": SHOWN.layers, "off": [[1, 15], [1, 16], [0, 0], [6, 3], [7, 7], "x", [1], [99, 0], [True, 1]]}
    assert read(told, SHOWN).off == {(1, 15), (7, 7)}


def test_what_was_said_of_another_network_says_nothing():
    other = ViewedNetwork(NETWORKS["sharp-sized"])
    told = {"of": other.layers, "channel": [1, 3], "off": [[1, 2]]}
    assert read(told, other) == Request(off=frozenset({(1, 2)}), channel=(1, 3))
    assert read(told, SHOWN) == Request()
    assert read({name: value for name, value in told.items() if name != "of"}, other) == Request()


@pytest.mark.parametrize(("told", "moment"), [(0, 0), (1, 1), (2, None), (3, None), (-1, None), (True, None), ("1", None), (1.0, None)])
def test_a_moment_is_one_of_the_history_and_the_last_one_is_now(told, moment):
    shown = ViewedNetwork(CLASSIC, PAST)
    assert read({"of": shown.layers, "moment": told}, shown).moment == moment
    assert read({"of": SHOWN.layers, "moment": told}, SHOWN).moment is None


def test_moments_are_asked_for_where_there_are_some():
    shown = ViewedNetwork(CLASSIC, PAST)
    assert read({"of": shown.layers, "moments": True}, shown).moments
    assert not read({"of": SHOWN.layers, "moments": True}, SHOWN).moments
    assert not read({"of": shown.layers, "moments": 1}, shown).moments
