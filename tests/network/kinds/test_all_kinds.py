"""Every kind of layer has all its parts, and they agree with each other."""

import re

import pytest

from convae.network.config import Settings
from convae.network.kinds import KINDS, InputLayer, Kind, read, register
from convae.network.kinds.terms import Arithmetic, AveragePooling, Convolution, MaxPooling, Pixel, Single
from convae.ui.network_view import assets
from kind_laws import check
from kind_samples import SAMPLES


def test_there_is_a_sample_of_every_kind():
    assert set(SAMPLES) == set(KINDS)


@pytest.mark.parametrize(("entry", "shape"), [case for cases in SAMPLES.values() for case in cases])
def test_the_parts_of_a_kind_agree_with_each_other(entry, shape):
    check(read(Settings(entry), shape))


def test_the_parts_of_the_input_agree_with_each_other():
    check(InputLayer((3, 4, 2)))


@pytest.mark.parametrize("part", sorted(Kind.__abstractmethods__))
def test_a_kind_that_lacks_a_part_cannot_be_registered(part):
    whole = KINDS["Flatten"]
    lacking = type("Lacking", (whole,), {part: getattr(Kind, part) if part != "read" else Kind.__dict__["read"]})
    with pytest.raises(TypeError, match=rf"Lacking is no kind of layer yet: it lacks {part}$"):
        register(lacking)
    assert "Lacking" not in KINDS


def test_layers_that_are_alike_are_equal_and_say_what_they_are():
    for entry, shape in (case for cases in SAMPLES.values() for case in cases):
        one, other = (read(Settings(entry), shape) for _ in range(2))
        assert one == other
        assert repr(one) == repr(other)
        assert repr(one).startswith(entry["class_name"])


def test_the_view_draws_every_form_of_arithmetic():
    text = (assets.SCRIPTS / "panels" / "arithmetic_panel.js").read_text(encoding="utf-8")
    drawn = re.search(r"^const FORMS = \{(.*?)^\};", text, re.MULTILINE | re.DOTALL).group(1)
    forms = {form.form for form in (Pixel, Convolution, MaxPooling, AveragePooling, Single)}
    assert set(re.findall(r"^  (\w+):", drawn, re.MULTILINE)) == forms
    assert not hasattr(Arithmetic, "form")  # of a new record, it is to be thought of
