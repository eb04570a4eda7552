"""A training that a person stops: the best so far is kept."""

import json
import signal
from pathlib import Path

import numpy as np
import pytest

from convae import digits, network
from convae.model_files import ModelFiles
from processes import start
from training_program import HELD_OUT, check_history, cross_entropy, opened


@pytest.fixture(scope="module")
def misleading_digits(few_digits) -> Path:
    """The few digits, those held out as white on black: the better the others are learned, the worse these come back."""
    path = few_digits.with_name("misleading.npz")
    arrays = {name: array.copy() for name, array in vars(digits.load(few_digits)).items()}
    arrays["x_train"][-HELD_OUT:] = 255 - arrays["x_train"][-HELD_OUT:]
    np.savez(path, **arrays)
    return path


@pytest.fixture(scope="module")
def interrupted(misleading_digits, tmp_path_factory) -> tuple[Path, list[str], str]:
    """A long training of sharp that a person stops with Ctrl-C after its eighth epoch: the model, what was said, the complaint."""
    output = tmp_path_factory.mktemp("interrupted") / "sharp.keras"
    arguments = ["--model", "sharp", "--data", misleading_digits, "--epochs", 1000, "--output", output]
    with start("-m", "convae.training", *arguments) as process:
        said = []
        for line in process.stdout:
            said.append(line)
            if line.startswith("epoch   8 "):
                process.send_signal(signal.SIGINT)
        assert process.wait(timeout=300) == 0
        return output, said, process.stderr.read()


def validations(said: list[str]) -> list[float]:
    return [float(line.split("validation BCE ")[1].split()[0]) for line in said if line.startswith("epoch")]


def test_ctrl_c_stops_without_a_complaint(interrupted):
    output, said, complaint = interrupted
    assert complaint == ""
    assert said[0].endswith(f"{HELD_OUT} held out for validation\n")
    assert said[-1] == f"stopped: the best so far is {output}\n"
    assert 8 <= len(validations(said)) < 1000


def test_ctrl_c_keeps_the_best_so_far_which_is_not_the_last(interrupted, misleading_digits):
    output, said, _ = interrupted
    assert network.load(output).parameters == 18257
    *earlier, last = validations(said)
    assert min(earlier) < last
    held_out = digits.load(misleading_digits).x_train[-HELD_OUT:]
    assert cross_entropy(network.load(output), held_out) == pytest.approx(min(earlier), abs=2e-4)


def test_with_digits_held_out_the_history_ends_with_the_best_epoch(interrupted):
    output, said, _ = interrupted
    figures = validations(said)
    found = opened(ModelFiles(output).history)
    best = 1 + int(np.argmin(figures))
    assert best < len(figures)
    check_history(found, best * 3, network.load(output))
    assert found.epoch(-1) == best
    assert json.loads(found.facts)["held_out"] == HELD_OUT
