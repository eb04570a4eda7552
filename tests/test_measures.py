"""The figures of a reconstruction are those of their definitions and of Keras."""

import hashlib
import json
import shutil
import tracemalloc
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from convae import digits, measures, network
from convae.measures.pca import Components
from convae.model_files import ModelFiles
from processes import ROOT, python

SHIPPED = ROOT / "models" / "classic.keras"
pictures = arrays(np.float64, (5, 4), elements=st.floats(0, 1))


def test_cross_entropy_and_squared_error_are_those_of_keras(oracle: Path) -> None:
    picture, copy = np.random.default_rng(7).random((2, 28, 28), np.float32)
    copy[:4], copy[-4:] = 0, 1
    keras = json.loads((oracle / "known.json").read_text())["losses"]
    found = measures.compare(picture, copy)
    assert found.bce == pytest.approx(keras["bce"], rel=1e-5)
    assert found.mse == pytest.approx(keras["mse"], rel=1e-5)


def test_a_perfect_copy_reaches_the_floor_which_is_not_zero_for_grey_pixels() -> None:
    grey = np.full((28, 28), 0.25)
    found = measures.compare(grey, grey)
    assert (found.mse, found.error_per_ink, found.psnr) == (0, 0, float("inf"))
    assert found.bce == found.floor == pytest.approx(0.5623, abs=1e-4)  # -0.25 ln 0.25 - 0.75 ln 0.75


def test_an_empty_page_misses_all_of_the_ink() -> None:
    digit = digits.load_test()[0][0] / 255
    assert measures.compare(digit, np.zeros_like(digit)).error_per_ink == 1


def test_a_tenth_off_everywhere_is_20_decibels() -> None:
    assert measures.compare(np.full((3, 3), 0.5), np.full((3, 3), 0.6)).psnr == pytest.approx(20)


@given(pictures, pictures)
def test_no_copy_is_better_than_the_picture_itself(picture: np.ndarray, copy: np.ndarray) -> None:
    found = measures.compare(picture, copy)
    assert found.bce >= found.floor - 1e-6
    assert 0 <= found.mse <= 1


def test_the_figures_of_many_are_the_means_of_the_figures_of_each() -> None:
    net, images = network.load(SHIPPED), digits.load_test()[0][:30]
    found = measures.measure(net, images, "")
    each = [measures.compare(image / np.float32(255), net.run(image / np.float32(255))[-1].values[..., 0]) for image in images]
    for name in ("bce", "floor", "mse"):
        assert getattr(found, name) == pytest.approx(np.mean([getattr(one, name) for one in each]), rel=1e-5)
    assert found.error_per_ink == pytest.approx([one.error_per_ink for one in each], abs=1e-5)


def test_a_code_unit_is_dead_when_it_is_zero_for_every_digit() -> None:
    net, images = network.load(SHIPPED), digits.load_test()[0][:5]
    codes = net.encode(images[..., None].astype(np.float32) / 255)
    assert measures.measure(net, images, "").dead_code_units == 128 - np.count_nonzero(codes.any(axis=0))


def figures(*errors: float) -> measures.ModelFigures:
    return measures.ModelFigures("", 0, 0, 0, 0, errors)


