"""What a visitor takes home: one figure of all layers, all numbers, the decoded digit."""

import base64
import io
import re
from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree

import matplotlib as mpl
import numpy as np
import pytest
from PIL import Image

import handmade
from convae import digits, exports, network, pictures, words
from convae.exports import figure_layout
from convae.network import FeatureMaps, Network
from convae.theme import ACCENT
from processes import ROOT, python

SVG = "{http://www.w3.org/2000/svg}"
WIDE = [
    handmade.conv("a$b$ \\frac", 64),
    handmade.pool("pool"),
    handmade.conv("a_name_of_more_than_eighteen_letters", 32),
    handmade.flatten("row"),
    handmade.reshape("code", (14, 14, 32)),
    handmade.up("up"),
    handmade.conv("one", 1, activation="linear"),
]
NETWORKS = {
    "wide": handmade.open_network(WIDE),
    "encoder alone": handmade.open_network(handmade.encoder()),
    "ends flat": handmade.open_network([handmade.conv("conv", 3, activation="tanh"), handmade.flatten()]),
    "three colours": handmade.open_network([handmade.conv("conv", 200)], (20, 17, 3)),
}


@pytest.fixture(scope="module")
def classic() -> tuple[FeatureMaps, ...]:
    return network.load(ROOT / "models" / "classic.keras").run(digits.load().x_test[0].astype(np.float32) / 255)


def run(net: Network) -> tuple[FeatureMaps, ...]:
    return net.run(np.random.default_rng(0).random(net.input.output_shape, np.float32))


def texts(svg: bytes) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314 - our own file


def images(svg: bytes) -> list[np.ndarray]:
    """The pictures in an SVG, which Matplotlib may store upside down."""
    found = []
    for element in ElementTree.fromstring(svg).iter(f"{SVG}image"):  # noqa: S314 - our own file
        file = base64.b64decode(element.attrib["{http://www.w3.org/1999/xlink}href"].split(",")[1])
        found.append(np.asarray(Image.open(io.BytesIO(file)).convert("RGBA")))
    return found


def columns(stages: tuple[FeatureMaps, ...]) -> list[figure_layout.Column]:
    return figure_layout.columns(stages, [("", "", "")] * len(stages))


