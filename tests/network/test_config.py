"""What a file says of a model: its names, fit for people, and descriptions of another form, which are refused."""

import io

import pytest

from convae import network
from convae.network import ModelFileError
from convae.network.config import Settings, printable
from handmade import config, conv, encoder, flatten, hdf5, layer, zipped
from refused import refusal


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("conv1", "conv1"),
        ("codificação", "codificação"),
        ("a" * 100, "a" * 60),
        ("two\nlines", "two�lines"),
        ("half \ud800 pair", "half � pair"),
        ("hidden\u202e", "hidden�"),
        ("", ""),
    ],
)
def test_a_name_is_short_and_every_character_of_it_can_be_seen_and_sent(text, shown):
    assert printable(text) == shown
    printable(text).encode()


@pytest.mark.parametrize("name", [None, 5, ["conv1"], {"a": 1}])
def test_a_name_that_is_no_text_is_a_type_error(name):
    with pytest.raises(TypeError):
        printable(name)


def test_a_value_however_large_or_deep_is_shown_in_a_few_words():
    deep: list = []
    for _ in range(900):
        deep = [deep]
    for value in (deep, "x" * 10**6, {str(n): n for n in range(10**5)}, list(range(10**5))):
        error = Settings(conv("a", 4, strides=value)).refuse("strides", "less")
        assert len(str(error)) < 250


def test_a_functional_model_is_refused_by_its_name():
    description = config(encoder()) | {"class_name": "Functional"}
    with pytest.raises(ModelFileError, match=r"Functional.*Sequential"):
        network.load(io.BytesIO(zipped(description, hdf5([]))))


@pytest.mark.parametrize("shape", [(None, None, 1), (28, 28), (0, 28, 1), (28, 28, "1"), (28, 28, 100_000), (28, 28, 1, 1), ()])
def test_an_input_without_fixed_height_width_and_channels_is_refused(shape):
    with pytest.raises(ModelFileError, match=r"expected fixed height, width and channels"):
        network.load(io.BytesIO(zipped(config([flatten()], shape), hdf5([]))))


@pytest.mark.parametrize("layers", [[], [flatten("a"), flatten("a")], [layer("Activation", str(n), activation="relu") for n in range(101)]])
def test_no_layers_too_many_and_two_of_one_name_are_refused(layers):
    assert f"{len(layers)} layers: expected 1 to 100, each with a name of its own" in refusal(zipped(config(layers), hdf5([])))


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"config": None},
        {"config": {"name": "x"}},
        {"config": {"name": "x", "layers": []}},
        {"config": {"name": "x", "layers": [1]}},
        {"config": {"name": 5, "layers": [flatten()]}},
        {"config": {"name": "x", "layers": [flatten()]}},
        {"config": {"name": "x", "layers": "Flatten"}},
        {"config": {"name": "x", "layers": [layer("InputLayer", "i", batch_shape=None)]}},
        {"config": {"name": "x", "layers": [layer("InputLayer", "i", batch_shape=7)]}},
        {"config": {"name": "x", "layers": [{"class_name": ["Conv2D"], "config": {"name": "a"}}]}},
    ],
)
def test_a_description_of_another_form_is_refused(broken):
    with pytest.raises(ModelFileError, match="cannot be read as a"):
        network.load(io.BytesIO(zipped({"class_name": "Sequential"} | broken, hdf5([]))))
