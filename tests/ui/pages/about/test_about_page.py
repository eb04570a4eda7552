"""The About page: it tells the whole story in both languages, and what it says of the network is true."""

import json
import re
from decimal import Decimal
from html.parser import HTMLParser
from itertools import pairwise

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

import handmade
from convae import digits, layers, measures, network, recipes, words
from convae.html.about import figure_parts, worked_examples
from convae.ui import model_library
from convae.ui.pages.about import about_page
from convae.viewed.model import Model
from processes import ROOT, python

TITLES = {"en": "How it works", "pt": "Como funciona"}
BOTH = pytest.mark.parametrize("language", list(words.LANGUAGES))
PROCESS = f"""
import json
from convae import architecture

def described(model):
    kinds = [type(layer).__name__ for layer in model.layers]
    return kinds, [layer.get_config() for layer in model.layers], [layer.output.shape[1:] for layer in model.layers], model.count_params()

text = open({str(ROOT / "convae" / "ui" / "pages" / "about" / "about_keras.txt")!r}, encoding="utf-8").read()
ours, asked = {{}}, {{}}
exec(text, asked)
try:
    exec(text.replace('padding="same", ', ""), ours)
    refused = ""
except ValueError as error:
    refused = str(error)
print(json.dumps({{"page": described(asked["model"]), "classic": described(architecture.build("classic")), "loss": asked["model"].loss,
                   "refused": refused}}))
"""


