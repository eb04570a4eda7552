"""What a training process says of itself, read line by line."""

import base64
import json

import numpy as np
import pytest

from convae.training_jobs.progress import Reports, Result, Snapshot

WEIGHTS = np.array([0.5, -2, 1e-9], np.float32)


def text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def reports(*events: dict) -> Reports:
    said = Reports()
    for event in events:
        said.take(json.dumps(event))
    return said


def step(epoch: int, number: int, bce: float = 0.3) -> dict:
    figures = {"rate": 0.01, "steps_per_second": 48.0, "seconds_left": 33, "weights": text(WEIGHTS.tobytes())}
    return {"event": "step", "epoch": epoch, "epochs": 4, "step": number, "steps": 10, "bce": bce} | figures


def epoch(number: int) -> dict:
    figures = {"seconds": 6.0 * number, "seconds_left": 18 - 6 * (number - 1), "bce": 0.2, "mse": 0.02}
    return {"event": "epoch", "epoch": number, "epochs": 4, "step": 10, "steps": 10} | figures


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([], Snapshot("starting", 4)),
        ([{"event": "start"}], Snapshot("starting", 4)),
        ([step(1, 1) | {"seconds_left": None}], Snapshot("training", 4, epoch=1, share=0.025)),
        ([step(1, 5)], Snapshot("training", 4, epoch=1, share=0.125, seconds_left=33)),
        ([step(1, 5), epoch(1)], Snapshot("training", 4, epoch=1, share=0.25, seconds_left=18)),
        ([step(1, 5), epoch(1), step(2, 5)], Snapshot("training", 4, epoch=2, share=0.375, seconds_left=33)),
        ([epoch(1), epoch(2)], Snapshot("training", 4, epoch=2, share=0.5, seconds_left=12)),
        ([step(4, 9), epoch(4)], Snapshot("saving", 4, epoch=4, share=1.0, seconds_left=0)),
        ([step(2, 5), epoch(2) | {"step": 6}], Snapshot("saving", 4, epoch=2, share=0.4, seconds_left=12)),
        ([step(1, 5), {"event": "paused"}], Snapshot("training", 4, epoch=1, share=0.125, seconds_left=33)),
    ],
)
def test_it_tells_how_far_the_run_is(events, expected):
    found = reports(*events).snapshot(4)
    for name in ("state", "epochs", "epoch", "share", "seconds_left"):
        assert getattr(found, name) == getattr(expected, name), name


@pytest.mark.parametrize(
    ("events", "bce"),
    [
        ([{"event": "start"}], None),
        ([step(1, 5, 0.6)], 0.6),
        ([step(1, 5, 0.6), step(1, 9, 0.4), epoch(1)], 0.4),
        ([epoch(1), epoch(2) | {"bce": 0.1}], 0.1),
    ],
)
def test_the_loss_is_that_of_the_curves_last_point_and_not_the_mean_of_an_epoch(events, bce):
    now = reports(*events).snapshot(4)
    assert now.bce == bce
    assert [loss for _, loss in now.curve][-1:] == ([] if bce is None else [bce])


@pytest.mark.parametrize(
    ("event", "whole"),
    [(step(1, 9), 0), (epoch(1), 1), (step(2, 1), 1), (epoch(1) | {"step": 6}, 0), (epoch(3) | {"step": 9}, 2), (epoch(4), 4)],
)
def test_an_epoch_is_whole_when_its_last_step_has_been_made(event, whole):
    assert reports(event).snapshot(4).whole_epochs == whole


def test_before_the_first_step_there_is_no_pace_no_curve_and_there_are_no_weights():
    now = reports({"event": "start"}).snapshot(4)
    assert (now.rate, now.steps_per_second, now.curve, now.weights, now.floor, now.built) == (None, None, (), None, None, None)


def test_the_last_step_tells_the_pace_and_the_weights_of_the_moment():
    now = reports(step(1, 1), step(1, 5) | {"rate": 0.002, "steps_per_second": 50.5}).snapshot(4)
    assert (now.rate, now.steps_per_second) == (0.002, 50.5)
    assert now.weights.dtype == np.float32
    np.testing.assert_array_equal(now.weights, WEIGHTS)


def test_the_end_of_an_epoch_leaves_the_pace_and_the_weights_as_they_were():
    now = reports(step(1, 5), epoch(1)).snapshot(4)
    assert (now.rate, now.steps_per_second) == (0.01, 48.0)
    np.testing.assert_array_equal(now.weights, WEIGHTS)


def test_the_curve_has_every_step_that_was_told_and_its_place_in_epochs():
    said = reports(step(1, 5, 0.6), epoch(1), step(2, 1, 0.4), {"event": "paused"}, step(3, 10, 0.2))
    assert said.snapshot(4).curve == ((0.5, 0.6), (1.1, 0.4), (3.0, 0.2))


def test_a_curve_that_was_taken_does_not_grow():
    said = reports(step(1, 5))
    before = said.snapshot(4).curve
    said.take(json.dumps(step(1, 6)))
    assert (len(before), len(said.snapshot(4).curve)) == (1, 2)


def test_the_floor_and_the_network_before_its_training_are_told_from_the_beginning():
    now = reports({"event": "start", "floor": 0.06}, {"event": "built", "model": text(b"a model")}, step(1, 1)).snapshot(4)
    assert (now.floor, now.built) == (0.06, b"a model")


def test_the_model_and_its_history_come_last():
    said = reports(step(1, 5), epoch(1))
    assert said.result is None
    said.take(json.dumps({"event": "saved", "stopped": False, "model": text(b"a model"), "history": text(b"a history")}))
    assert said.result == Result(b"a model", b"a history")
    said.take(json.dumps(said.last["saved"] | {"kept": 3}))
    assert said.result == Result(b"a model", b"a history", kept=3)


def test_nothing_is_worth_keeping_before_the_first_step_or_epoch_that_was_told():
    assert not reports({"event": "start"}, {"event": "paused"}).learned
    assert reports(step(1, 9)).learned
    assert reports(epoch(1)).learned


@pytest.mark.parametrize("line", ["", "\n", "Downloading data …", "17", "null", "[1]", '{"epoch": 3}', '{"event": ', '{"event": ["x"]}'])
def test_what_a_library_prints_in_between_is_no_report(line):
    said = reports(epoch(2))
    said.take(line)
    assert said.last == {"epoch": epoch(2)}


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


def test_a_failure_keeps_what_was_known_and_says_why():
    now = reports(step(2, 5)).snapshot(4).failed("errors.training.killed", signal=9)
    assert (now.state, now.running, now.reason, now.found, now.epoch, len(now.curve)) == (
        "failed",
        False,
        "errors.training.killed",
        {"signal": 9},
        2,
        1,
    )
