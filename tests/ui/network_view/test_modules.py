"""The view's JavaScript against the Python that it repeats, and the laws of its layout."""

import base64
import random
import re
from dataclasses import asdict

import numpy as np
import pytest

from browserless import address, node
from convae import pictures, trace, words
from convae.network.kinds import ACTIVATIONS
from convae.ui.network_view import View, assets
from convae.ui.network_view.network_description import book
from convae.ui.network_view.request import Request
from convae.viewed.viewed_network import ViewedNetwork
from view_samples import NETWORKS, stages

ENGLISH = words.of("en")
SPEAKER = "(await import(dom)).speaker(known)"
"""What speaks in a module's sentences, made of what `known` gives."""
SCREENS = {
    "laptop": {"room": 1232, "height": 380, "unit": 1, "ratio": 1},
    "low laptop": {"room": 1232, "height": 285, "unit": 1, "ratio": 1},
    "zoomed in by half": {"room": 817, "height": 155, "unit": 0.75, "ratio": 1.5},
    "projector": {"room": 1848, "height": 435, "unit": 1.5, "ratio": 1},
    "phone": {"room": 358, "height": 357, "unit": 1, "ratio": 3},
}
LAPTOP = SCREENS["laptop"]


def layers(name: str) -> list[dict]:
    return book(ViewedNetwork(NETWORKS[name]), ENGLISH)["layers"]


def laid_out(name: str, screen: dict) -> dict:
    code = book(ViewedNetwork(NETWORKS[name]), ENGLISH)["code"]
    return node("geometry/layout", "m.layOut(layers, code, screen)", layers=layers(name), code=code, screen=screen)


def known(language: str) -> dict:
    return {"dom": address("dom"), "known": {"language": language, "sentences": words.of(language).group("view")}}


def cells(name: str, count: int) -> list[tuple[int, tuple[int, int, int]]]:
    """Some cells of every stage, among them its corners."""
    pen = random.Random(5)
    net = NETWORKS[name]
    found = []
    for at in range(len(net.layers) + 1):
        shape = trace.arrangement(net, at)
        corners = [(0, 0, 0), tuple(length - 1 for length in shape)]
        found += [(at, cell) for cell in corners + [tuple(pen.randrange(length) for length in shape) for _ in range(count)]]
    return found


@pytest.mark.parametrize("name", NETWORKS)
def test_a_pointer_points_out_what_the_server_would(name):
    net, picked = NETWORKS[name], cells(name, 12)
    boxes = [asdict(trace.Box(*((at, at) for at in cell))) for _, cell in picked]
    given = [{"stage": at, "box": box} for (at, _), box in zip(picked, boxes, strict=True)]
    found = node(
        "geometry/receptive_field",
        "given.map(({ stage, box }) => [m.sources(layers, stage, box), m.reached(layers, stage, box)])",
        layers=layers(name),
        given=given,
    )
    for (at, cell), (before, after) in zip(picked, found, strict=True):
        box = trace.Box(*((place, place) for place in cell))
        assert before == [as_json(each) for each in trace.sources(net, at, box)]
        assert after == [as_json(each) for each in trace.reached(net, at, box)]


def as_json(box: trace.Box | None) -> dict | None:
    return box and {name: list(interval) for name, interval in asdict(box).items()}


@pytest.mark.parametrize("off", [(), ((1, 0), (2, 0))])
@pytest.mark.parametrize("name", NETWORKS)
def test_the_page_has_every_number_to_three_digits(name, off):
    off = () if off and "conv1" not in [layer.name for layer in NETWORKS[name].layers] else off
    made = stages(name, off)
    data, _ = View("network").packed(ViewedNetwork(NETWORKS[name]), made, Request(off=frozenset(off)), ENGLISH, None)
    found = node(
        "blob",
        "(() => { const { header, numbers } = m.readBlob(Uint8Array.from(atob(blob), (c) => c.charCodeAt(0)));"
        " return m.valuesOf(header.book.layers, numbers, header.scales, header.off).map((values) => [...values]); })()",
        blob=base64.b64encode(data).decode(),
    )
    assert len(found) == len(made)
    for values, stage in zip(found, made, strict=True):
        assert shown(values) == shown(stage.values.ravel().astype(np.float64))