class Outline(HTMLParser):
    """The headings, pictures, links and texts of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.headings: list[tuple[int, str | None]] = []
        self.pictures: list[dict[str, str | None]] = []
        self.links: list[str | None] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append((int(tag[1]), given.get("id")))
        elif tag == "img":
            self.pictures.append(given)
        elif tag == "a":
            self.links.append(given["href"])
        if tag != "img":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def story(language: str) -> Outline:
    """The page in this language, run without a browser."""

    def script(language: str) -> None:
        from convae import words
        from convae.ui.pages.about import about_page

        about_page.page(words.of(language))

    at = AppTest.from_function(script, default_timeout=60, kwargs={"language": language}).run()
    assert not at.exception, at.exception
    assert [code.value for code in at.code] == [about_page.KERAS.strip()]
    return Outline("".join(element.proto.body for element in at.get("html") if not element.proto.body.startswith("<style>")))


@pytest.fixture(scope="module")
def keras() -> dict:
    done = python("-c", PROCESS, TF_CPP_MIN_LOG_LEVEL="3")
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


@BOTH
def test_the_story_is_told_with_headings_in_order_and_a_text_for_every_picture(language):
    page = story(language)
    levels = [level for level, _ in page.headings]
    assert TITLES[language] in page.text
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(deeper <= level + 1 for level, deeper in pairwise(levels))
    assert [picture for picture in page.pictures if not (picture["alt"] or "").strip()] == []
    assert len(page.pictures) > 60
    assert page.open == []


@BOTH
def test_no_brace_backtick_or_asterisk_is_left_in_what_a_visitor_reads(language):
    assert re.findall(r".{20}[{}`*].{20}", story(language).text) == []


@BOTH
def test_the_list_of_contents_leads_to_the_chapters(language):
    page = story(language)
    assert page.links == [f"#{name}" for level, name in page.headings if level == 2]
    assert len(page.links) == 8


@BOTH
def test_without_a_model_the_story_is_told_without_pictures(language, monkeypatch, tmp_path):
    told = story(language)
    monkeypatch.setattr(model_library, "FOLDER", tmp_path)
    page = story(language)
    assert page.headings == told.headings
    assert page.pictures == []
    assert words.of(language).say("about.top.missing") in page.text


@pytest.mark.parametrize("built", [handmade.encoder(), handmade.autoencoder(code="other")], ids=["encoder", "other names"])
def test_a_network_with_other_layers_does_not_lend_its_pictures(built, monkeypatch, tmp_path):
    (tmp_path / "classic.keras").write_bytes(handmade.model_file(built))
    monkeypatch.setattr(model_library, "FOLDER", tmp_path)
    monkeypatch.setattr(Model, "figures", lambda _: 1 / 0)  # nothing of it needs to be measured
    assert story("en").pictures == []


def test_a_network_that_is_not_measured_yet_shows_all_but_its_figures(monkeypatch):
    monkeypatch.setattr(Model, "figures", lambda _: None)
    page = story("en")
    assert "Test digit" not in "".join(picture["alt"] or "" for picture in page.pictures)
    assert words.of("en").say("about.quality.bce") not in page.text
    assert words.of("en").say("about.invented.caption") in page.text


def test_the_figures_are_those_beside_the_model():
    figures = measures.beside(model_library.path())
    page = story("en").text
    for known in (
        f"{figures.bce:.4f}",
        f"{figures.floor:.4f}",
        f"{figures.mse:.5f}",
        f"{np.median(figures.error_per_ink):.1%}",
        f"all test digits: {figures.dead_code_units} of 128",
    ):
        assert known in page


@BOTH
def test_the_numbers_of_the_worked_sum_add_up_as_they_are_shown(language):
    marks = str.maketrans({words.of(language).spoken.numbers.decimal: ".", "−": "-"})
    said = words.of(language).say("about.sum.bias")
    found = re.search(rf"=([\d.,−]+)[+]([\d.,−]+){said}=([\d.,−]+)→([\d.,−]+)ReLU", story(language).text)
    assert found
    products, bias, total, after = (Decimal(each.translate(marks)) for each in found.groups())
    assert products + bias == total == after


def test_both_languages_name_the_same_numbers():
    def named(language: str, key: str) -> list[str]:
        return sorted(re.sub("[.,]", "", number) for number in re.findall(r"\d(?:[\d.,]*\d)?", words.of(language).sentences[key]))

    keys = [key for key in words.of("en").sentences if key.startswith("about.")]
    assert len(keys) > 50
    assert [key for key in keys if named("en", key) != named("pt", key)] == []


def test_the_lines_of_keras_build_the_very_layers_of_classic(keras):
    kinds, settings, shapes, parameters = keras["page"]
    assert [kinds, settings, shapes, parameters] == keras["classic"]
    assert parameters == about_page.FACTS["parameters"] == 4_385
    assert keras["loss"] == "binary_crossentropy"


def test_the_comments_in_the_lines_of_keras_are_the_shapes(keras):
    assert re.findall(r"# (\S+)", about_page.KERAS) == ["×".join(map(str, shape)) for shape in keras["page"][2]]


def test_keras_refuses_the_network_without_same(keras):
    assert "total size of the tensor must be unchanged" in keras["refused"]
    assert "shape=(None, 32)" in keras["refused"]


def test_the_recipe_is_the_one_that_the_model_was_trained_by():
    recipe = recipes.RECIPES["classic"]
    assert {
        "epochs": recipe.epochs,
        "batch": recipe.batch,
        "warm_up": recipes.WARM_UP,
        "peak": recipe.rate,
        "digits": 60_000,
        "parameters": network.load(model_library.path()).parameters,
        "updates": 150 * 469,
    } == about_page.FACTS
    assert (recipe.schedule, recipe.noise) == ("cosine", 0)


def test_the_table_of_sizes_is_what_becomes_of_the_sizes():
    with_same = handmade.encoder()[:5]
    without = [entry | {"config": entry["config"] | {"padding": "valid"}} for entry in with_same]
    for padding, built in (("same", with_same), ("valid", without)):
        net = handmade.open_network(built)
        code = net.layers[-1].output_shape
        row = ["×".join(map(str, layer.output_shape[:2])) for layer in net.stages]
        cells = f"<code>{padding}</code></th>" + "".join(f"<td>{length}</td>" for length in row)
        assert cells + f"<td><b>{'×'.join(map(str, code))} = {np.prod(code)}</b></td>" in worked_examples.sizes(words.of("en"))


@pytest.fixture(scope="module")
def stages() -> dict[str, network.FeatureMaps]:
    net = network.load(model_library.path())
    return {stage.layer.name: stage for stage in net.run(digits.load().x_test[0].astype(np.float32) / 255)}


def tables(html: str) -> list[list[list[float]]]:
    """The numbers of every grid in a figure."""
    grids = [re.findall("<tr>(.*?)</tr>", table) for table in re.findall("<table.*?>(.*?)</table>", html)]
    return [[[float(cell.replace("−", "-")) for cell in re.findall(r"<td>(?:<b>)?([−\d.]+)", row)] for row in rows] for rows in grids]


def test_the_worked_convolution_adds_up(stages):
    html = worked_examples.convolution(stages["input"].values, stages["conv1"].layer, words.of("en"))
    patch, kernel = (np.array(table) for table in tables(html))
    added, bias, total, after = (float(number.replace("−", "-")) for number in re.findall(r'"number(?: marked)?">([^<]+)<', html))
    assert added == pytest.approx((patch * kernel).sum(), abs=0.06)
    assert total == pytest.approx(added + bias, abs=0.011)
    assert after == max(0, total) > 0
    channel, row, column = map(int, re.search(r"filter (\d+), at row (\d+), column (\d+)", html).groups())
    assert after == pytest.approx(stages["conv1"].values[row, column, channel], abs=0.006)


def test_the_sums_before_relu_are_those_of_the_layer(stages):
    made = worked_examples.sums(stages["input"].values, stages["conv1"].layer)
    assert (made < 0).any()
    assert np.array_equal(layers.relu(made), stages["conv1"].values)


def test_the_worked_pooling_keeps_the_largest_of_every_window(stages):
    whole, kept = (np.array(table) for table in tables(worked_examples.pooling(stages["conv1"], words.of("en"))))
    assert whole.shape == (4, 4)
    assert kept.tolist() == [[whole[row : row + 2, column : column + 2].max() for column in (0, 2)] for row in (0, 2)]
    assert len(set(whole.flat)) > 8, "an example with many different numbers"


def test_up_sampling_gives_four_numbers_but_not_the_four_that_there_were(stages):
    four, one, back, again = (np.array(table) for table in tables(worked_examples.there_and_back(stages["conv1"], words.of("en"))))
    assert len(set(four.flat)) == 4
    assert one == four.max()
    assert back.tolist() == [[four.max()] * 2] * 2
    assert (again == four).all()


@pytest.mark.parametrize(
    ("layer", "cells", "padding", "windows"),
    [("pool2", 14, [13], [(start, 2) for start in (1, 3, 5, 7, 9, 11, 13)]), ("conv3", 9, [0, 8], [(start, 3) for start in (1, 3, 5, 7)])],
)
def test_the_windows_stand_where_the_layer_puts_them(stages, layer, cells, padding, windows):
    html = worked_examples.windows(stages[layer].layer, layer, words.of("en"))
    drawn = re.findall(r'<i( class="padding")?>', html)
    assert len(drawn) == cells
    assert [at for at, mark in enumerate(drawn) if mark] == padding
    assert [(int(start), int(span)) for start, span in re.findall(r"grid-column:(\d+)/span (\d+)", html)] == windows


def test_numbers_are_written_as_the_language_writes_them_with_a_real_minus_and_no_minus_zero():
    html = figure_parts.grid(np.array([[-1.5, -0.001], [0.25, 2]]), words.of("pt"))
    assert re.findall(r"<td>([^<]+)", html) == ["−1,50", "0,00", "0,25", "2,00"]
