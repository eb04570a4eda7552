"""The models that a visitor can look at: those that came with convae, and their own."""

import json
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest

import handmade
from app_page import Page
from convae import digits, measures, network
from convae.history import History
from convae.model_files import ModelFiles
from convae.recipes import RECIPES, Recipe
from convae.training_jobs import Result
from convae.ui import model_library
from convae.viewed.model import Model
from processes import ROOT

SMALL = handmade.model_file(handmade.autoencoder((3, 2, 4)))
FIGURES = measures.ModelFigures("", 0.1, 0.06, 0.01, 0, (0.1, 1000.0))


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A folder of models with nothing in it but another classic."""
    monkeypatch.setattr(model_library, "FOLDER", tmp_path)
    monkeypatch.setattr(measures, "measure", lambda *_: FIGURES)
    (tmp_path / "classic.keras").write_bytes(SMALL)
    return tmp_path


def past_of(data: bytes) -> bytes:
    """A history of the model in `data` with three moments, the second all zeros."""
    model = Model("x", data)
    weights = np.zeros((3, model.net.parameters), np.float16)
    weights[2] = np.concatenate([weight.ravel() for layer in model.net.layers for weight in layer.weights])
    file = BytesIO()
    History(model.digest, "{}", 2, np.array([0, 1, 2]), weights, np.array([1, 2]), np.array([0.7, 0.1], np.float32)).save(file)
    return file.getvalue()


def test_a_model_can_be_seen_as_it_was_at_any_moment_of_its_training():
    model, image = Model("x", SMALL, past_of(SMALL)), np.ones((28, 28), np.float32)
    assert model.history is not None
    assert model.at(None) is model.net
    assert not model.at(1).run(image)[1].values.any()
    assert model.at(1).parameters == model.net.parameters
    now, last = model.net.run(image)[-1].values, model.at(2).run(image)[-1].values
    assert np.allclose(now, last, atol=0.02)


@pytest.mark.parametrize("name", RECIPES)
def test_the_history_that_comes_with_a_model_ends_in_it_and_tells_its_recipe(name):
    model = model_library.shipped(name)
    past = model.history
    known = json.loads(past.facts)
    assert Recipe.of(known["recipe"]) == RECIPES[name]
    assert (known["images"], known["held_out"], known["steps"]) == (60_000, 0, past.steps[-1])
    weights = np.concatenate([weight.ravel() for layer in model.net.layers for weight in layer.weights])
    assert np.array_equal(past.weights[-1], weights.astype(np.float16))
    assert 35 <= len(past.steps) <= 40
    assert (ModelFiles(model_library.FOLDER / f"{name}.keras").history).stat().st_size < 3_000_000
    assert past.curve_bce[0] > 0.5 > 0.075 > past.curve_bce[-1] > past.floor


@pytest.mark.parametrize(("name", "bce"), [("classic", 0.0917), ("sharp", 0.0819)])
def test_after_three_epochs_of_its_recipe_a_model_is_below_what_the_keras_blog_reports_after_fifty(name, bce):
    model = model_library.shipped(name)
    third = int(np.flatnonzero(model.history.steps == 3 * model.history.steps_per_epoch)[0])
    found = measures.measure(model.at(third), digits.load_test()[0], "").bce
    assert round(found, 4) == bce < 0.094
    assert f"{bce}" in (model_library.FOLDER / "README.md").read_text()


@pytest.mark.parametrize("past", [None, b"", b"PK", past_of(handmade.model_file(handmade.autoencoder((3, 2, 5))))])
def test_without_a_history_of_its_own_a_model_has_none(past):
    assert Model("x", SMALL, past).history is None


def test_a_model_for_other_pictures_than_digits_is_refused():
    with pytest.raises(network.ModelFileError) as refused:
        Model("x", handmade.model_file([handmade.conv("a", 1)], shape=(14, 14, 1)))
    assert refused.value.reason == "errors.model.input"


@pytest.mark.usefixtures("folder")
def test_only_models_that_are_there_can_be_chosen(folder):
    page = Page()
    assert page.at.radio[0].options == ["classic"]
    (folder / "sharp.keras").write_bytes((ROOT / "models" / "sharp.keras").read_bytes())
    assert page.run().at.radio[0].options == ["classic", "sharp"]


def test_another_model_is_shown_once_it_is_chosen():
    page = Page()
    page.at.radio[0].set_value("sharp")
    page.run()
    page.run()
    assert page.at.session_state["convae"].models.chosen == "sharp"
    assert page.at.radio[0].value == "sharp"


@pytest.mark.usefixtures("folder")
def test_a_model_that_was_taken_away_gives_way_to_the_first(folder):
    (folder / "sharp.keras").write_bytes(SMALL)
    page = Page()
    page.at.radio[0].set_value("sharp")
    page.run()
    (folder / "sharp.keras").unlink()
    assert page.run().at.radio[0].value == "classic"


def test_a_result_of_a_training_takes_the_first_models_place_whole(folder):
    other = handmade.model_file(handmade.autoencoder((2, 2, 2)))
    model_library.keep(Result(other, past_of(other)))
    assert model_library.shipped().data == other
    assert model_library.shipped().history is not None
    assert sorted(path.name for path in folder.iterdir()) == ["classic.history.npz", "classic.keras"]
