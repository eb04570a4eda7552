"""What a training tells: every event comes back as it was, and what is none is refused."""

import json
from dataclasses import fields, replace

import numpy as np
import pytest

from convae import training_events
from convae.training_events import KINDS, Built, Epoch, Event, Failed, Paused, Saved, Start, Step, Written

STEP = Step(2, 4, 5, 10, None, bce=0.3, rate=0.01, steps_per_second=48.0, weights=bytes(range(8)))
EVENTS = [
    Start("classic", "a.npz", 90, 10, epochs=4, floor=0.06),
    Built(b"a model"),
    STEP,
    replace(STEP, seconds_left=33, weights=None),
    Paused(),
    Epoch(2, 4, 10, 10, 18, seconds=12.5, bce=0.2, mse=0.02),
    Epoch(2, 4, 10, 10, 18, seconds=12.5, bce=0.2, mse=0.02, validation_bce=0.3, validation_mse=0.03),
    Written("a.keras", stopped=True),
    Saved(stopped=False, model=b"a model", history=b"a history", kept=3),
    Failed("errors.training.killed", {"signal": 9, "path": "a.npz"}),
]


def line(event: Event, capsys: pytest.CaptureFixture[str]) -> str:
    training_events.write(event)
    return capsys.readouterr().out


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.name)
def test_every_event_is_one_line_and_comes_back_as_it_was(event, capsys):
    said = line(event, capsys)
    assert said.count("\n") == 1
    assert training_events.read(said) == event


def test_every_kind_is_known_by_its_name():
    assert {event.name: type(event) for event in EVENTS} == KINDS


def test_a_line_is_json_with_the_name_of_the_event(capsys):
    assert json.loads(line(Built(b"a model"), capsys)) == {"event": "built", "model": "YSBtb2RlbA=="}


@pytest.mark.parametrize("event", [event for event in EVENTS if fields(event)], ids=lambda event: event.name)
def test_an_event_of_which_a_value_is_of_another_kind_is_refused(event, capsys):
    told = json.loads(line(event, capsys))
    for name in vars(event):
        assert training_events.read(json.dumps(told | {name: [1]})) is None, name


@pytest.mark.parametrize(
    "said",
    [
        *("", "\n", "Downloading data …", "17", "null", "[1]", '{"epoch": 3}', '{"event": ', '{"event": ["x"]}', '{"event": "x"}'),
        *('{"event": "built"}', '{"event": "built", "model": "no base64"}', '{"event": "built", "model": null}', "[" * 9999),
        *('{"event": "paused", "by": "me"}', '{"event": "written", "path": "a", "stopped": 1}'),
    ],
)
def test_what_is_no_event_is_refused(said):
    assert training_events.read(said) is None


def test_a_whole_number_is_a_number():
    assert training_events.read('{"event": "start", "model": "", "source": "", "images": 1, "hold_out": 0, "epochs": 1, "floor": 0}')


@pytest.mark.parametrize(("epoch", "step", "behind"), [(1, 0, 0), (1, 5, 0.5), (2, 1, 1.1), (3, 10, 3)])
def test_it_tells_how_many_epochs_are_behind_it(epoch, step, behind):
    assert replace(STEP, epoch=epoch, step=step).behind == pytest.approx(behind)


def test_the_weights_of_a_step_come_back_as_the_row_that_they_were(capsys):
    row = np.array([0.5, -2, 1e-9], np.float32)
    found = training_events.read(line(replace(STEP, weights=training_events.row_as_bytes(row)), capsys)).row
    assert found.dtype == np.float32
    np.testing.assert_array_equal(found, row)
    assert replace(STEP, weights=None).row is None