@pytest.mark.parametrize("count", [1, 2, 7, 100, 1000])
def test_as_many_percentiles_are_above_an_error_as_percent_of_the_digits_have_a_larger_one(count: int) -> None:
    errors = np.random.default_rng(count).random(count).round(2)  # many of them equal
    found = figures(*errors).percentiles
    for error in (*errors, -1, 2):
        assert (found > error).sum() == min(99, 100 * (errors > error).sum() // count)


def test_the_worst_copies_come_first() -> None:
    assert figures(0.1, 0.4, 0.3).worst(2) == [1, 2]


@pytest.mark.parametrize(("name", "bce", "mse"), [("classic", 0.0740, 0.0046), ("sharp", 0.0685, 0.0027)])
def test_a_shipped_model_holds_what_its_card_promises(name: str, bce: float, mse: float) -> None:
    found = measures.beside(SHIPPED.with_stem(name))
    assert found is not None, "the figures beside the model are those of another file: measure it again"
    assert (found.bce <= bce, found.mse <= mse, found.dead_code_units <= 8) == (True, True, True)
    card = (ROOT / "models" / "README.md").read_text()
    promised = [f"{found.bce:.4f}", f"{found.floor:.4f}", f"{found.mse:.5f}", f"{np.median(found.error_per_ink):.4f}"]
    assert [figure for figure in promised if figure not in card] == []


def test_the_shipped_figures_are_those_of_the_shipped_model() -> None:
    stored = measures.beside(SHIPPED)
    assert stored is not None
    found = measures.measure(network.load(SHIPPED), digits.load_test()[0][:200], "")
    assert found.error_per_ink == pytest.approx(stored.error_per_ink[:200], abs=1e-5)


def test_the_command_measures_a_model_and_writes_the_figures_beside_it(tmp_path: Path) -> None:
    shutil.copy(SHIPPED, tmp_path)
    shutil.copy(ModelFiles(SHIPPED).history, tmp_path)
    shutil.copy(SHIPPED, tmp_path / "alone.keras")
    done = python("-m", "convae.measures", tmp_path / "classic.keras", tmp_path / "alone.keras")
    assert done.returncode == 0, done.stderr
    assert "| `classic.keras` | 4,385 | 0.0738 | 0.00436 | 0.0343 | 1 of 128 | 150 epochs on 60,000 digits, " in done.stdout
    assert "| `alone.keras` | 4,385 | 0.0738 | 0.00436 | 0.0343 | 1 of 128 | not kept |" in done.stdout
    assert "A perfect copy has a BCE of 0.0581" in done.stdout
    found, said = measures.beside(tmp_path / "classic.keras"), measures.beside(SHIPPED)
    assert found is not None
    assert said is not None
    # Machines add in different orders, and then a last digit may be rounded to another one.
    assert [found.bce, found.mse, *found.error_per_ink] == pytest.approx([said.bce, said.mse, *said.error_per_ink], abs=2e-6)
    assert replace(found, bce=said.bce, mse=said.mse, error_per_ink=said.error_per_ink) == said


def test_a_model_that_cannot_be_read_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    done = python("-m", "convae.measures", tmp_path / "none.keras")
    assert done.returncode == 2
    assert done.stderr.startswith("convae.measures: There is no model file")


@pytest.mark.parametrize("spoil", ["not json", "[]", "{}", '{"error_per_ink": ["x"]}'])
def test_figures_that_cannot_be_read_are_as_good_as_none(tmp_path: Path, spoil: str) -> None:
    shutil.copy(SHIPPED, tmp_path)
    (tmp_path / "classic.json").write_text(spoil)
    assert measures.beside(tmp_path / "classic.keras") is None


def test_figures_of_another_model_are_not_taken_for_these(tmp_path: Path) -> None:
    (tmp_path / "classic.keras").write_bytes(SHIPPED.read_bytes() + b"\n")
    shutil.copy(ModelFiles(SHIPPED).figures, tmp_path)
    assert measures.beside(tmp_path / "classic.keras") is None


def test_the_digest_is_that_of_the_file() -> None:
    assert ModelFiles(SHIPPED).digest == hashlib.sha256(SHIPPED.read_bytes()).hexdigest()


def test_the_floor_is_the_loss_of_perfect_copies() -> None:
    images = digits.load_test()[0][:50]
    pictures = images / 255
    assert measures.floor(images) == pytest.approx(measures.compare(pictures, pictures).bce, rel=1e-6)


def test_principal_components_give_back_what_lies_along_them_and_more_of_them_more() -> None:
    rng = np.random.default_rng(3)
    ways = rng.random((4, 36))
    images = np.clip(255 * (rng.random((300, 4)) @ ways / 4), 0, 255).astype(np.uint8).reshape(300, 6, 6)
    components = Components(images)
    errors = [components.figures(images, code).mse for code in (1, 2, 3, 4, 36)]
    assert errors == sorted(errors, reverse=True)
    assert errors[3] < 1e-5 < errors[2]
    assert components.numbers(4) == 5 * 36


@pytest.mark.parametrize(("b", "count"), [([0, 0], 4), ([0, 1], 3), ([3, 0], 2), ([0, 9], 0)])
def test_farther_counts_the_others_that_are_farther_away(b: list[float], count: int) -> None:
    others = np.array([[1, 0], [0, -2], [3, 4], [6, 0]], np.float32)
    assert measures.farther(np.zeros(2, np.float32), np.array(b, np.float32), others) == count


def test_the_floor_of_many_digits_takes_little_memory() -> None:
    images = np.zeros((20_000, 28, 28), np.uint8)
    tracemalloc.start()
    assert measures.floor(images) == pytest.approx(0, abs=1e-6)
    assert tracemalloc.get_traced_memory()[1] < images.nbytes / 2
    tracemalloc.stop()
