"""Whoever needs another kind of layer writes its class, and nothing else: here are two that convae does not have."""

import io
import json
from dataclasses import asdict, dataclass
from math import prod
from typing import ClassVar

import numpy as np
import pytest

from browserless import node, text_of
from convae import exports, network, trace, words
from convae.html.layer_sentence import describe
from convae.network import Network
from convae.network.kinds import Kind, register
from convae.network.kinds.terms import Convolution, Single
from convae.network.kinds.windows import Windows, in_place
from convae.trace import Box
from convae.ui.network_view import View
from convae.ui.network_view.network_description import book
from convae.ui.network_view.network_description import weights as all_weights
from convae.ui.network_view.request import Request
from convae.viewed.viewed_network import ViewedNetwork
from handmade import config, conv, layer, stored, up, weights, zipped
from kind_laws import check
from view_context import CONTEXT, page_of, said


@dataclass(frozen=True)
class Mirror(Kind):
    """Left is right."""

    weight_shapes, options = (), {}
    output_shape = property(lambda self: self.input_shape)
    reads = property(lambda self: prod(self.input_shape))
    read = classmethod(lambda cls, settings, input_shape: cls(settings.picture(input_shape)))
    windows = property(lambda self: Windows(in_place(self.input_shape).rows, in_place(self.input_shape).columns[::-1], mixes=False))

    def function(self, weights):
        return lambda x: x[:, :, ::-1]

    def terms(self, weights, before, cell):
        return Single.copy(before, (cell[0], self.input_shape[1] - 1 - cell[1], cell[2]))

    def sentences(self):
        return [("layers.mirror", {"size": self.input_shape[:2]})]

    def kernel(self, weights):
        return None


@dataclass(frozen=True)
class ScaleAndShift(Kind):
    """Each channel times a number of its own, plus another one."""

    options: ClassVar = {}
    output_shape = property(lambda self: self.input_shape)
    reads = property(lambda self: prod(self.input_shape))
    read = classmethod(lambda cls, settings, input_shape: cls(settings.picture(input_shape)))
    weight_shapes = property(lambda self: ((self.input_shape[2],), (self.input_shape[2],)))
    windows = property(lambda self: in_place(self.input_shape))

    def function(self, weights):
        return lambda x: x * weights[0] + weights[1]

    def terms(self, weights, before, cell):
        scale, shift = (float(weight[cell[2]]) for weight in weights)
        patch, kernel = np.full((1, 1, 1), before[cell]), np.full((1, 1, 1), scale)
        added = float(before[cell]) * scale
        total = added + shift
        inside, sums = np.full((1, 1), True), np.array([added])
        return Convolution(total, cell, patch, inside, kernel, patch * kernel, sums, added, shift, total, "linear")

    def sentences(self):
        return [("layers.scale", {"channels": self.input_shape[2]})]

    def kernel(self, weights):
        return None


SENTENCES = {
    "en": {"layers.mirror": "Left and right of {size} change places.", "layers.scale": "{channels} maps are stretched."},
    "pt": {"layers.mirror": "Esquerda e direita de {size} trocam de lugar.", "layers.scale": "{channels} mapas são esticados."},
}
LAYERS = [
    conv("first", 3, strides=[2, 2], activation="tanh"),
    layer("Mirror", "turned"),
    layer("ScaleAndShift", "stretched"),
    up("larger"),
    layer("ScaleAndShift", "again"),
    conv("output", 1, activation="sigmoid"),
]
SHAPE = (6, 4, 1)
IMAGE = np.random.default_rng(0).random(SHAPE, np.float32)
SCALES = [np.array(each, np.float32) for each in ([2, -1, 0.5], [0.25, 1, -2], [1, 3, 2], [0, -1, 4])]


@pytest.fixture(autouse=True)
def _known(monkeypatch):
    """The two kinds and their sentences, for as long as a test takes."""
    monkeypatch.setattr("convae.network.kinds.KINDS", dict(network.kinds.KINDS))
    for language, sentences in SENTENCES.items():
        for key, sentence in sentences.items():
            monkeypatch.setitem(words.of(language).sentences, key, sentence)
    register(Mirror)
    register(ScaleAndShift)


@pytest.fixture
def net() -> Network:
    first, last = weights([LAYERS[0], LAYERS[-1]])
    groups = {"conv2d": first, "conv2d_1": last, "scale_and_shift": SCALES[:2], "scale_and_shift_1": SCALES[2:]}
    return network.load(io.BytesIO(zipped(config(LAYERS, SHAPE), stored(groups))))


def cells(net: Network) -> list[tuple[int, tuple[int, int, int]]]:
    return [(at, cell) for at in range(len(net.stages)) for cell in np.ndindex(trace.arrangement(net, at))]


def box(*cell: int) -> Box:
    return Box(*((place, place) for place in cell))


@pytest.mark.parametrize("kind", [Mirror, ScaleAndShift])
def test_they_have_all_the_parts_that_a_kind_needs(kind):
    check(kind((3, 4, 2)))


