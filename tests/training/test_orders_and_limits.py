"""A training that is paused, changed, limited, abandoned or killed."""

import json
import signal
import textwrap
from queue import Empty

import numpy as np
import pytest

from convae import network
from convae.model_files import ModelFiles
from convae.recipes import Recipe
from processes import python, start
from training_program import Program, check_history, model, of_kind, opened, row, scheduled_rate

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
    return times * scheduled_rate(CHANGED, done(report), report["steps"])


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
    check_history(opened(ModelFiles(output).history), json.loads(opened(ModelFiles(output).history).facts)["steps"], network.load(output))


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
