"""How a model came to be: the moments that are kept, and the file beside the model."""

import io
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convae import history
from convae.history import History, moments
from convae.model_files import ModelFiles

FULL = 150 * 469
"""The steps of `classic`: 60,000 digits in batches of 128, 150 times."""


def check(total: int, steps_per_epoch: int, count: int) -> list[int]:
    """The moments, which begin at 0, rise, end at the total, and after the first epoch are ends of epochs."""
    found = moments(total, steps_per_epoch, count)
    assert found[0] == 0
    assert found[-1] == total
    assert all(type(step) is int for step in found)
    assert all(before < after for before, after in pairwise(found))
    assert [step for step in found if step > steps_per_epoch and step % steps_per_epoch] == []
    assert len(found) <= count
    return found


@pytest.mark.parametrize(
    ("total", "steps_per_epoch", "least"),
    [(FULL, 469, 34), (120 * 430, 430, 34), (60 * 72, 72, 32), (3 * 72, 72, 16), (10, 5, 2), (1, 1, 2)],
)
def test_the_moments_of_a_training_are_about_forty_ends_of_epochs(total, steps_per_epoch, least):
    assert least <= len(check(total, steps_per_epoch, history.MOMENTS)) <= 40


@given(epochs=st.integers(1, 10_000), steps_per_epoch=st.integers(1, 7_500), count=st.sampled_from([history.MOMENTS, history.POINTS, 3]))
def test_the_moments_of_any_training_rise_from_its_beginning_to_its_end(epochs, steps_per_epoch, count):
    check(epochs * steps_per_epoch, steps_per_epoch, count)


def test_the_moments_are_close_together_at_the_beginning_and_then_each_a_factor_after_the_last():
    found = moments(FULL, 469, history.MOMENTS)
    assert found[:2] == [0, history.FIRST_STEP]
    factors = [after / before for before, after in pairwise(found[1:])]
    assert max(factors) <= 2
    assert factors[:10] == pytest.approx([factors[0]] * 10, rel=0.05)
    assert sum(step <= 469 for step in found) > 12
    gaps = [after - before for before, after in pairwise(found)]
    assert gaps[-1] > 100 * gaps[1]


@pytest.mark.parametrize("model", ["models/classic.keras", "classic.keras", "/somewhere/a.b.keras"])
def test_the_history_stands_beside_the_model(model):
    beside = ModelFiles(Path(model)).history
    assert beside.parent == Path(model).parent
    assert beside.name == Path(model).name.removesuffix(".keras") + ".history.npz"


@pytest.fixture
def past() -> History:
    steps, curve = np.array([0, 20, 94, 188], np.int32), np.array([10, 188], np.int32)
    weights = np.arange(20, dtype=np.float16).reshape(4, 5)
    return History("ab" * 32, '{"steps": 188}', 94, steps, weights, curve, np.array([0.5, 0.25], np.float32))


def test_a_moment_is_told_in_epochs(past):
    assert [past.epoch(moment) for moment in range(4)] == pytest.approx([0, 20 / 94, 1, 2])


def test_a_file_and_an_open_file_hold_all_of_it_and_need_no_pickle(past, tmp_path):
    past.save(tmp_path / "classic.history.npz")
    past.save(memory := io.BytesIO())
    memory.seek(0)
    for source in (tmp_path / "classic.history.npz", memory):
        with np.load(source, allow_pickle=False) as stored:
            assert set(stored) == set(vars(past))
            for name, value in vars(past).items():
                np.testing.assert_array_equal(stored[name], value)
                assert stored[name].dtype == np.asarray(value).dtype
    assert [path.name for path in tmp_path.iterdir()] == ["classic.history.npz"]


def stored(past: History, **changes: object) -> io.BytesIO:
    """The history as an open file, with some of its values changed, or left out for None."""
    file = io.BytesIO()
    np.savez(file, **{name: value for name, value in (vars(past) | changes).items() if value is not None})
    file.seek(0)
    return file


def test_a_history_is_read_back_as_it_was(past, tmp_path):
    past.save(tmp_path / "classic.history.npz")
    for source in (tmp_path / "classic.history.npz", stored(past)):
        found = history.read(source, past.digest, 5)
        assert found is not None
        for name, value in vars(past).items():
            np.testing.assert_array_equal(getattr(found, name), value)


def test_a_history_is_not_taken_for_that_of_another_model(past):
    assert history.read(stored(past), "cd" * 32, 5) is None
    assert history.read(stored(past), past.digest, 6) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"weights": None},
        {"facts": None},
        {"facts": "no JSON"},
        {"facts": "[1]"},
        {"steps_per_epoch": 0},
        {"steps_per_epoch": 94.5},
        {"steps_per_epoch": [94, 94]},
        {"steps": np.array([0, 20, 20, 188])},
        {"steps": np.array([1, 20, 94, 188])},
        {"steps": np.array([0.0, 20.0, 94.0, 188.0])},
        {"steps": np.array([0, 20, 94])},
        {"weights": np.full((4, 5), np.nan, np.float16)},
        {"weights": np.zeros((4, 5), int)},
        {"curve_steps": np.array([188, 10])},
        {"curve_bce": np.array([0.5])},
        {"curve_bce": np.array([0.5, np.inf])},
        {"steps": np.array([{}], object)},
    ],
)
def test_what_cannot_be_true_is_no_history(past, changes):
    assert history.read(stored(past, **changes), past.digest, 5) is None


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04"])
def test_a_file_that_cannot_be_read_is_no_history(content, tmp_path):
    assert history.read(io.BytesIO(content), "", 5) is None
    assert history.read(tmp_path / "missing.npz", "", 5) is None


def test_an_array_larger_than_any_history_is_not_unpacked(past):
    assert history.read(stored(past, weights=np.zeros((4, 3_000_000), np.float16)), past.digest, 3_000_000) is None


@pytest.mark.parametrize(("facts", "floor"), [('{"floor": 0.06}', 0.06), ("{}", None), ('{"floor": "low"}', None)])
def test_the_floor_is_told_where_it_is_known(past, facts, floor):
    assert replace(past, facts=facts).floor == floor


def test_the_loss_at_a_moment_is_that_of_the_last_point_before_it():
    past = History("", "{}", 2, np.array([0, 3, 5]), np.zeros((3, 1), np.float16), np.array([1, 3, 4]), np.array([0.75, 0.5, 0.25]))
    assert [past.loss(moment) for moment in range(3)] == [None, 0.5, 0.25]
