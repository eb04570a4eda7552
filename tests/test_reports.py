"""What a training process says of itself, read line by line."""

import json

import pytest

from convae.reports import Reports, Snapshot


def reports(*events: dict) -> Reports:
    said = Reports()
    for event in events:
        said.take(json.dumps(event))
    return said


def step(epoch: int, number: int) -> dict:
    return {"event": "step", "epoch": epoch, "epochs": 4, "step": number, "steps": 10, "bce": 0.3, "seconds_left": 33}


def epoch(number: int) -> dict:
    return {"event": "epoch", "epoch": number, "epochs": 4, "seconds": 6.0 * number, "bce": 0.2, "mse": 0.02}


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([], Snapshot("starting", 4)),
        ([{"event": "start"}], Snapshot("starting", 4)),
        ([step(1, 5)], Snapshot("training", 4, epoch=1, share=0.125, bce=0.3)),
        ([step(1, 5), epoch(1)], Snapshot("training", 4, epoch=1, share=0.25, bce=0.2, seconds_left=18)),
        ([step(1, 5), epoch(1), step(2, 5)], Snapshot("training", 4, epoch=2, share=0.375, bce=0.3, seconds_left=33)),
        ([epoch(1), epoch(2)], Snapshot("training", 4, epoch=2, share=0.5, bce=0.2, seconds_left=12)),
        ([step(4, 9), epoch(4)], Snapshot("saving", 4, epoch=4, share=1.0, bce=0.2, seconds_left=0)),
    ],
)
def test_it_tells_how_far_the_run_is(events, expected):
    assert reports(*events).snapshot(4) == expected


def test_nothing_is_worth_keeping_before_the_first_epoch_is_over():
    assert not reports({"event": "start"}, step(1, 9)).learned
    assert reports(step(1, 9), epoch(1)).learned


@pytest.mark.parametrize("line", ["", "\n", "Downloading data …", "17", "null", "[1]", '{"epoch": 3}', '{"event": '])
def test_what_a_library_prints_in_between_is_no_report(line):
    said = reports(epoch(2))
    said.take(line)
    assert said.last == {"epoch": epoch(2)}


@pytest.mark.parametrize(
    ("state", "running"), [("starting", True), ("training", True), ("saving", True), ("done", False), ("stopped", False), ("failed", False)]
)
def test_a_run_is_running_until_it_has_ended(state, running):
    assert Snapshot(state, 4).running is running