def stands_in(picture: np.ndarray, part: np.ndarray) -> bool:
    """Whether `part`, shape (height, width, 4), stands somewhere in `picture`, its transparent pixels aside."""
    if part.shape[0] > part.shape[1] * 20:  # a strip, whose rows say little
        picture, part = picture.transpose(1, 0, 2), part.transpose(1, 0, 2)
    height, width = part.shape[:2]
    solid = part[..., 3] > 0
    telling = max(range(height), key=lambda row: len(np.unique(part[row], axis=0)))
    end = width if solid[telling].all() else solid[telling].argmin()
    wanted = part[telling, :end, :3].tobytes()
    for row in range(picture.shape[0] - height + 1):
        at = (line := picture[row + telling].tobytes()).find(wanted)
        while at >= 0:
            window = picture[row : row + height, at // 3 : at // 3 + width]
            if at % 3 == 0 and window.shape[:2] == (height, width) and (window == part[..., :3])[solid].all():
                return True
            at = line.find(wanted, at + 1)
    return False


def test_every_number_of_every_map_stands_in_the_png_at_full_size(classic):
    picture = np.asarray(Image.open(io.BytesIO(exports.figure(classic, "png", words.of("en")))).convert("RGB"))
    assert picture.shape[1] > picture.shape[0], "landscape"
    for column in columns(classic):
        across, down = column.picture
        shown = column.pixels.repeat(down // len(column.pixels), axis=0) if column.stage.values.ndim < 3 else column.pixels
        shown = shown.repeat(across // shown.shape[1], axis=1)
        assert stands_in(picture, pictures.rgba(shown, column.palette)), column.stage.layer.name


def test_the_maps_on_the_sheet_are_the_mosaics_of_the_stages(classic):
    for column, stage in zip(columns(classic), classic, strict=True):
        assert column.stage is stage
        values = stage.values if stage.values.ndim == 3 else stage.values.reshape(-1, 1, 1)
        cell = round(((column.pixels > 0).sum() / values.size) ** 0.5)
        grid = -(-values.shape[2] // figure_layout.ROWS)
        assert (
            column.pixels == pictures.mosaic(values, column.low, column.high, cell=cell, columns=grid, gap=figure_layout.GAP).pixels
        ).all()


def test_every_layer_is_named_with_its_shape_parameters_and_largest_number(classic):
    said = texts(exports.figure(classic, "svg", words.of("en")))
    for stage in classic:
        assert stage.layer.name in said
        assert "×".join(map(str, stage.layer.output_shape)) in said
        assert "max " + words.of("en").three_digits(float(stage.values.max())) in said
        assert stage.layer.parameters == 0 or f"{stage.layer.parameters:,}" in said
    assert "A convolutional autoencoder, layer by layer" in said
    assert {"encoder · 1,904 parameters", "decoder · 2,481 parameters"} <= set(said)
    assert any("784 pixels" in line and "128 numbers" in line and "14 layers after the input, 4,385 parameters" in line for line in said)


def test_every_layer_has_its_maps_and_its_colour_scale(classic):
    found = images(exports.figure(classic, "svg", words.of("en")))
    assert len(found) == 2 * len(classic)
    for column, maps, scale in zip(columns(classic), found[::2], found[1::2], strict=True):
        expected = pictures.rgba(column.pixels, column.palette)
        assert maps.shape == expected.shape
        assert any((maps[expected[::way, :, 3] > 0] == expected[::way][expected[::way, :, 3] > 0]).all() for way in (1, -1))
        assert scale.shape[:2] == (1, 128)
        assert (scale[0, [0, -1]] == pictures.rgba(np.uint8([[1, 255]]), column.palette)[0]).all()


def test_input_and_output_are_grey_and_the_code_is_marked_and_larger(classic):
    made = columns(classic)
    assert [column.palette for column in made] == ["ink", *["activation"] * 13, "ink"]
    assert [column.part for column in made] == [*["encoder"] * 7, "code", *["decoder"] * 7]
    assert made[7].picture[0] > made[5].picture[0]
    svg = exports.figure(classic, "svg", words.of("en")).decode()
    assert re.search(rf"fill: {ACCENT.light}[^<]*>code<", svg)
    assert not re.search(rf"fill: {ACCENT.light}[^<]*>conv3<", svg)


def test_a_layer_with_negative_numbers_has_a_scale_that_begins_at_the_smallest():
    stages = run(NETWORKS["ends flat"])
    low = float(stages[1].values.min())
    assert low < -0.1
    assert columns(stages)[1].low == low
    assert f"{low:.3g}".replace("-", "−") in texts(exports.figure(stages, "svg", words.of("en")))


def test_the_figure_speaks_the_visitors_language(classic):
    said = texts(exports.figure(classic, "svg", words.of("pt")))
    assert {"1.160", "codificador · 1.904 parâmetros", "Um autoencoder convolucional, camada por camada"} <= set(said)


@pytest.mark.parametrize(("kind", "start"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_a_figure_is_small_and_the_same_file_every_time(classic, kind, start):
    file = exports.figure(classic, kind, words.of("en"))
    assert file.startswith(start)
    assert len(file) < 300_000
    assert exports.figure(classic, kind, words.of("en")) == file


def test_several_visitors_may_ask_at_once_and_matplotlibs_settings_stay_as_they_were(classic):
    before = dict(mpl.rcParams)
    asked = [("png", "en"), ("svg", "pt"), ("svg", "en"), ("pdf", "pt")]
    alone = [exports.figure(classic, kind, words.of(language)) for kind, language in asked]
    with ThreadPoolExecutor(len(asked)) as visitors:
        together = list(visitors.map(lambda one: exports.figure(classic, one[0], words.of(one[1])), asked))
    assert together == alone
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_any_network_has_a_figure(name, kind):
    stages = run(NETWORKS[name])
    file = exports.figure(stages, kind, words.of("en"))
    assert len(file) < 1_000_000
    if kind == "svg":
        named = [text for text in texts(file) if any(text in (stage.layer.name, f"{stage.layer.name[:17]}…") for stage in stages)]
        assert len(named) == len(stages)


def test_what_does_not_fit_one_line_goes_on_in_the_next():
    lines = figure_layout.lines(columns(run(NETWORKS["wide"])))
    assert len(lines) > 1
    assert [column.stage.layer.name for line in lines for column in line] == [stage.layer.name for stage in run(NETWORKS["wide"])]
    assert all(figure_layout.width(line) <= figure_layout.LINE or len(line) == 1 for line in lines)


def test_loading_the_module_does_not_load_matplotlib():
    done = python("-c", "import sys, convae.exports; print('matplotlib' in sys.modules)")
    assert done.stdout.strip() == "False", done.stderr


def test_the_numbers_are_all_there_under_their_layers_names(classic):
    with np.load(io.BytesIO(exports.numbers(classic)), allow_pickle=False) as file:
        assert file.files == [stage.layer.name for stage in classic]
        assert {"input", "code", "output"} <= set(file.files)
        for stage in classic:
            assert file[stage.layer.name].dtype == stage.values.dtype
            assert (file[stage.layer.name] == stage.values).all()
    assert exports.numbers(classic) == exports.numbers(classic)


def test_a_layer_may_have_any_name():
    stages = run(handmade.open_network([handmade.conv("file", 2), handmade.conv("allow_pickle", 1)]))
    with np.load(io.BytesIO(exports.numbers(stages))) as file:
        assert file.files == ["input", "file", "allow_pickle"]
        assert (file["file"] == stages[1].values).all()


def test_the_decoded_digit_is_a_grey_png(classic):
    values = classic[-1].values[..., 0]
    picture = Image.open(io.BytesIO(exports.digit(values)))
    assert picture.size == (280, 280)
    seen = np.asarray(picture.convert("RGB"), int)
    assert (seen == seen[..., :1]).all()
    assert abs(seen[::10, ::10, 0] - 255 * values).max() <= 1.5
    assert (seen.reshape(28, 10, 28, 10, 3) == seen[::10, ::10][:, None, :, None]).all()
