"""What a person sees of a training run."""

import io
from dataclasses import replace

import pytest
from rich.console import Console

from convae.training.bar import Bar
from convae.training_events import Epoch, Paused, Start, Step, Written

START = Start("classic", "[data].npz", 55_000, 5_000, 150, floor=0.06)
STEP = Step(2, 150, 200, 430, 3661, bce=0.1234, rate=0.01, steps_per_second=48.0)
EPOCH = Epoch(2, 150, 430, 430, 3661, seconds=9.04, bce=0.1234, mse=0.01234)


@pytest.fixture
def said():
    """What a bar says of some events, in a file or on a terminal."""

    def say(*events, terminal: bool = False) -> str:
        file = io.StringIO()
        bar = Bar(Console(file=file, force_terminal=terminal, width=120, highlight=False))
        for event in events:
            bar(event)
        bar.progress.stop()
        return file.getvalue()

    return say


def test_the_beginning_names_the_model_the_digits_and_where_they_come_from(said):
    assert said(START) == "classic: 150 epochs on 55,000 digits from [data].npz, 5,000 held out for validation\n"
    assert said(replace(START, hold_out=0)) == "classic: 150 epochs on 55,000 digits from [data].npz\n"


def test_an_epoch_is_one_line_with_the_validation_figures_if_there_are_any(said):
    assert said(EPOCH) == "epoch   2      9.0 s  BCE 0.1234  MSE 0.01234\n"
    assert said(replace(EPOCH, validation_bce=0.2, validation_mse=0.03)).endswith("validation BCE 0.2000  MSE 0.03000\n")


def test_before_there_is_a_pace_nobody_knows_what_is_left(said):
    assert "? left" in said(START, replace(STEP, seconds_left=None), terminal=True)


def test_what_else_a_training_tells_is_for_programs(said):
    assert said(Paused()) == ""
    assert said(replace(STEP, weights=bytes(8), steps_per_second=7.0), terminal=True) == said(STEP, terminal=True)


def test_a_step_moves_the_bar_on_a_terminal_and_says_nothing_in_a_file(said):
    assert said(STEP) == ""
    on_screen = said(START, STEP, terminal=True)
    assert "epoch 2/150" in on_screen
    assert "BCE 0.1234 · 1:01:01 left" in on_screen


def test_the_end_says_where_the_model_is_and_whether_it_was_stopped(said):
    assert said(Written("a.keras", stopped=False)) == "done: a.keras\n"
    assert said(Written("a.keras", stopped=True)) == "stopped: the best so far is a.keras\n"