def test_a_network_with_them_loads_each_layer_with_its_own_weights(net):
    assert [layer.kind for layer in net.layers] == ["Conv2D", "Mirror", "ScaleAndShift", "UpSampling2D", "ScaleAndShift", "Conv2D"]
    assert net.parameters == 30 + 6 + 6 + 28
    for found, expected in zip([*net.layers[2].weights, *net.layers[4].weights], SCALES, strict=True):
        np.testing.assert_array_equal(found, expected)


def test_it_runs(net):
    first, turned, stretched, larger, again = (stage.values for stage in net.run(IMAGE)[1:6])
    np.testing.assert_array_equal(turned, first[:, ::-1])
    np.testing.assert_array_equal(stretched, turned * SCALES[0] + SCALES[1])
    np.testing.assert_array_equal(again, larger * SCALES[2] + SCALES[3])


def test_every_number_is_traced_to_the_ones_that_it_is_made_of(net):
    stages = net.run(IMAGE.astype(np.float64))
    for at, cell in cells(net):
        assert trace.explain(net, stages, at, cell).value == pytest.approx(stages[at].values[cell])
    assert trace.explain(net, stages, 2, (1, 0, 2)).source == (1, 1, 2)
    assert trace.explain(net, stages, 3, (1, 0, 2)).corner == (1, 0, 2)


def around(marks: np.ndarray) -> Box:
    """The smallest box that holds all `marks`."""
    places = np.argwhere(marks)
    return Box(*zip(places.min(axis=0).tolist(), places.max(axis=0).tolist(), strict=True))


def test_receptive_fields_are_what_a_nan_spreads_to(net):
    runs = []
    for number in range(prod(SHAPE)):
        image = np.zeros(SHAPE)
        image.flat[number] = np.nan
        with np.errstate(invalid="ignore"):
            runs.append([np.isnan(stage.values) for stage in net.run(image)])
    for cell, run in zip(np.ndindex(SHAPE), runs, strict=True):
        assert trace.reached(net, 0, box(*cell)) == tuple(map(around, run))
    for at, cell in cells(net):
        assert trace.sources(net, at, box(*cell))[0] == around(np.reshape([run[at][cell] for run in runs], SHAPE))


def test_the_pointer_in_the_browser_points_out_the_same(net):
    picked = [{"stage": at, "box": asdict(box(*cell))} for at, cell in cells(net)]
    expression = "picked.map(({ stage, box }) => [m.sources(layers, stage, box), m.reached(layers, stage, box)])"
    found = node("geometry/receptive_field", expression, layers=book(ViewedNetwork(net), words.of("en"))["layers"], picked=picked)
    for (at, cell), both in zip(cells(net), found, strict=True):
        expected = trace.sources(net, at, box(*cell)), trace.reached(net, at, box(*cell))
        assert both == json.loads(json.dumps([[each and asdict(each) for each in boxes] for boxes in expected]))


@pytest.mark.parametrize(
    ("language", "mirror", "scale"),
    [
        ("en", "Left and right of 3×2 change places.", "3 maps are stretched."),
        ("pt", "Esquerda e direita de 3×2 trocam de lugar.", "3 mapas são esticados."),
    ],
)
def test_they_are_described_in_every_language(net, language, mirror, scale):
    assert [describe(each, words.of(language)) for each in net.layers[1:3]] == [mirror, scale]


def test_the_view_gets_their_numbers_and_their_description(net):
    data, _ = View("network").packed(ViewedNetwork(net), IMAGE, Request(), words.of("en"), None)
    told = json.loads(data[4 : 4 + int.from_bytes(data[:4], "little")])["book"]["layers"]
    assert all(each["sentence"].startswith(describe(own, words.of("en"))) for each, own in zip(told[1:], net.layers, strict=True))
    assert [(each["weights"], each["kernel"], each["parameters"]) for each in told[2:4]] == [([], [], ""), ([[3], [3]], [], "6")]
    assert all_weights(net).size == net.parameters


@pytest.mark.parametrize(("stage", "says"), [(2, "It is a copy of first, channel 2, row 1, column 1."), (3, "turned, channel 2")])
def test_the_panel_shows_how_a_number_of_theirs_comes_about(net, stage, says):
    stages = net.run(IMAGE)
    made = trace.explain(net, stages, stage, (1, 0, 2))
    told = {"stage": stage, "row": 1, "column": 0, "channel": 2, "off": False, **said(made)}
    panel = node("panels/arithmetic_panel", f"m.arithmeticPanel(told, {CONTEXT})", told=told, **page_of(net, stages))
    assert says in text_of(panel)


def test_what_can_be_taken_home_has_them(net):
    stages = net.run(IMAGE)
    figure = exports.figure(stages, "svg", words.of("en")).decode()
    assert all(f">{name}<" in figure for name in ("turned", "stretched", "again"))
    with np.load(io.BytesIO(exports.numbers(stages))) as file:
        for stage in stages:
            np.testing.assert_array_equal(file[stage.layer.name], stage.values)
