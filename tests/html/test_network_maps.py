"""The pictures of the first page, as HTML: complete, labelled and safe."""

import re

import numpy as np
import pytest

from convae import network, pictures, words
from convae.html import network_maps
from convae.html.markup import image, tag, text
from processes import ROOT

CLASSIC = network.load(ROOT / "models" / "classic.keras")
STAGES = CLASSIC.run(np.random.default_rng(0).random((28, 28), np.float32))
ENDS = pictures.limits(STAGES, "layer")
WORDS = words.of("en")


def test_the_network_shows_every_layer_in_order_with_shape_and_parameters() -> None:
    html = network_maps.view(CLASSIC, STAGES, ENDS, WORDS)
    assert re.findall('<h3 translate="no">(.*?)</h3>', html) == [stage.layer.name for stage in STAGES]
    assert re.findall('class="shape">(.*?)<', html)[:6] == ["28×28×1", "26×26×16", "13×13×16", "13×13×8", "7×7×8", "4×4×8"]
    assert re.findall('class="parameters"[^>]*>(.*?)<', html)[1:6] == ["160", "0", "1,160", "0", "584"]


def test_every_picture_has_a_text_alternative() -> None:
    html = network_maps.view(CLASSIC, STAGES, ENDS, WORDS)
    alternatives = re.findall('<img [^>]*?alt="(.*?)"', html)
    assert len(alternatives) == html.count("<img") == 15
    assert all(alternatives)


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_a_picture_says_its_largest_number_as_the_column_below_it_does(language: str) -> None:
    spoken = words.of(language)
    html = network_maps.view(CLASSIC, STAGES, ENDS, spoken)
    said = [alternative.rsplit(" ", 1)[1] for alternative in re.findall('<img [^>]*?alt="(.*?)"', html)]
    assert said == [each.split(" ", 1)[1].removeprefix("max ") for each in re.findall('class="largest"[^>]*>(.*?)<', html)]
    assert said == [spoken.three_digits(float(stage.values.max())) for stage in STAGES]


def test_markup_escapes_text_attributes_and_alternatives() -> None:
    assert text("<b>") == "&lt;b&gt;"
    assert tag("p", title='"><x') == '<p title="&quot;&gt;&lt;x"></p>'
    assert '"&quot;&gt;"' in image("data:,", '">', 1, 1)


def test_numbers_are_written_as_the_language_does() -> None:
    assert "1.904 parâmetros" in network_maps.view(CLASSIC, STAGES, ENDS, words.of("pt"))


@pytest.mark.parametrize("length", [1, 4, 7, 8, 13, 14, 16, 26, 28, 64, 200])
def test_a_map_is_drawn_with_whole_pixels_and_about_as_large_as_its_neighbours(length: int) -> None:
    cell = network_maps.cell_size(length)
    assert isinstance(cell, int)
    assert cell >= 1
    assert length > 28 or 32 <= cell * length <= 58
