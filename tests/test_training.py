"""The command that trains, run as a person or a program runs it."""

import json
import os
import signal
import textwrap
from pathlib import Path

import numpy as np
import pytest

from convae import digits, network, training
from processes import python, start

IMAGES, HELD_OUT = 400, 33


@pytest.fixture(scope="module")
def few_digits(tmp_path_factory) -> Path:
    """A file with a few hundred digits in MNIST's layout."""
    path = tmp_path_factory.mktemp("data") / "few.npz"
    bundled = digits.load()
    np.savez(
        path,
        x_train=bundled.x_train[:: 10_000 // IMAGES],
        y_train=bundled.y_train[:: 10_000 // IMAGES],
        x_test=bundled.x_test[:10],
        y_test=bundled.y_test[:10],
    )
    return path


def events(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def parameters(path: Path) -> np.ndarray:
    return np.concatenate([weight.ravel() for layer in network.load(path).layers for weight in layer.weights])


def held_out_bce(path: Path, data: Path) -> float:
    """What the saved network's binary cross-entropy is on the digits that were held out."""
    images = digits.load(data).x_train[-HELD_OUT:, ..., None].astype(np.float64) / 255
    model = network.load(path)
    decoded = np.clip(model.decode(model.encode(images)), 1e-7, 1 - 1e-7)
    return float(-(images * np.log(decoded) + (1 - images) * np.log(1 - decoded)).mean())


@pytest.fixture(scope="module")
def twins(few_digits, tmp_path_factory) -> tuple[Path, str, str]:
    """The same training twice at once, for a person and for a program: the folder and what both wrote."""
    folder = tmp_path_factory.mktemp("twins")
    common = ["-m", "convae.training", "--data", few_digits, "--epochs", 2, "--seed", 3]
    with start(*common, "--output", folder / "one.keras") as one, start(*common, "--output", folder / "two.keras", "--json") as two:
        written = two.stdout.read(), *one.communicate(timeout=120)
        assert (two.wait(timeout=60), two.stderr.read(), one.returncode, written[2]) == (0, "", 0, "")
    return folder, written[1], written[0]


def test_training_saves_a_model_that_opens_and_nothing_else(twins):
    assert sorted(path.name for path in twins[0].iterdir()) == ["one.keras", "two.keras"]
    trained = network.load(twins[0] / "one.keras")
    assert (trained.name, trained.parameters, len(trained.layers)) == ("classic", 4385, 14)


def test_a_person_reads_the_figures_of_every_epoch(twins, few_digits):
    first, *epochs, last = twins[1].splitlines()
    assert first == f"classic: 2 epochs on {IMAGES - HELD_OUT} digits from {few_digits}, {HELD_OUT} held out for validation"
    assert [line.split()[:2] for line in epochs] == [["epoch", "1"], ["epoch", "2"]]
    assert all("BCE 0." in line and "validation BCE 0." in line and "MSE 0." in line for line in epochs)
    assert last == f"done: {twins[0] / 'one.keras'}"


def test_a_program_reads_json_lines(twins, few_digits):
    said = events(twins[2])
    assert said[0] == {
        "event": "start",
        "model": "classic",
        "source": str(few_digits),
        "images": IMAGES - HELD_OUT,
        "hold_out": HELD_OUT,
        "epochs": 2,
    }
    epochs = [event for event in said if event["event"] == "epoch"]
    assert [event["epoch"] for event in epochs] == [1, 2]
    assert all(0 < event[figure] < 1 for event in epochs for figure in ("bce", "mse", "validation_bce", "validation_mse"))
    assert said[-1] == {"event": "saved", "path": str(twins[0] / "two.keras"), "stopped": False}
    assert {event["event"] for event in said} <= {"start", "step", "epoch", "saved"}


def test_the_same_seed_gives_the_same_weights_twice(twins):
    one, two = parameters(twins[0] / "one.keras"), parameters(twins[0] / "two.keras")
    np.testing.assert_array_equal(one, two)
    assert np.isfinite(one).all()


def test_the_file_has_no_optimizer_in_it(twins):
    assert (twins[0] / "one.keras").stat().st_size < 80_000


@pytest.fixture(scope="module")
def misleading_digits(few_digits) -> Path:
    """The few digits, those held out as white on black: the better the others are learned, the worse these come back."""
    path = few_digits.with_name("misleading.npz")
    arrays = {name: array.copy() for name, array in vars(digits.load(few_digits)).items()}
    arrays["x_train"][-HELD_OUT:] = 255 - arrays["x_train"][-HELD_OUT:]
    np.savez(path, **arrays)
    return path


@pytest.fixture(scope="module")
def interrupted(misleading_digits, tmp_path_factory) -> tuple[Path, list[dict], str]:
    """A long training of sharp that Ctrl-C stops after its sixth epoch."""
    output = tmp_path_factory.mktemp("interrupted") / "sharp.keras"
    with start(
        "-m", "convae.training", "--model", "sharp", "--data", misleading_digits, "--epochs", 1000, "--output", output, "--json"
    ) as process:
        said = []
        for line in process.stdout:
            said.append(json.loads(line))
            if said[-1].get("event") == "epoch" and said[-1]["epoch"] == 6:
                process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 0
        return output, said, process.stderr.read()


def test_ctrl_c_stops_without_a_complaint(interrupted):
    _, said, complaint = interrupted
    assert complaint == ""
    assert said[-1]["event"] == "saved"
    assert said[-1]["stopped"] is True
    assert max(event.get("epoch", 0) for event in said) < 100


def test_ctrl_c_keeps_the_best_so_far_which_is_not_the_last(interrupted, misleading_digits):
    output, said, _ = interrupted
    assert network.load(output).parameters == 18257
    *earlier, last = [event["validation_bce"] for event in said if event["event"] == "epoch"]
    assert min(earlier) < last
    assert held_out_bce(output, misleading_digits) == pytest.approx(min(earlier), abs=1e-4)


def test_without_data_or_network_it_trains_on_the_bundled_digits_until_its_input_ends(tmp_path):
    nowhere = "http://127.0.0.1:9"
    done = python(
        "-m",
        "convae.training",
        "--epochs",
        1000,
        "--output",
        tmp_path / "x.keras",
        "--json",
        KERAS_HOME=str(tmp_path),
        http_proxy=nowhere,
        https_proxy=nowhere,
        HTTP_PROXY=nowhere,
        HTTPS_PROXY=nowhere,
    )
    said = events(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert said[0]["source"].startswith("convae itself, MNIST could not be downloaded (")
    assert said[0]["images"] + said[0]["hold_out"] == 10_000
    assert said[-1] == {"event": "saved", "path": str(tmp_path / "x.keras"), "stopped": True}


@pytest.fixture
def interrupts():
    """Puts the handler of Ctrl-C back where it was."""
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interrupts")
def test_a_second_ctrl_c_gives_up():
    stop = training._listen(watch_input=False)
    signal.raise_signal(signal.SIGINT)
    assert stop.is_set()
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


@pytest.mark.usefixtures("interrupts")
def test_giving_up_is_exit_code_130_and_saves_nothing(few_digits, tmp_path, monkeypatch, capsys):
    def given_up(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(training, "_train", given_up)
    assert training.main(["--data", str(few_digits), "--output", str(tmp_path / "x.keras")]) == 130
    assert capsys.readouterr().err == "convae.training: interrupted, nothing saved\n"
    assert not list(tmp_path.iterdir())


def test_what_a_library_says_while_it_loads_is_dropped_unless_it_fails(capfd):
    with training._errors_held_back():
        os.write(2, b"chatter")
    assert capfd.readouterr().err == ""
    with pytest.raises(ImportError), training._errors_held_back():  # noqa: PT012 - first the message, then the failure
        os.write(2, b"the reason, ")
        raise ImportError
    os.write(2, b"and afterwards")
    assert capfd.readouterr().err == "the reason, and afterwards"


KILLED_HALFWAY = """
    import os, runpy, signal, sys, zipfile

    write = zipfile.ZipFile.open

    def killed(self, name, mode="r", *rest, **more):
        if mode == "w" and "weights" in str(name):
            self.fp.flush()
            os.kill(os.getpid(), signal.SIGKILL)
        return write(self, name, mode, *rest, **more)

    zipfile.ZipFile.open = killed
    runpy.run_module("convae.training", run_name="__main__", alter_sys=True)
"""


def test_a_kill_in_the_middle_of_saving_leaves_the_old_file_whole(few_digits, tmp_path):
    output = tmp_path / "classic.keras"
    output.write_bytes(b"the old model")
    done = python("-c", textwrap.dedent(KILLED_HALFWAY), "--data", few_digits, "--epochs", 1, "--hold-out", 0, "--output", output)
    assert done.returncode == -signal.SIGKILL
    assert output.read_bytes() == b"the old model"


def bad_files(folder: Path) -> dict[str, Path]:
    good = {"x_train": np.zeros((3, 28, 28), np.uint8), "y_train": np.zeros(3, np.uint8)}
    good |= {"x_test": good["x_train"], "y_test": good["y_train"]}
    np.savez(folder / "good.npz", **good)
    whole = (folder / "good.npz").read_bytes()
    (folder / "short.npz").write_bytes(whole[: len(whole) // 2])
    (folder / "text.npz").write_text("digits")
    np.savez(folder / "names.npz", images=good["x_train"])
    np.savez(folder / "size.npz", **good | {"x_test": np.zeros((3, 32, 32), np.uint8)})
    return {name: folder / f"{name}.npz" for name in ("missing", "short", "text", "names", "size")} | {"folder": folder}


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("missing", "There is no file {}"),
        ("folder", "There is no file {}"),
        ("short", "{} cannot be read as an .npz file"),
        ("text", "{} cannot be read as an .npz file"),
        ("names", "{} has no x_train, y_train, x_test, y_test"),
        ("size", "x_test in {} is uint8 (3, 32, 32)"),
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


@pytest.mark.parametrize(
    "arguments",
    [
        ["--epochs", "0"],
        ["--epochs", "many"],
        ["--epochs", "-3"],
        ["--seed", "-1"],
        ["--seed", str(2**32)],
        ["--hold-out", "-1"],
        ["--hold-out", "1.5"],
        ["--model", "blurred"],
        ["--speed", "9"],
    ],
)
def test_a_wrong_argument_is_refused_with_its_name(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        training.parser().parse_args(arguments)
    assert ended.value.code == 2
    assert arguments[0] in capsys.readouterr().err


def test_help_tells_a_stranger_what_every_option_does():
    done = python("-m", "convae.training", "--help")
    assert done.returncode == 0
    for option in ("--model", "--data", "--epochs", "--seed", "--hold-out", "--output", "--json", "Ctrl-C", "x_train", "MNIST"):
        assert option in done.stdout
