"""What the page says about each layer follows from the layer's own description."""

import pytest

from convae import network, words
from convae.ui.sentences import describe
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
        ("pool2", ["13×13 becomes 7×7", "13 is not a multiple of 2", "7 come out"]),
        ("conv3", ["stride 2", "'same'", "7×7 becomes 4×4"]),
        ("flatten", ["128 numbers", "nothing is lost"]),
        ("code", ["8 maps of 4×4", "This is the code"]),
        ("up1", ["repeated 2×2 times", "4×4 becomes 8×8"]),
        ("conv6", ["16×16 becomes 14×14"]),
        ("output", ["one filter", "sigmoid", "between 0 (paper) and 1 (ink)", "28×28 stays 28×28"]),
    ],
)
def test_a_layer_is_told_with_its_own_numbers(name: str, phrases: list[str]) -> None:
    sentence = said(name)
    assert [phrase for phrase in phrases if phrase not in sentence] == []


def test_pooling_that_divides_evenly_does_not_speak_of_padding() -> None:
    assert "multiple" not in said("pool1")


def test_only_the_code_is_called_the_code() -> None:
    assert [name for name in LAYERS if "This is the code" in said(name)] == ["code"]


@pytest.mark.parametrize("name", LAYERS)
def test_every_layer_has_its_sentence_in_portuguese_too(name: str) -> None:
    assert said(name, "pt") != said(name)
