"""The command that trains, run as a person or a program runs it."""

import hashlib
import json
import signal
import textwrap
from dataclasses import replace
from math import cos, pi
from pathlib import Path
from queue import Empty

import numpy as np
import pytest

from convae import digits, history, measures, network
from convae.history import History
from convae.model_files import ModelFiles
from convae.recipes import RECIPES, Recipe
from processes import python, start
from training_program import Program, cross_entropy, model, of_kind, opened, past, row, weights

IMAGES, HELD_OUT = 400, 33


@pytest.fixture(scope="module")
def twins(few_digits, tmp_path_factory) -> tuple[Path, str, list[dict]]:
    """The same training twice at once, for a person and for a program: the person's folder and what was said to both."""
    folder = tmp_path_factory.mktemp("twins")
    common = ["--data", few_digits, "--epochs", 8, "--hold-out", 0, "--seed", 3]
    with start("-m", "convae.training", *common, "--output", folder / "one.keras") as one, Program(*common) as two:
        written, complaint = one.communicate(timeout=300)
        assert (one.returncode, complaint) == (0, "")
        return folder, written, two.end()


def test_a_person_gets_a_model_that_opens_its_history_and_nothing_else(twins):
    assert sorted(path.name for path in twins[0].iterdir()) == ["one.history.npz", "one.keras"]
    trained = network.load(twins[0] / "one.keras")
    assert (trained.name, trained.parameters, len(trained.layers)) == ("classic", 4385, 14)


def test_a_person_reads_the_figures_of_every_epoch(twins, few_digits):
    first, *epochs, last = twins[1].splitlines()
    assert first == f"classic: 8 epochs on {IMAGES} digits from {few_digits}"
    assert [line.split()[:2] for line in epochs] == [["epoch", str(number)] for number in range(1, 9)]
    assert all("BCE 0." in line and "MSE 0." in line and "validation" not in line for line in epochs)
    assert last == f"done: {twins[0] / 'one.keras'}"


def test_a_program_reads_json_lines_and_the_last_one_is_the_model(twins, few_digits):
    said = twins[2]
    told = {"event": "start", "model": "classic", "source": str(few_digits), "images": IMAGES, "hold_out": 0, "epochs": 8}
    assert said[0] == told | {"floor": pytest.approx(measures.floor(digits.load(few_digits).x_train))}
    epochs = of_kind(said, "epoch")
    assert [report["epoch"] for report in epochs] == list(range(1, 9))
    assert all(0 < report[figure] < 1 for report in epochs for figure in ("bce", "mse"))
    assert {report["event"] for report in said} <= {"start", "built", "step", "epoch", "saved"}
    assert [report["event"] for report in said[:2]] == ["start", "built"]
    assert set(said[-1]) == {"event", "stopped", "model", "history", "kept"}
    assert (said[-1]["stopped"], said[-1]["kept"]) == (False, None)
    assert [(report["step"], report["steps"]) for report in epochs] == [(4, 4)] * 8
    trained, file = model(said[-1])
    assert (trained.name, trained.parameters, len(trained.layers)) == ("classic", 4385, 14)
    assert past(said[-1]).digest == hashlib.sha256(file).hexdigest()


def test_the_same_seed_gives_the_same_weights_twice(twins):
    one, two = row(network.load(twins[0] / "one.keras")), row(model(twins[2][-1])[0])
    np.testing.assert_array_equal(one, two)
    assert np.isfinite(one).all()


def test_the_file_has_no_optimizer_in_it(twins):
    assert (twins[0] / "one.keras").stat().st_size < 80_000
    assert len(model(twins[2][-1])[1]) < 80_000


