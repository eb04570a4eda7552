"""The command that trains, run as a person and as a program runs it."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from convae import digits, history, measures, network
from convae.model_files import ModelFiles
from convae.recipes import RECIPES, Recipe
from processes import start
from training_program import IMAGES, Program, check_history, model, of_kind, opened, past, row


@pytest.fixture(scope="module")
def twins(few_digits, tmp_path_factory) -> tuple[Path, str, list[dict]]:
    """The same training twice at once, for a person and for a program: the person's folder and what was said to both."""
    folder = tmp_path_factory.mktemp("twins")
    common = ["--data", few_digits, "--epochs", 8, "--hold-out", 0, "--seed", 3]
    with start("-m", "convae.training", *common, "--output", folder / "one.keras") as one, Program(*common) as two:
        written, complaint = one.communicate(timeout=300)
        assert (one.returncode, complaint) == (0, "")
        return folder, written, two.end()


def test_a_person_gets_a_model_that_opens_its_history_and_nothing_else(twins):
    assert sorted(path.name for path in twins[0].iterdir()) == ["one.history.npz", "one.keras"]
    trained = network.load(twins[0] / "one.keras")
    assert (trained.name, trained.parameters, len(trained.layers)) == ("classic", 4385, 14)


def test_a_person_reads_the_figures_of_every_epoch(twins, few_digits):
    first, *epochs, last = twins[1].splitlines()
    assert first == f"classic: 8 epochs on {IMAGES} digits from {few_digits}"
    assert [line.split()[:2] for line in epochs] == [["epoch", str(number)] for number in range(1, 9)]
    assert all("BCE 0." in line and "MSE 0." in line and "validation" not in line for line in epochs)
    assert last == f"done: {twins[0] / 'one.keras'}"


def test_a_program_reads_json_lines_and_the_last_one_is_the_model(twins, few_digits):
    said = twins[2]
    told = {"event": "start", "model": "classic", "source": str(few_digits), "images": IMAGES, "hold_out": 0, "epochs": 8}
    assert said[0] == told | {"floor": pytest.approx(measures.floor(digits.load(few_digits).x_train))}
    epochs = of_kind(said, "epoch")
    assert [report["epoch"] for report in epochs] == list(range(1, 9))
    assert all(0 < report[figure] < 1 for report in epochs for figure in ("bce", "mse"))
    assert {report["event"] for report in said} <= {"start", "built", "step", "epoch", "saved"}
    assert [report["event"] for report in said[:2]] == ["start", "built"]
    assert set(said[-1]) == {"event", "stopped", "model", "history", "kept"}
    assert (said[-1]["stopped"], said[-1]["kept"]) == (False, None)
    assert [(report["step"], report["steps"]) for report in epochs] == [(4, 4)] * 8
    trained, file = model(said[-1])
    assert (trained.name, trained.parameters, len(trained.layers)) == ("classic", 4385, 14)
    assert past(said[-1]).digest == hashlib.sha256(file).hexdigest()


def test_the_same_seed_gives_the_same_weights_twice(twins):
    one, two = row(network.load(twins[0] / "one.keras")), row(model(twins[2][-1])[0])
    np.testing.assert_array_equal(one, two)
    assert np.isfinite(one).all()


def test_the_file_has_no_optimizer_in_it(twins):
    assert (twins[0] / "one.keras").stat().st_size < 80_000
    assert len(model(twins[2][-1])[1]) < 80_000


def test_the_history_beside_a_model_is_that_of_this_very_file(twins):
    file = twins[0] / "one.keras"
    found = history.read(ModelFiles(file).history, hashlib.sha256(file.read_bytes()).hexdigest(), 4385)
    assert found is not None
    check_history(found, 8 * 4, network.load(file))
    assert found.steps_per_epoch == 4
    assert found.epoch(-1) == 8
    assert found.curve_bce[0] > found.curve_bce[-1]
    facts = json.loads(found.facts)
    assert Recipe.of(facts["recipe"]) == replace(RECIPES["classic"], epochs=8, seed=3)
    assert (facts["images"], facts["held_out"], facts["steps"]) == (IMAGES, 0, 32)
    assert 0 <= facts["seconds"] < 300


def test_a_program_gets_the_same_history(twins):
    one, two = opened(ModelFiles(twins[0] / "one.keras").history), past(twins[2][-1])
    check_history(two, 8 * 4, model(twins[2][-1])[0])
    for name in ("steps", "weights", "curve_steps", "curve_bce"):
        np.testing.assert_array_equal(getattr(one, name), getattr(two, name))
    assert json.loads(one.facts)["recipe"] == json.loads(two.facts)["recipe"]
