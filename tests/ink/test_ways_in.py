"""What all ways in share: the names, the sentences in both languages, and what is loaded."""

import numpy as np
import pytest

from convae import ink, words
from convae.errors import ConvaeError
from drawn_digits import DIGITS, apart, drawing, on_canvas, paint, path
from processes import python


def test_the_public_names():
    assert sorted(ink.__all__) == [
        "Correction",
        "InkError",
        "Line",
        "Steps",
        "crowded",
        "digits_in_photo",
        "from_photo",
        "from_strokes",
        "lines_of_drawing",
        "normalise",
        "picture_of_lines",
        "steps_of_drawing",
        "steps_of_lines",
        "steps_of_photo",
        "steps_of_picture",
        "steps_of_strokes",
        "strokes",
    ]


@pytest.mark.parametrize("digit", DIGITS)
def test_strokes_their_picture_and_its_photo_become_the_same_digit(digit):
    painted = paint(on_canvas(digit))
    image = ink.from_strokes(on_canvas(digit))
    assert apart(ink.normalise(painted), image) < 0.06
    assert apart(ink.from_photo(np.rint(255 - 200 * painted).astype(np.uint8)), image) < 0.08


def test_an_ink_error_can_be_said_in_both_languages():
    refused = []
    for attempt in (
        lambda: ink.normalise(np.full((28, 28), 7.5)),
        lambda: ink.normalise(np.full((9, 9), 1.0)),
        lambda: ink.strokes(drawing(*[path()] * 1001)),
        lambda: ink.from_strokes([]),
    ):
        with pytest.raises(ConvaeError) as caught:
            attempt()
        refused.append(words.of("pt").say(caught.value.reason, **caught.value.found))
    assert refused == [
        "A tinta vai de 0, papel, a 1, e aqui vai de 7,5 a 7,5: divida pixels de 8 bits por 255.",
        "100% da imagem é tinta, demais para um só dígito: deixe mais papel vazio em volta (o papel é 0, a tinta é 1).",
        "O desenho tem 1.001 traços com 0 pontos, mais que os 1.000 e 20.000 que são lidos: limpe a tela e desenhe um só dígito.",
        "Ainda não há nada no papel: desenhe um dígito.",
    ]


def test_it_loads_of_scipy_only_what_it_uses_and_only_when_it_uses_it():
    program = """
import sys, numpy
from convae import ink
loaded = lambda: {name for name in sys.modules if name.startswith("scipy.") and name.count(".") == 1}
assert "scipy.ndimage" not in loaded(), loaded()
ink.from_strokes([numpy.eye(2)])
assert not loaded() & {"scipy.optimize", "scipy.sparse", "scipy.stats", "scipy.linalg", "scipy.signal", "scipy.spatial"}, loaded()
"""
    done = python("-c", program)
    assert done.returncode == 0, done.stderr
