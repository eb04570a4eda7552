"""How far a training is, by the events that its process tells line by line."""

from dataclasses import replace

import numpy as np
import pytest

from convae import training_events
from convae.training_events import Built, Epoch, Event, Paused, Saved, Start, Step
from convae.training_jobs.progress import Progress, Snapshot

WEIGHTS = np.array([0.5, -2, 1e-9], np.float32)
START = Start("classic", "a.npz", 90, 10, epochs=4, floor=0.06)


@pytest.fixture
def told(capsys):
    """The progress of a training that told some events."""

    def tell(*events: Event, so_far: Progress | None = None) -> Progress:
        progress = so_far or Progress()
        for event in events:
            training_events.write(event)
        for line in capsys.readouterr().out.splitlines():
            progress.take(line)
        return progress

    return tell


def step(epoch: int, number: int, bce: float = 0.3) -> Step:
    return Step(epoch, 4, number, 10, 33, bce, rate=0.01, steps_per_second=48.0, weights=training_events.row_as_bytes(WEIGHTS))


def epoch(number: int) -> Epoch:
    return Epoch(number, 4, 10, 10, 18 - 6 * (number - 1), seconds=6.0 * number, bce=0.2, mse=0.02)


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([], Snapshot("starting", 4)),
        ([START], Snapshot("starting", 4)),
        ([replace(step(1, 1), seconds_left=None)], Snapshot("training", 4, epoch=1, share=0.025)),
        ([step(1, 5)], Snapshot("training", 4, epoch=1, share=0.125, seconds_left=33)),
        ([step(1, 5), epoch(1)], Snapshot("training", 4, epoch=1, share=0.25, seconds_left=18)),
        ([step(1, 5), epoch(1), step(2, 5)], Snapshot("training", 4, epoch=2, share=0.375, seconds_left=33)),
        ([epoch(1), epoch(2)], Snapshot("training", 4, epoch=2, share=0.5, seconds_left=12)),
        ([step(4, 9), epoch(4)], Snapshot("saving", 4, epoch=4, share=1.0, seconds_left=0)),
        ([step(2, 5), replace(epoch(2), step=6)], Snapshot("saving", 4, epoch=2, share=0.4, seconds_left=12)),
        ([step(1, 5), Paused()], Snapshot("training", 4, epoch=1, share=0.125, seconds_left=33)),
    ],
)
def test_it_tells_how_far_the_run_is(told, events, expected):
    found = told(*events).snapshot(4)
    for name in ("state", "epochs", "epoch", "share", "seconds_left"):
        assert getattr(found, name) == getattr(expected, name), name


@pytest.mark.parametrize(
    ("events", "bce"),
    [
        ([START], None),
        ([step(1, 5, 0.6)], 0.6),
        ([step(1, 5, 0.6), step(1, 9, 0.4), epoch(1)], 0.4),
        ([epoch(1), replace(epoch(2), bce=0.1)], 0.1),
    ],
)
def test_the_loss_is_that_of_the_curves_last_point_and_not_the_mean_of_an_epoch(told, events, bce):
    now = told(*events).snapshot(4)
    assert now.bce == bce
    assert [loss for _, loss in now.curve][-1:] == ([] if bce is None else [bce])


@pytest.mark.parametrize(
    ("event", "whole"),
    [(step(1, 9), 0), (epoch(1), 1), (step(2, 1), 1), (replace(epoch(1), step=6), 0), (replace(epoch(3), step=9), 2), (epoch(4), 4)],
)
def test_an_epoch_is_whole_when_its_last_step_has_been_made(told, event, whole):
    assert told(event).snapshot(4).whole_epochs == whole


def test_before_the_first_step_there_is_no_pace_no_curve_and_there_are_no_weights(told):
    now = told(START).snapshot(4)
    assert (now.rate, now.steps_per_second, now.curve, now.weights, now.floor, now.built) == (None, None, (), None, 0.06, None)


def test_the_last_step_tells_the_pace_and_the_weights_of_the_moment(told):
    now = told(step(1, 1), replace(step(1, 5), rate=0.002, steps_per_second=50.5)).snapshot(4)
    assert (now.rate, now.steps_per_second) == (0.002, 50.5)
    assert now.weights.dtype == np.float32
    np.testing.assert_array_equal(now.weights, WEIGHTS)


def test_the_end_of_an_epoch_leaves_the_pace_and_the_weights_as_they_were(told):
    now = told(step(1, 5), epoch(1)).snapshot(4)
    assert (now.rate, now.steps_per_second) == (0.01, 48.0)
    np.testing.assert_array_equal(now.weights, WEIGHTS)


def test_the_curve_has_every_step_that_was_told_and_its_place_in_epochs(told):
    said = told(step(1, 5, 0.6), epoch(1), step(2, 1, 0.4), Paused(), step(3, 10, 0.2))
    assert said.snapshot(4).curve == ((0.5, 0.6), (1.1, 0.4), (3.0, 0.2))


def test_a_curve_that_was_taken_does_not_grow(told):
    said = told(step(1, 5))
    before = said.snapshot(4).curve
    told(step(1, 6), so_far=said)
    assert (len(before), len(said.snapshot(4).curve)) == (1, 2)


def test_the_floor_and_the_network_before_its_training_are_told_from_the_beginning(told):
    now = told(START, Built(b"a model"), step(1, 1)).snapshot(4)
    assert (now.floor, now.built) == (0.06, b"a model")


def test_of_each_kind_the_last_event_is_kept(told):
    said = told(step(1, 5), step(1, 6), epoch(1))
    assert (said.last(Step), said.last(Epoch), said.last(Saved)) == (step(1, 6), epoch(1), None)
    told(Saved(stopped=False, model=b"a model", history=b"a history"), so_far=said)
    assert said.last(Saved) == Saved(stopped=False, model=b"a model", history=b"a history")


def test_nothing_is_worth_keeping_before_the_first_step_or_epoch_that_was_told(told):
    assert not told(START, Paused()).learned
    assert told(step(1, 9)).learned
    assert told(epoch(1)).learned


def test_what_a_library_prints_in_between_changes_nothing(told):
    said = told(epoch(2))
    said.take("Downloading data …")
    assert vars(said) == vars(told(epoch(2)))


@pytest.mark.parametrize(
    ("state", "running"),
    [
        ("waiting", True),
        ("starting", True),
        ("training", True),
        ("paused", True),
        ("saving", True),
        ("done", False),
        ("stopped", False),
        ("failed", False),
    ],
)
def test_a_run_is_running_until_it_has_ended(state, running):
    assert Snapshot(state, 4).running is running


def test_a_failure_keeps_what_was_known_and_says_why(told):
    now = told(step(2, 5)).snapshot(4).failed("errors.training.killed", signal=9)
    assert (now.state, now.running, now.reason, now.found, now.epoch, len(now.curve)) == (
        "failed",
        False,
        "errors.training.killed",
        {"signal": 9},
        2,
        1,
    )
