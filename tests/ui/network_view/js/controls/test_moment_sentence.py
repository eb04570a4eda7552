"""What the training's slider says."""

import pytest

from browserless import node
from view_context import SPEAKER, speaking


@pytest.mark.parametrize(
    ("moment", "english", "portuguese"),
    [
        (1, "after 1 step, 0.2% of the first epoch: loss 0.5000", "após 1 passo, 0,2% da primeira época: perda 0,5000"),
        (2, "after 20 steps, 4.3% of the first epoch: loss 0.2500", "após 20 passos, 4,3% da primeira época: perda 0,2500"),
        (3, "after 469 steps, 1 epoch: loss 0.1000", "após 469 passos, 1 época: perda 0,1000"),
        (4, "after 938 steps, 2 epochs: loss 0.1000", "após 938 passos, 2 épocas: perda 0,1000"),
    ],
)
def test_a_moment_within_the_first_epoch_says_how_much_of_it_has_passed(moment, english, portuguese):
    past = {"steps": [0, 1, 20, 469, 938], "epoch": 469, "losses": [None, 0.5, 0.25, 0.1, 0.1]}
    for language, said in (("en", english), ("pt", portuguese)):
        found = node("controls/moment_sentence", f"m.momentSaid(past, moment, {SPEAKER})", past=past, moment=moment, **speaking(language))
        assert found == said
