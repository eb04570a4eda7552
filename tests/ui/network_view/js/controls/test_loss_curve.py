"""The curve above the training's slider: the server's, word by word."""

from dataclasses import asdict

import numpy as np
import pytest

from browserless import elements, node, text_of
from convae.history import History
from convae.html import loss_curve
from convae.words import LANGUAGES, of

PAST = History("", '{"floor": 0.058}', 2, np.array([0, 1, 4]), np.zeros((3, 1), np.float16), np.array([1, 4]), np.array([0.7, 0.1]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_shows_the_picture_and_the_words_of_the_server(language):
    curve = loss_curve.of_history(PAST, of(language))
    found = node("controls/loss_curve", "m.curveAlong(document.createElement('input'), curve)", curve=asdict(curve))
    ((shown,), said) = elements(found, "img"), elements(found, "span")
    assert (shown["attributes"]["src"], shown["attributes"]["alt"]) == (curve.picture, curve.alt)
    assert [(each["attributes"]["class"], text_of(each)) for each in said] == [(each.kind, each.said) for each in curve.labels]
