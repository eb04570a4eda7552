"""What the page says about each layer follows from the layer's own description."""

import pytest

from convae import network, words
from convae.html.layer_sentence import describe
from handmade import conv, open_network, pool
from processes import ROOT

CLASSIC = network.load(ROOT / "models" / "classic.keras")
LAYERS = {layer.name: layer for layer in CLASSIC.stages}


def said(name: str, language: str = "en") -> str:
    return describe(LAYERS[name], words.of(language), is_code=LAYERS[name] is CLASSIC.code)


@pytest.mark.parametrize(
    ("name", "phrases"),
    [
        ("input", ["28×28 pixels"]),
        ("conv1", ["16 filters", "3×3", "over the picture", "9 products", "ReLU", "Without padding", "28×28 becomes 26×26"]),
        ("pool1", ["2×2", "largest", "26×26 becomes 13×13"]),
        ("conv2", ["8 filters", "all 16 maps", "144 products", "'same'", "13×13 stays 13×13"]),
        ("pool2", ["13×13 becomes 7×7", "adds 1 row and 1 column", "so that 7×7 comes out"]),
        ("conv3", ["The window moves 2 numbers at a time (stride 2)", "'same'", "7×7 becomes 4×4"]),
        ("flatten", ["128 numbers", "nothing is lost"]),
        ("code", ["8 maps of 4×4", "This is the code"]),
        ("up1", ["block of 2×2 equal numbers", "4×4 becomes 8×8"]),
        ("conv6", ["16×16 becomes 14×14"]),
        ("output", ["one filter", "sigmoid", "between 0 (paper) and 1 (ink)", "28×28 stays 28×28"]),
    ],
)
def test_a_layer_is_told_with_its_own_numbers(name: str, phrases: list[str]) -> None:
    sentence = said(name)
    assert [phrase for phrase in phrases if phrase not in sentence] == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("conv1", "Convolução:"),
        ("pool1", "Agrupamento (max pooling):"),
        ("flatten", "Achatamento (flatten):"),
        ("code", "Mudança de formato (reshape):"),
        ("up1", "Ampliação (up-sampling):"),
    ],
)
def test_portuguese_says_what_the_english_name_of_a_layer_means(name: str, kind: str) -> None:
    assert said(name, "pt").startswith(kind)


def test_one_filter_over_one_map_is_not_counted_as_many() -> None:
    layer = open_network([conv("a", 1, kernel_size=[1, 1])]).layers[0]
    assert "its one filter" in describe(layer, words.of("en"))
    assert "(1 product for each pixel)" in describe(layer, words.of("en"))


@pytest.mark.parametrize(
    ("layer", "phrases"),
    [
        (conv("a", 2, strides=[1, 2], padding="valid"), ["1 row down and 2 columns across", "28×28 becomes 26×13"]),
        (conv("a", 2, strides=[2, 1], padding="same"), ["2 rows down and 1 column across", "'same'", "28×28 becomes 14×28"]),
        (pool("a", pool_size=[3, 3], strides=[2, 2]), ["3×3 window", "moves 2 rows down and 2 columns across", "28×28 becomes 13×13"]),
        (pool("a", pool_size=[3, 5], strides=[3, 5], padding="same"), ["every 3×5 window", "adds 2 rows and 2 columns", "10×6 comes out"]),
    ],
)
def test_a_window_of_any_size_that_moves_by_any_strides_is_told_as_it_moves(layer, phrases) -> None:
    sentence = describe(open_network([layer]).layers[0], words.of("en"))
    assert [phrase for phrase in phrases if phrase not in sentence] == []


def test_pooling_side_by_side_does_not_speak_of_how_the_window_moves() -> None:
    assert "moves" not in said("pool1")


def test_pooling_that_divides_evenly_does_not_speak_of_padding() -> None:
    assert "'same'" not in said("pool1")


def test_only_the_code_is_called_the_code() -> None:
    assert [name for name in LAYERS if "This is the code" in said(name)] == ["code"]


@pytest.mark.parametrize("name", LAYERS)
def test_every_layer_has_its_sentence_in_portuguese_too(name: str) -> None:
    assert said(name, "pt") != said(name)