def shown(values) -> list[str]:
    """Numbers as the view says them, to three digits or to be about 0."""
    return [f"{value:.3g}" if abs(value) >= 5e-5 else "≈ 0" for value in values]


def test_an_update_is_small():
    def size(name: str, whole: bool) -> int:
        shown = ViewedNetwork(NETWORKS[name])
        known = None if whole else (shown.book(ENGLISH), shown.weights)
        return len(View("network").packed(shown, stages(name), Request(), ENGLISH, known)[0])

    assert size("classic", whole=False) < 45_000
    assert size("sharp-sized", whole=False) < 55_000


@pytest.mark.parametrize("name", NETWORKS)
def test_every_cell_is_found_where_it_is_drawn(name):
    picked = [{"stage": at, "row": row, "column": column, "channel": channel} for at, (row, column, channel) in cells(name, 6)]
    found = node(
        "geometry/layout",
        "(() => { const plan = m.layOut(layers, code, screen);"
        " return picked.map((cell) => { const { x, y, width, height } = m.rectangles(layers[cell.stage], plan.columns[cell.stage],"
        " { rows: [cell.row, cell.row], columns: [cell.column, cell.column], channels: [cell.channel, cell.channel] })[0];"
        " return m.cellAt(layers, plan.columns, x + width / 2, y + height / 2); }); })()",
        layers=layers(name),
        code=book(ViewedNetwork(NETWORKS[name]), ENGLISH)["code"],
        picked=picked,
        screen=LAPTOP,
    )
    assert found == picked


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
@pytest.mark.parametrize("name", NETWORKS)
def test_maps_do_not_overlap_and_columns_follow_each_other(name, screen):
    plan = laid_out(name, screen)
    for column, after in zip(plan["columns"], plan["columns"][1:], strict=False):
        assert column["left"] + column["width"] < after["left"]
    for column in plan["columns"]:
        width, height = column["map"]
        for at, a in enumerate(column["maps"]):
            assert column["left"] <= a["x"]
            assert a["x"] + width <= column["left"] + column["width"] + 1
            assert 0 <= a["y"] <= plan["height"] - height + 1
            assert all(abs(a["x"] - b["x"]) > width - 1e-9 or abs(a["y"] - b["y"]) > height - 1e-9 for b in column["maps"][at + 1 :])


@pytest.mark.parametrize("screen", [screen for name, screen in SCREENS.items() if name != "phone"], ids=lambda screen: str(screen["room"]))
def test_classic_is_seen_at_once_on_every_wide_screen(screen):
    plan = laid_out("classic", screen)
    assert plan["width"] <= screen["room"] + 1e-6
    assert plan["height"] == screen["height"]


def test_a_number_takes_whole_pixels_of_the_screen():
    for screen in SCREENS.values():
        for column in laid_out("classic", screen)["columns"][:6]:
            assert column["cell"][0] * screen["ratio"] == pytest.approx(round(column["cell"][0] * screen["ratio"]))


def test_maps_grow_with_the_screen():
    small, large = (laid_out("classic", SCREENS[name])["columns"][1]["map"][0] for name in ("low laptop", "projector"))
    assert large >= 1.3 * small


def test_what_goes_in_and_what_comes_out_are_equally_large():
    for screen in SCREENS.values():
        columns = laid_out("classic", screen)["columns"]
        assert columns[0]["map"] == columns[-1]["map"]


def test_a_wide_network_folds():
    assert len({place["x"] for place in laid_out("64 channels", LAPTOP)["columns"][1]["maps"]}) > 8


@pytest.mark.parametrize("scale", ["map", "layer", "network"])
def test_the_view_has_the_colours_of_the_plain_pictures(scale):
    made = stages("classic")
    values = [stage.values.ravel().tolist() for stage in made]
    channels = [pictures.as_maps(stage.values).shape[2] for stage in made]
    found = node("paint/colour", "m.limits(values, channels, scale)", values=values, channels=channels, scale=scale)
    for ends, (low, high) in zip(found, pictures.limits(made, scale), strict=True):
        assert np.allclose(np.array(ends), np.stack([low, high], axis=1))


