"""What the columns' heads say."""

import pytest

from browserless import elements, node
from view_context import SPEAKER, speaking


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
        network = f"{{ layers: [{{ name: 'a', ...layer }}], code: 0, words: {SPEAKER} }}"
        heads = node("controls/layer_heads", f"m.columnElements({network}, () => {{}})", layer=layer, **speaking(language))
        assert elements(heads, "button")[0]["attributes"]["aria-label"] == said
