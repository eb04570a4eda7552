"""The arguments of the command that trains, and what it refuses before it loads Keras."""

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from convae.recipes import RECIPES, Recipe
from convae.training import __main__ as program
from convae.training import command
from convae.training.command import TrainingError
from processes import python


def read(*arguments: str) -> Recipe:
    return command.recipe(command.parser().parse_args(list(arguments)))


def bad_files(folder: Path) -> dict[str, Path]:
    good = {"x_train": np.zeros((3, 28, 28), np.uint8), "y_train": np.zeros(3, np.uint8)}
    good |= {"x_test": good["x_train"], "y_test": good["y_train"]}
    np.savez(folder / "good.npz", **good)
    whole = (folder / "good.npz").read_bytes()
    (folder / "short.npz").write_bytes(whole[: len(whole) // 2])
    (folder / "text.npz").write_text("digits")
    np.savez(folder / "size.npz", x_train=np.zeros((3, 32, 32), np.uint8))
    return {name: folder / f"{name}.npz" for name in ("missing", "short", "text", "size")} | {"folder": folder}


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("missing", "There is no file {}"),
        ("folder", "There is no file {}"),
        ("short", "{} cannot be read to its end"),
        ("text", "{} is none of the files that are read"),
        ("size", "{} holds x_train uint8 (3, 32, 32)"),
    ],
)
def test_a_bad_data_file_gets_one_line_and_exit_code_2(tmp_path, name, sentence):
    path = bad_files(tmp_path)[name]
    done = python("-m", "convae.training", "--data", path, "--output", tmp_path / "x.keras")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith("convae.training: " + sentence.format(path))
    assert not (tmp_path / "x.keras").exists()


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("model.h5", "does not end in .keras"),
        ("none/model.keras", "is not a folder that can be written to"),
        ("folder.keras", "is a folder"),
    ],
)
def test_an_output_that_cannot_be_written_is_refused_before_the_training(tmp_path, few_digits, output, sentence):
    (tmp_path / "folder.keras").mkdir()
    done = python("-m", "convae.training", "--data", few_digits, "--output", tmp_path / output)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert sentence in done.stderr


def test_the_output_is_the_model_of_that_name_unless_another_is_given(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(TrainingError, match="models is not a folder"):
        command.output(command.parser().parse_args([]))
    Path("models").mkdir()
    assert command.output(command.parser().parse_args(["--model", "sharp"])) == Path("models/sharp.keras")
    assert command.output(command.parser().parse_args(["--output", "a.keras"])) == Path("a.keras")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--epochs", "0"],
        ["--epochs", "10001"],
        ["--epochs", "many"],
        ["--epochs", "-3"],
        ["--seed", "-1"],
        ["--seed", str(2**32)],
        ["--hold-out", "-1"],
        ["--hold-out", "1.5"],
        ["--batch", "7"],
        ["--batch", "1025"],
        ["--rate", "0"],
        ["--rate", "0.2"],
        ["--rate", "nan"],
        ["--rate", "fast"],
        ["--noise", "-0.1"],
        ["--noise", "1.1"],
        ["--decoder", "8,8"],
        ["--decoder", "8,8,16,16"],
        ["--decoder", "8,8,65"],
        ["--decoder", "8,0,8"],
        ["--decoder", "8,8,x"],
        ["--decoder", "8 8 16"],
        ["--schedule", "linear"],
        ["--minutes", "0"],
        ["--minutes", "inf"],
        ["--megabytes", "0"],
        ["--megabytes", "1.5"],
        ["--model", "blurred"],
        ["--speed", "9"],
    ],
)
def test_a_wrong_argument_is_refused_with_its_name(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        command.parser().parse_args(arguments)
    assert ended.value.code == 2
    assert arguments[0] in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], RECIPES["classic"]),
        (["--model", "sharp"], RECIPES["sharp"]),
        (["--epochs", "3"], replace(RECIPES["classic"], epochs=3)),
        (["--model", "sharp", "--epochs", "3", "--seed", "7"], replace(RECIPES["sharp"], epochs=3, seed=7)),
        (
            ["--decoder", "3,5,7", "--batch", "64", "--rate", "0.002", "--schedule", "constant", "--noise", "0.5"],
            replace(RECIPES["classic"], decoder=(3, 5, 7), rate=0.002, batch=64, schedule="constant", noise=0.5),
        ),
        (["--seed", "0", "--noise", "0"], RECIPES["classic"]),
    ],
)
def test_the_recipe_is_that_of_the_model_but_for_what_is_said(arguments, expected):
    assert read(*arguments) == expected


def test_help_tells_a_stranger_what_every_option_does():
    done = python("-m", "convae.training", "--help")
    assert done.returncode == 0
    options = ["--model", "--data", "--decoder", "--epochs", "--batch", "--rate", "--schedule", "--noise", "--seed", "--hold-out"]
    for known in (*options, "--minutes", "--megabytes", "--output", "--json", "Ctrl-C", ".npz", "IDX", "MNIST"):
        assert known in done.stdout


@pytest.fixture
def listening(monkeypatch):
    """Leaves Ctrl-C as it is."""
    monkeypatch.setattr(program.Control, "listen", lambda *_: None)


@pytest.mark.usefixtures("listening")
def test_giving_up_is_exit_code_130_and_saves_nothing(few_digits, tmp_path, monkeypatch, capsys):
    def given_up(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(program, "_train", given_up)
    assert program.main(["--data", str(few_digits), "--output", str(tmp_path / "x.keras")]) == 130
    assert capsys.readouterr().err == "convae.training: interrupted, nothing saved\n"
    assert not list(tmp_path.iterdir())


def test_what_a_library_says_while_it_loads_is_dropped_unless_it_fails(capfd):
    with program._errors_held_back():
        os.write(2, b"chatter")
    assert capfd.readouterr().err == ""
    with pytest.raises(ImportError), program._errors_held_back():  # noqa: PT012 - first the message, then the failure
        os.write(2, b"the reason, ")
        raise ImportError
    os.write(2, b"and afterwards")
    assert capfd.readouterr().err == "the reason, and afterwards"