def test_the_view_paints_the_pixels_of_the_plain_pictures():
    values = stages("classic")[3].values
    low, high = np.zeros(8), values.max(axis=(0, 1))
    colours = pictures.colours("activation")
    pixels = node(
        "paint/colour",
        "m.pixelsOf(Float32Array.from(values), shape, ends, m.paletteOf(palette))",
        values=values.ravel().tolist(),
        shape=values.shape,
        ends=np.stack([low, high], axis=1).tolist(),
        palette=base64.b64encode(colours).decode(),
    )
    plain = pictures.rgba(pictures.mosaic(values, low, high, gap=0).pixels).reshape(-1, 4)
    found = np.array(pixels, np.uint32).view(np.uint8).reshape(-1, 4)
    assert np.abs(found.astype(int) - plain).max() <= 3  # a half may be rounded to the next shade


@pytest.mark.parametrize(
    ("key", "shift", "to"),
    [
        ("ArrowRight", False, (7, 1, 3, 0)),
        ("ArrowLeft", False, (7, 1, 1, 0)),
        ("ArrowUp", False, (7, 0, 2, 0)),
        ("ArrowDown", True, (7, 1, 2, 1)),
        ("PageDown", False, (7, 1, 2, 1)),
        ("PageUp", False, (7, 1, 2, 0)),
        ("ArrowRight", True, (8, 1, 2, 0)),
        ("ArrowLeft", True, (6, 1, 2, 0)),
        ("Home", False, (0, 10, 17, 0)),
        ("End", False, (14, 10, 17, 0)),
        ("a", False, None),
    ],
)
def test_keys_lead_from_number_to_number_from_map_to_map_and_from_layer_to_layer(key, shift, to):
    cell = {"stage": 7, "row": 1, "column": 2, "channel": 0}
    event = {"key": key, "shiftKey": shift}
    found = node("controls/keyboard", "m.nextCell(layers, cell, event)", layers=layers("classic"), cell=cell, event=event)
    assert found == (to and dict(zip(("stage", "row", "column", "channel"), to, strict=True)))


@pytest.mark.parametrize("language", ["en", "pt"])
@pytest.mark.parametrize(
    ("value", "english"),
    [(2.2146, "2.21"), (0, "0"), (-0.5, "−0.500"), (0.00004, "≈ 0"), (-0.00004, "≈ 0"), (1234.5, "1,230"), ("NaN", "NaN"), ("∞", "∞")],
)
def test_numbers_are_written_to_three_digits_as_the_language_does(value, english, language):
    said = node("dom", "m.speaker({ language, sentences: {} }).number(value)", language=language, value=value)
    assert said == (english if language == "en" else english.translate(str.maketrans(",.", ".,")))


@pytest.mark.parametrize(
    ("layer", "english", "portuguese"),
    [
        (
            {"shape": [26, 26, 16], "parameters": "160"},
            "a, 26 by 26, 16 channels, 160 parameters",
            "a, 26 por 26, 16 canais, 160 parâmetros",
        ),
        ({"shape": [28, 28, 1], "parameters": ""}, "a, 28 by 28, 1 channel, no parameters", "a, 28 por 28, 1 canal, sem parâmetros"),
        ({"shape": [4, 4, 1], "parameters": "1"}, "a, 4 by 4, 1 channel, 1 parameter", "a, 4 por 4, 1 canal, 1 parâmetro"),
        (
            {"shape": [13, 13, 16], "flat": True},
            "a, 2,704 numbers in one row, no parameters",
            "a, 2.704 números em uma fila, sem parâmetros",
        ),
        ({"shape": [1, 1, 1], "flat": True}, "a, 1 number in one row, no parameters", "a, 1 número em uma fila, sem parâmetros"),
    ],
)
def test_a_layers_head_is_said_in_words(layer, english, portuguese):
    for language, said in (("en", english), ("pt", portuguese)):
        assert node("skeleton", f"m.spokenName({{ name: 'a', ...layer }}, {SPEAKER})", layer=layer, **known(language)) == said


