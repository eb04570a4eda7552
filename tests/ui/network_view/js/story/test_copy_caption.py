"""What stands under the copy, beside it on every screen."""

import pytest

from browserless import node
from convae import words
from view_context import SPEAKER, speaking


@pytest.mark.parametrize(
    ("moment", "off", "here", "english", "portuguese"),
    [
        (None, 0, True, "the decoder redraws the digit from the code alone", "o decodificador refaz o dígito só com o código"),
        (1, 0, False, "the decoder redraws the digit from the code alone", "o decodificador refaz o dígito só com o código"),
        (0, 0, True, "before the training", "antes do treinamento"),
        (1, 0, True, "after 1 step of training", "após 1 passo de treinamento"),
        (None, 1, True, "1 channel off", "1 canal desligado"),
        (2, 3, True, "after 1,407 steps of training, 3 channels off", "após 1.407 passos de treinamento, 3 canais desligados"),
    ],
)
def test_the_caption_of_the_copy_says_what_the_network_lacks(moment, off, here, english, portuguese):
    script = (
        f"await (async () => m.copySaid({{ moment, off: new Set(Array(off).keys()), running: {{ moments: here || null }},"
        f" network: {{ past: {{ steps: [0, 1, 1407] }}, words: {SPEAKER}, tale: (await import(speaker)).speaker(tale) }} }}))()"
    )
    for language, said in (("en", english), ("pt", portuguese)):
        given = {"moment": moment, "off": off, "here": here, "tale": words.of(language).for_browser("story")} | speaking(language)
        assert node("story/copy_caption", script, **given) == said
