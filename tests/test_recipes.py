"""The settings of a training: within their bounds, and the same again as arguments and from a file."""

import json
from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convae import words
from convae.recipes import BOUNDS, RECIPES, Recipe, RecipeError, name_of
from convae.training import command

CLASSIC = RECIPES["classic"]


def within(name: str) -> st.SearchStrategy:
    least, most = BOUNDS[name]
    return st.floats(least, most) if isinstance(least, float) else st.integers(least, most)


ANY = st.builds(
    Recipe,
    decoder=st.tuples(*[within("decoder")] * 3),
    epochs=within("epochs"),
    rate=within("rate"),
    batch=within("batch"),
    schedule=st.sampled_from(["cosine", "constant"]),
    noise=within("noise"),
    seed=within("seed"),
)


def test_the_two_models_have_one_encoder_and_two_decoders():
    assert {name: recipe.decoder for name, recipe in RECIPES.items()} == {"classic": (8, 8, 16), "sharp": (32, 32, 16)}
    assert {(recipe.batch, recipe.schedule, recipe.noise, recipe.seed) for recipe in RECIPES.values()} == {(128, "cosine", 0.0, 0)}


@pytest.mark.parametrize(
    ("decoder", "name"), [((8, 8, 16), "classic"), ((32, 32, 16), "sharp"), ((8, 8, 17), "own"), ((16, 8, 8), "own"), ((1, 1, 1), "own")]
)
def test_a_model_is_known_by_its_decoder(decoder, name):
    assert name_of(decoder) == name


@pytest.mark.parametrize(
    "change",
    [
        {"decoder": (1, 64, 1)},
        {"epochs": 1},
        {"epochs": 10_000},
        {"batch": 8},
        {"batch": 1024},
        {"rate": 1e-5},
        {"rate": 0.1},
        {"noise": 0},
        {"noise": 1},
        {"seed": 0},
        {"seed": 2**32 - 1},
    ],
)
def test_the_bounds_themselves_are_settings(change):
    assert vars(replace(CLASSIC, **change)).items() >= change.items()


@pytest.mark.parametrize(
    ("name", "value", "bounds"),
    [
        ("decoder", (8, 0, 8), "from 1 to 64"),
        ("decoder", (8, 8, 65), "from 1 to 64"),
        ("decoder", (8, 8), "from 1 to 64"),
        ("decoder", (8, 8, 8, 8), "from 1 to 64"),
        ("decoder", 8, "from 1 to 64"),
        ("epochs", 0, "from 1 to 10,000"),
        ("epochs", 10_001, "from 1 to 10,000"),
        ("batch", 7, "from 8 to 1,024"),
        ("batch", 1025, "from 8 to 1,024"),
        ("rate", 0.0, "from 1e-05 to 0.1"),
        ("rate", 0.11, "from 1e-05 to 0.1"),
        ("rate", float("nan"), "from 1e-05 to 0.1"),
        ("noise", -0.1, "from 0.0 to 1.0"),
        ("noise", 1.1, "from 0.0 to 1.0"),
        ("seed", -1, "from 0 to 4,294,967,295"),
        ("seed", 2**32, "from 0 to 4,294,967,295"),
    ],
)
def test_a_setting_out_of_its_bounds_is_refused_with_its_name_what_was_found_and_the_bounds(name, value, bounds):
    with pytest.raises(RecipeError) as error:
        replace(CLASSIC, **{name: value})
    assert error.value.reason == "errors.recipe.bounds"
    assert str(error.value).startswith(f"The setting {name} is {value}: give a number {bounds}")
    assert name in words.of("pt").say(error.value.reason, **error.value.found)


def test_a_schedule_that_there_is_not_is_refused_with_those_that_there_are():
    with pytest.raises(RecipeError, match="The learning rate's schedule is linear: give one of cosine, constant"):
        replace(CLASSIC, schedule="linear")


@given(ANY)
def test_as_arguments_of_the_command_a_recipe_is_read_back_as_it_was(recipe):
    assert command.recipe(command.parser().parse_args(recipe.arguments())) == recipe


@given(ANY)
def test_from_a_file_a_recipe_is_read_back_as_it_was(recipe):
    assert Recipe.of(json.loads(json.dumps(asdict(recipe)))) == recipe


@pytest.mark.parametrize("change", [{"epochs": 0}, {"schedule": "linear"}, {"decoder": [8, 8]}, {"speed": 9}])
def test_what_is_stored_and_is_no_recipe_is_refused(change):
    with pytest.raises((RecipeError, TypeError)):
        Recipe.of(json.loads(json.dumps(asdict(CLASSIC) | change)))