@pytest.mark.parametrize(
    ("key", "count", "english", "portuguese"),
    [
        ("products", 1, "1 product adds up to", "1 produto soma"),
        ("products", "1,160", "1,160 products add up to", "1,160 produtos somam"),
        ("off_count", 1, "1 channel is switched off.", "1 canal desligado."),
        ("off_count", 8, "8 channels are switched off.", "8 canais desligados."),
    ],
)
def test_the_view_counts_in_the_form_that_its_number_asks_for(key, count, english, portuguese):
    for language, said in (("en", english), ("pt", portuguese)):
        given = {"key": key, "values": {"count": count}, "known": known(language)["known"]}
        assert node("dom", "m.speaker(known).say(key, values)", **given) == said == words.of(language).say(f"view.{key}", count=count)


@pytest.mark.parametrize(
    ("asked", "english", "portuguese"),
    [
        ({"view": "layer"}, "Opened below: layer conv1", "Aberto abaixo: camada conv1"),
        ({"view": "layer", "kernels": True}, "Opened below: layer conv1. Kernels", "Aberto abaixo: camada conv1. Filtros (kernels)"),
        (
            {"view": "rank"},
            "Opened below: layer conv1. What is each channel worth?",
            "Aberto abaixo: camada conv1. Quanto vale cada canal?",
        ),
        ({"view": "channel", "channel": 2}, "Opened below: layer conv1, channel 2", "Aberto abaixo: camada conv1, canal 2"),
        (
            {"view": "cell", "row": 4, "column": 5, "channel": 2},
            "Opened below: layer conv1, channel 2, row 4, column 5",
            "Aberto abaixo: camada conv1, canal 2, linha 4, coluna 5",
        ),
    ],
)
def test_what_is_opened_is_said_in_words(asked, english, portuguese):
    for language, said in (("en", english), ("pt", portuguese)):
        given = {"asked": asked, "layers": layers("classic")} | known(language)
        assert node("panels/detail_panel", f"m.opened({{ stage: 1, ...asked }}, layers, {SPEAKER})", **given) == said


@pytest.mark.parametrize(
    ("numbers", "shares"),
    [([0.2, 0.8, 0.4], [0.25, 1, 0.5]), ([0.5, 0.25], [1, 0.5]), ([0, 0], [0, 0]), (["NaN", 0.8, "∞", 0.4], [0, 1, 1, 0.5]), ([], [])],
)
def test_the_largest_error_has_the_longest_bar_and_what_is_no_number_breaks_none(numbers, shares):
    assert node("panels/layer_panel", "m.sharesOf(numbers)", numbers=numbers) == shares


def test_the_view_asks_for_no_sentence_that_is_not_there_and_has_none_of_its_own():
    there = ENGLISH.group("view")
    text = "\n".join(assets.modules().values())
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", text, flags=re.DOTALL)
    asked = re.findall(r'\bsay\((?:[^()"]*\? )?"(\w+)"', code)
    of_a_cell = re.findall(r'\bsayOf\((?:[^()"]*\? "(\w+)" : )?"(\w+)"', code)
    asked += [key for pair in of_a_cell for key in pair if key]
    flat = {f"{key}_flat" for _, key in of_a_cell}
    assert len(asked) > 30
    assert flat - set(there) == set()
    assert set(asked) - set(there) == set()
    parts = set(re.findall(r'"([^"\n]*)"', code))
    patterns = [re.sub(r"\$\{[^}]*\}", r"\\w+", each) for each in re.findall(r"`(\w*_\$\{\w+\})`", code)]
    unused = {key for key in there if key not in parts and key not in ACTIVATIONS and not any(re.fullmatch(each, key) for each in patterns)}
    assert unused - flat == {"plain"}  # said by the page around the view
    assert [each for each in parts if re.search(r"[^\W\d_]{2,} [^\W\d_]{2,} [^\W\d_]{2,}", each)] == []
