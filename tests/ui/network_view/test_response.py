"""What the server says to what the view asks, and what it makes of nonsense."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convae import history, measures, trace, words
from convae.ui.network_view import View, blob, response
from convae.ui.network_view.request import Request, read
from convae.viewed.viewed_network import ViewedNetwork
from view_samples import CLASSIC, IMAGE, NETWORKS, stages

SHOWN = ViewedNetwork(CLASSIC)
LAYERS = [layer.name for layer in CLASSIC.stages]
KEYS = ["view", "stage", "row", "column", "channel", "off", "moment", "turn"]
VIEW, ENGLISH = View("network"), words.of("en")
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(["cell", "channel", "layer", "rank"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner),
    max_leaves=12,
)


def ask(layer: str, row: int = 1, column: int = 2, channel: int = 0, off: frozenset = frozenset()) -> dict:
    asked = Request("cell", LAYERS.index(layer), (row, column, channel), off)
    return response.answer(asked, SHOWN, stages("classic", tuple(off)))


@pytest.mark.parametrize("layer", ["conv1", "conv2", "conv3", "conv4", "conv5", "conv6", "output"])
def test_the_terms_of_a_convolution_add_up_to_the_number_shown(layer):
    answer = ask(layer)
    products = np.array(answer["products"])
    assert np.allclose(products, np.array(answer["patch"]) * np.array(answer["kernel"]))
    assert np.allclose(products.sum(axis=(0, 1)), answer["sums"])
    total = products.sum() + answer["bias"]
    assert total == pytest.approx(answer["total"])
    expected = {"relu": max(0.0, total), "sigmoid": 1 / (1 + np.exp(-total))}[answer["activation"]]
    assert answer["value"] == pytest.approx(expected)
    assert answer["value"] == pytest.approx(
        float(stages("classic")[LAYERS.index(layer)].values[1, 2, 0]), abs=1e-5 * np.abs(products).max()
    )


def test_a_max_pooling_names_its_winner():
    answer = ask("pool1")
    row, column = answer["winner"]
    assert answer["value"] == answer["patch"][row][column] == np.max(answer["patch"])
    assert answer["corner"] == (2, 4, 0)


@pytest.mark.parametrize(("layer", "stage", "source"), [("up1", 8, (0, 1, 0)), ("flatten", 5, (1, 2, 0)), ("code", 6, (1, 2, 0))])
def test_a_copy_names_the_number_it_copies(layer, stage, source):
    answer = ask(layer)
    assert answer["source"] == source
    assert answer["before"] == answer["value"] == pytest.approx(float(stages("classic")[stage].values.reshape(4, 4, 8)[source]))


def test_a_pixel_is_just_there():
    assert ask("input", 10, 10)["kind"] == "pixel"


def test_a_number_of_a_channel_that_is_off_says_so():
    assert ask("conv2", channel=3, off=frozenset({(3, 3)}))["off"]
    assert not ask("conv2", channel=2, off=frozenset({(3, 3)}))["off"]


def test_what_a_channel_is_worth_is_what_the_network_makes_without_it():
    answer = response.answer(Request("rank", LAYERS.index("code")), SHOWN, stages("classic"))
    assert [channel for channel, _ in sorted(answer["errors"])] == list(range(8))
    assert [error for _, error in answer["errors"]] == sorted((error for _, error in answer["errors"]), reverse=True)
    for channel, error in answer["errors"]:
        code = stages("classic")[7].values.copy()
        code[..., channel] = 0
        assert error == pytest.approx(measures.compare(IMAGE, CLASSIC.decode(code[None])[0, ..., 0]).error_per_ink, rel=1e-5)


def test_switching_off_all_maps_of_the_output_costs_all_the_ink():
    off = frozenset({(14, 0)})
    before, after = response.worth(Request(off=off), CLASSIC, stages("classic", tuple(off)))
    assert after == pytest.approx(1.0)
    assert before == pytest.approx(measures.compare(IMAGE[..., None], stages("classic")[-1].values).error_per_ink)


def test_an_encoder_alone_has_no_error_and_no_ranking():
    net, made = NETWORKS["an encoder alone"], stages("an encoder alone")
    assert response.worth(Request(), net, made) is None
    assert response.answer(Request("rank", 1), ViewedNetwork(net), made) is None


@given(ANYTHING)
def test_nonsense_asks_for_nothing_and_breaks_nothing(told):
    asked = read(told | {"of": SHOWN.layers} if isinstance(told, dict) else told, SHOWN)
    shape = trace.arrangement(CLASSIC, asked.stage)
    assert all(0 <= at < length for at, length in zip(asked.cell, shape, strict=True))
    made = stages("classic", tuple(asked.off))
    if asked.view != "channel":
        json.dumps(response.answer(asked, SHOWN, made), allow_nan=False)


@pytest.mark.parametrize(
    "told",
    [
        {"view": "cell", "stage": 15, "row": 0, "column": 0, "channel": 0},
        {"view": "cell", "stage": 1, "row": 26, "column": 0, "channel": 0},
        {"view": "cell", "stage": 1, "row": -1, "column": 0, "channel": 0},
        {"view": "cell", "stage": True, "row": 0, "column": 0, "channel": 0},
        {"view": "cell", "stage": 1.0, "row": 0, "column": 0, "channel": 0},
        {"view": ["cell"], "stage": 1},
        {"view": "channel", "stage": 1, "channel": 16},
        {"view": "channel", "stage": 6, "channel": 0},
        {"view": "rank", "stage": 6},
        {"view": "rank", "stage": 0},
    ],
)
def test_what_is_not_there_is_not_asked_for(told):
    assert read(told | {"of": SHOWN.layers}, SHOWN) == Request()


def test_channels_that_there_are_can_be_switched_off_and_no_others():
    told = {"of": SHOWN.layers, "off": [[1, 15], [1, 16], [0, 0], [6, 3], [7, 7], "x", [1], [99, 0], [True, 1]]}
    assert read(told, SHOWN).off == {(1, 15), (7, 7)}


def header(data: bytes) -> dict:
    return json.loads(data[4 : 4 + int.from_bytes(data[:4], "little")])


def test_a_network_that_overflows_is_shown_and_says_so():
    net = NETWORKS["one channel"]
    made = list(stages("one channel"))
    made[1].values[0, 0, 0], made[1].values[0, 1, 0] = np.inf, np.nan
    first = header(VIEW.packed(ViewedNetwork(net), made, Request("cell", 1, (0, 0, 0)), ENGLISH, None)[0])
    assert first["maxima"][1] == "NaN"
    assert first["scales"][1] > 0
    made[-1].values[0, 0, 0] = np.nan
    assert header(VIEW.packed(ViewedNetwork(net), made, Request("cell", 3, (0, 0, 0)), ENGLISH, None)[0])["worth"][1] == "NaN"


def test_what_was_asked_of_another_network_asks_for_nothing():
    other = ViewedNetwork(NETWORKS["sharp-sized"])
    told = {"of": other.layers, "view": "channel", "stage": 1, "channel": 3, "off": [[1, 2]]}
    assert read(told, other).off == {(1, 2)}
    assert read(told, SHOWN) == Request()
    assert read({name: value for name, value in told.items() if name != "of"}, other) == Request()


@pytest.mark.parametrize(("told", "moment"), [(0, 0), (1, 1), (2, None), (3, None), (-1, None), (True, None), ("1", None), (1.0, None)])
def test_a_moment_is_one_of_the_history_and_the_last_one_is_now(told, moment):
    weights = np.zeros((3, CLASSIC.parameters), np.float16)
    past = history.History("", "{}", 2, np.array([0, 1, 2]), weights, np.array([1, 2]), np.array([0.7, 0.1]))
    shown = ViewedNetwork(CLASSIC, past)
    assert read({"of": shown.layers, "moment": told}, shown).moment == moment
    assert read({"of": SHOWN.layers, "moment": told}, SHOWN).moment is None


def test_only_what_a_browser_does_not_know_yet_is_sent():
    made, other = stages("classic"), ViewedNetwork(CLASSIC.with_weights(np.ones(CLASSIC.parameters, np.float32)))
    whole, known = VIEW.packed(SHOWN, made, Request(), ENGLISH, None)
    again, after = VIEW.packed(SHOWN, made, Request(), ENGLISH, known)
    learned, _ = VIEW.packed(other, made, Request(), ENGLISH, known)
    translated, _ = VIEW.packed(SHOWN, made, Request(), words.of("pt"), known)
    assert after == known
    assert [(name in header(data)) for data in (whole, again, learned, translated) for name in ("book", "kernels")] == [
        True, True, False, False, False, True, True, True,
    ]  # fmt: skip
    kernels = sum(layer.weights[0].size for layer in CLASSIC.layers if layer.weights)
    assert len(learned) - len(again) == pytest.approx(2 * kernels, abs=40)


def test_numbers_that_are_not_finite_are_written_out():
    assert [blob.number(value) for value in (1.5, float("nan"), float("inf"), -float("inf"))] == [1.5, "NaN", "∞", "−∞"]