def check(found: History, last: int, net: network.Network) -> None:
    """A history of `net` rises from 0 to the step `last`, where it has the very weights of the model."""
    assert (found.steps[0], found.steps[-1]) == (0, last)
    assert (np.diff(found.steps) > 0).all()
    assert found.weights.shape == (len(found.steps), net.parameters)
    assert found.weights.dtype == np.float16
    np.testing.assert_array_equal(found.weights[-1], row(net).astype(np.float16))
    changes = (np.diff(found.weights.astype(np.float32), axis=0) != 0).any(axis=1)
    assert changes[found.steps[1:] > 1].all()  # the learning rate of the first step is 0
    assert len(found.curve_steps) == len(found.curve_bce)
    assert (len(found.curve_steps) > 0) == (last >= history.FIRST_STEP)
    assert (np.diff(found.curve_steps) > 0).all()
    assert (found.curve_steps <= last).all()
    assert ((found.curve_bce > 0) & (found.curve_bce < 1)).all()


def test_the_history_beside_a_model_is_that_of_this_very_file(twins):
    file = twins[0] / "one.keras"
    found = history.read(ModelFiles(file).history, hashlib.sha256(file.read_bytes()).hexdigest(), 4385)
    assert found is not None
    check(found, 8 * 4, network.load(file))
    assert found.steps_per_epoch == 4
    assert found.epoch(-1) == 8
    assert found.curve_bce[0] > found.curve_bce[-1]
    facts = json.loads(found.facts)
    assert Recipe.of(facts["recipe"]) == replace(RECIPES["classic"], epochs=8, seed=3)
    assert (facts["images"], facts["held_out"], facts["steps"]) == (IMAGES, 0, 32)
    assert 0 <= facts["seconds"] < 300


def test_a_program_gets_the_same_history(twins):
    one, two = opened(ModelFiles(twins[0] / "one.keras").history), past(twins[2][-1])
    check(two, 8 * 4, model(twins[2][-1])[0])
    for name in ("steps", "weights", "curve_steps", "curve_bce"):
        np.testing.assert_array_equal(getattr(one, name), getattr(two, name))
    assert json.loads(one.facts)["recipe"] == json.loads(two.facts)["recipe"]


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
    check(found, best * 3, network.load(output))
    assert found.epoch(-1) == best
    assert json.loads(found.facts)["held_out"] == HELD_OUT


EVERY_STEP = """
import sys
from convae.training import __main__ as program

with program._errors_held_back():
    from convae.training import watching
watching.INTERVAL = 0
sys.exit(program.main())
"""
OWN = Recipe(decoder=(3, 5, 7), epochs=12, rate=0.02, batch=64, seed=5)


@pytest.fixture(scope="module")
def every_step(few_digits) -> list[dict]:
    """What a program is told of a training with a decoder of its own, with a report of each step."""
    with Program("--data", few_digits, *OWN.arguments(), "--hold-out", HELD_OUT, code=EVERY_STEP, TF_CPP_MIN_LOG_LEVEL="3") as program:
        return program.end()


def test_a_decoder_of_ones_own_gives_a_network_of_its_parameters(every_step):
    assert every_step[0]["model"] == "own"
    net = model(every_step[-1])[0]
    assert (net.name, net.parameters) == ("own", 2649)
    assert [layer.output_shape[-1] for layer in net.layers if layer.name in ("conv4", "conv5", "conv6")] == [3, 5, 7]
    assert Recipe.of(json.loads(past(every_step[-1]).facts)["recipe"]) == OWN


def test_a_program_gets_the_network_before_it_has_learned_anything(every_step):
    net, file = model(every_step[1])
    assert (every_step[1]["event"], net.name, net.parameters) == ("built", "own", 2649)
    assert len(file) < 80_000
    np.testing.assert_array_equal(row(net).astype(np.float16), past(every_step[-1]).weights[0])


def test_the_digits_held_out_choose_the_epoch_and_its_figures_are_told(every_step, few_digits):
    figures = [report["validation_bce"] for report in of_kind(every_step, "epoch")]
    assert len(figures) == OWN.epochs
    held_out = digits.load(few_digits).x_train[-HELD_OUT:]
    assert cross_entropy(model(every_step[-1])[0], held_out) == pytest.approx(min(figures), abs=1e-4)
    best = 1 + int(np.argmin(figures))
    assert past(every_step[-1]).steps[-1] == 6 * best
    assert every_step[-1]["kept"] == (None if best == OWN.epochs else best)


def loss_of_every_batch(reports: list[dict], last: dict, images: np.ndarray) -> list[float]:
    """The loss of the digits of each step, under the weights before it, computed in NumPy."""
    net, rng = model(last)[0], np.random.default_rng(OWN.seed)
    before, order, losses = past(last).weights[0], rng.permutation(len(images)), []  # Keras asks for another order before it begins
    for number, report in enumerate(reports):
        place = number % 6
        if place == 0:
            order = rng.permutation(len(images))
        losses.append(cross_entropy(net.with_weights(before), images[order[place * 64 : (place + 1) * 64]]))
        before = weights(report)
    return losses


def test_a_report_has_the_loss_since_the_last_one_and_the_weights_of_the_moment(every_step, few_digits):
    steps, images = of_kind(every_step, "step"), digits.load(few_digits).x_train[:-HELD_OUT]
    assert [(step["epoch"], step["step"], step["steps"]) for step in steps] == [(e, s, 6) for e in range(1, 13) for s in range(1, 7)]
    expected = loss_of_every_batch(steps, every_step[-1], images)
    assert max(expected) - min(expected) > 0.1
    assert [step["bce"] for step in steps] == pytest.approx(expected, abs=2e-3)


def test_the_curve_of_a_history_is_the_mean_loss_between_its_points(every_step):
    found, steps = past(every_step[-1]), of_kind(every_step, "step")
    sizes = [64] * 5 + [IMAGES - HELD_OUT - 5 * 64]
    for at, bce in zip(found.curve_steps.tolist(), found.curve_bce, strict=True):
        earlier = [step for step in found.curve_steps.tolist() if step < at]
        first = max([*earlier[-1:], (at - 1) // 6 * 6])  # the point before, or the beginning of the epoch
        assert bce == pytest.approx(
            np.average([step["bce"] for step in steps[first:at]], weights=[sizes[step % 6] for step in range(first, at)]), abs=1e-4
        )


def test_a_history_has_the_weights_that_there_were_at_its_moments(every_step):
    found, steps = past(every_step[-1]), of_kind(every_step, "step")
    assert len(found.steps) > 3
    for at, kept in zip(found.steps[1:], found.weights[1:], strict=True):
        np.testing.assert_array_equal(kept, weights(steps[at - 1]).astype(np.float16))


def rate(recipe: Recipe, done: int, steps_per_epoch: int) -> float:
    """The learning rate after so many steps, as the recipe describes it."""
    total = recipe.epochs * steps_per_epoch
    warm_up = min(500, total // 4)
    if done < warm_up:
        return recipe.rate * done / warm_up
    return recipe.rate * ((1 + cos(pi * (done - warm_up) / (total - warm_up))) / 2 if recipe.schedule == "cosine" else 1)


def test_the_learning_rate_rises_and_falls_to_nothing_along_a_cosine(every_step):
    rates = [report["rate"] for report in of_kind(every_step, "step")]
    assert rates == pytest.approx([rate(OWN, done, 6) for done in range(1, 73)], rel=1e-4, abs=1e-9)
    assert max(rates) == pytest.approx(0.02)
    assert rates[-1] == pytest.approx(0, abs=1e-9)


def test_with_noise_and_a_constant_rate_what_comes_out_is_no_noise(few_digits):
    recipe = Recipe(decoder=(8, 8, 16), epochs=15, rate=0.02, batch=32, schedule="constant", noise=0.5)
    with Program("--data", few_digits, *recipe.arguments(), "--hold-out", 0, code=EVERY_STEP, TF_CPP_MIN_LOG_LEVEL="3") as program:
        said = program.end()
    assert said[0]["model"] == "classic"
    reports, saved = of_kind(said, "step"), said[-1]
    assert [report["rate"] for report in reports] == pytest.approx([rate(recipe, done, 13) for done in range(1, 196)], rel=1e-4)
    assert reports[-1]["rate"] == pytest.approx(0.02)
    assert Recipe.of(json.loads(past(saved).facts)["recipe"]) == recipe
    net, images = model(saved)[0], digits.load(few_digits).x_train
    assert net.parameters == 4385
    # Of the digits that it was shown with noise it has learned the digits without: their copies are better than the epoch's loss.
    assert cross_entropy(net, images) < of_kind(said, "epoch")[-1]["bce"]


CHANGED = Recipe((8, 8, 16), epochs=2000, rate=0.01)


def test_a_pause_holds_the_training_still_a_new_rate_changes_it_and_junk_does_neither(few_digits):
    with Program("--data", few_digits, *CHANGED.arguments()) as program:
        before = program.until("step")
        for junk in (
            "",
            "stop",
            "{",
            "[1]",
            "null",
            '{"go": 1}',
            '{"rate": "fast"}',
            '{"rate": 7}',
            '{"rate": -1}',
            '{"rate": NaN}',
            "[" * 9999,
        ):
            program.tell(junk)
        program.process.stdin.buffer.write(b"\xff\xfe\n")
        assert program.until("step")["rate"] == pytest.approx(factor(1, program.said[-1]), rel=1e-3)

        program.tell('{"pause": true}')
        assert set(program.until("paused")) == {"event"}
        with pytest.raises(Empty):
            program.next(timeout=2)
        paused = of_kind(program.said, "step")[-1]
        program.tell('{"pause": false}')
        after = program.until("step")
        assert done(before) < done(paused) < done(after)

        program.tell('{"rate": 0.001}')
        slower = program.until("step")
        while slower["rate"] != pytest.approx(factor(0.1, slower), rel=1e-3):
            assert slower["rate"] == pytest.approx(factor(1, slower), rel=1e-3)
            assert done(slower) < done(after) + 1000, "the new rate never came"
            slower = program.until("step")
        following = program.until("step")
        assert following["rate"] == pytest.approx(factor(0.1, following), rel=1e-3)

        program.stop()
        saved = program.end()[-1]
    assert saved["stopped"] is True
    assert np.isfinite(row(model(saved)[0])).all()
    assert len(of_kind(program.said, "paused")) == 1


def done(report: dict) -> int:
    """How many steps have been made when a step is reported."""
    return (report["epoch"] - 1) * report["steps"] + report["step"]


def factor(times: float, report: dict) -> float:
    """What the learning rate has to be so many `times` the recipe's."""
    return times * rate(CHANGED, done(report), report["steps"])


def test_a_paused_training_ends_when_its_input_does(few_digits):
    with Program("--data", few_digits, "--epochs", 1000) as program:
        program.until("step")
        program.tell('{"pause": true}')
        program.until("paused")
        program.stop()
        assert program.end()[-1]["stopped"] is True


def test_when_its_time_is_up_it_ends_by_itself_and_saves(few_digits, tmp_path):
    output = tmp_path / "classic.keras"
    done = python("-m", "convae.training", "--data", few_digits, "--epochs", 9999, "--minutes", 0.05, "--output", output)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == f"stopped: the best so far is {output}"
    check(opened(ModelFiles(output).history), json.loads(opened(ModelFiles(output).history).facts)["steps"], network.load(output))


A_TENTH_OF_A_SECOND_AT_EACH_LOOK = """
import functools, itertools, sys
from convae.training import __main__ as program

program.Control = functools.partial(program.Control, clock=functools.partial(next, itertools.count(0, 0.1)))
sys.exit(program.main())
"""


def test_the_time_that_is_left_is_told_in_the_first_epoch_and_ends_with_the_limit(few_digits):
    arguments = ["--epochs", 9999, "--batch", 8, "--minutes", 0.2]
    with Program("--data", few_digits, *arguments, code=A_TENTH_OF_A_SECOND_AT_EACH_LOOK) as program:
        said = program.end()
    left = [step["seconds_left"] for step in of_kind(said, "step")]
    assert left[0] is None
    known = [seconds for seconds in left if seconds is not None]
    assert 1 < max(known) < 12
    assert known == sorted(known, reverse=True) == left[-len(known) :]
    (epoch,) = of_kind(said, "epoch")
    assert (epoch["epoch"], epoch["seconds_left"]) == (1, 0)
    assert epoch["step"] < epoch["steps"]


def test_a_pause_takes_of_its_time(few_digits):
    with Program("--data", few_digits, "--epochs", 9999, "--minutes", 0.1, code=A_TENTH_OF_A_SECOND_AT_EACH_LOOK) as program:
        program.tell('{"pause": true}')
        program.until("paused")
        assert program.end()[-1]["stopped"] is True
    assert not of_kind(program.said, "step")


def test_beyond_its_memory_it_gives_up_and_says_so(few_digits):
    with Program("--data", few_digits, "--epochs", 1000, "--megabytes", 1) as program:
        failed = program.until("failed")
        assert program.process.wait(300) == 2
        assert "more than the 1 MB that it may take" in program.process.stderr.read()
    assert failed["reason"] == "errors.training.memory"
    assert failed["found"]["limit"] == 1
    assert 100 < failed["found"]["found"] < 10_000


def test_who_closes_the_pipe_ends_it_quietly(few_digits):
    with start("-m", "convae.training", "--json", "--data", few_digits, "--epochs", 9999) as process:
        assert json.loads(process.stdout.readline())["event"] == "start"
        process.stdout.close()
        assert (process.wait(300), process.stderr.read()) == (1, "")


NO_NETWORK = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")


def test_without_data_or_network_it_trains_on_the_bundled_digits_and_says_so(tmp_path):
    with start(
        "-m", "convae.training", "--epochs", 1, "--output", tmp_path / "mine.keras", KERAS_HOME=str(tmp_path), **NO_NETWORK
    ) as process:
        said = process.stdout.read()
    assert "1 epochs on 9,167 digits from convae itself, MNIST could not be downloaded (" in said
    assert (tmp_path / "mine.keras").is_file()


def test_a_program_that_asks_for_all_of_mnist_without_a_network_gets_no_other_digits(tmp_path):
    with Program("--epochs", 1, KERAS_HOME=str(tmp_path), **NO_NETWORK) as program:
        failed = program.until("failed")
        assert program.process.wait(300) == 2
    assert failed["reason"] == "errors.training.download"
    assert program.said == [failed]


def test_a_program_gets_the_model_in_the_last_line_and_no_file_is_left_anywhere(few_digits, tmp_path):
    (tmp_path / "temporary").mkdir()
    arguments = ["--model", "sharp", "--epochs", 1, "--output", tmp_path / "sharp.keras"]
    with Program("--data", few_digits, *arguments, TMPDIR=str(tmp_path / "temporary")) as program:
        said = program.end()
    assert (said[0]["model"], model(said[-1])[0].parameters) == ("sharp", 18257)
    assert [path.name for path in tmp_path.rglob("*")] == ["temporary"]


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


def test_a_kill_in_the_middle_of_saving_leaves_the_old_files_whole(few_digits, tmp_path):
    output = tmp_path / "classic.keras"
    output.write_bytes(b"the old model")
    ModelFiles(output).history.write_bytes(b"the old history")
    done = python("-c", textwrap.dedent(KILLED_HALFWAY), "--data", few_digits, "--epochs", 1, "--hold-out", 0, "--output", output)
    assert done.returncode == -signal.SIGKILL
    assert output.read_bytes() == b"the old model"
    assert ModelFiles(output).history.read_bytes() == b"the old history"
