"""Training runs in real processes: they are started, watched, told what to do, stopped, killed and left alone."""

import hashlib
import io
import json
import os
import signal
import tempfile
import textwrap
import time
from pathlib import Path

import psutil
import pytest

from convae import digits, history, log, network
from convae.training_events import Epoch
from convae.training_jobs import Run, Upload
from convae.training_jobs.process import NICENESS
from processes import start
from stand_in_training import OBEDIENT, end, job, script, sentence, until


@pytest.fixture
def temporary(tmp_path, monkeypatch) -> Path:
    """An empty folder for temporary files, of this process and of those that it starts."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


def test_a_run_tells_how_far_it_is_and_hands_over_the_model_and_its_history(few_digits, temporary):
    run, seen = Run(job(epochs=3, data=few_digits)), []
    while (now := run.snapshot).running:
        seen.append(now)
        time.sleep(0.01)
    ended = run.snapshot
    states = [now.state for now in seen]
    assert states == sorted(states, key=["starting", "training", "saving"].index)  # of which the later may be over in no time
    assert [now.share for now in seen] == sorted(now.share for now in seen)
    assert (ended.state, ended.epoch, ended.epochs, ended.share) == ("done", 3, 3, 1)
    assert 0 < ended.floor < ended.bce < 1
    trained = network.load(io.BytesIO(ended.result.model))
    assert trained.parameters == 4385
    digest = hashlib.sha256(ended.result.model).hexdigest()
    assert history.read(io.BytesIO(ended.result.history), digest, 4385) is not None
    assert network.load(io.BytesIO(ended.built)).with_weights(ended.weights).code.name == "code"
    assert not list(temporary.iterdir())


def test_a_run_that_is_stopped_keeps_the_best_so_far(few_digits):
    run = Run(job(epochs=9999, data=few_digits))
    until(lambda: run.snapshot.epoch >= 3)
    run.stop()
    assert run.snapshot.state in ("saving", "stopped")
    run.stop()
    ended = end(run)
    assert ended.state == "stopped"
    assert 3 <= ended.epoch < 9999
    assert network.load(io.BytesIO(ended.result.model)).parameters == 4385


def test_digits_that_were_uploaded_are_trained_on_and_never_have_a_name_on_the_disk(few_digits, temporary):
    run = Run(job(epochs=9999, data=Upload("mine.npz", few_digits.read_bytes())))
    until(lambda: run.snapshot.epoch >= 1)
    assert not list(temporary.iterdir())
    run.stop()
    ended = end(run)
    assert network.load(io.BytesIO(ended.result.model)).parameters == 4385
    assert not list(temporary.iterdir())


def test_all_of_mnist_is_asked_of_the_network_and_what_that_says_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    for name in ("http_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert sentence(end(Run(job(data=None)))).startswith("MNIST could not be downloaded (")


def test_a_run_that_has_learned_nothing_yet_is_not_waited_for_and_keeps_nothing():
    run = Run(script("import time; time.sleep(600)"), grace=600)
    run.stop()
    ended = end(run)
    assert (ended.state, ended.result) == ("stopped", None)
    assert run._process.returncode == -signal.SIGKILL


def test_a_run_says_how_long_ago_it_began_from_its_first_moment_on():
    now = [100.0]
    run = Run(script("import time; time.sleep(600)"), clock=lambda: now[0])
    assert (run.snapshot.state, run.snapshot.seconds) == ("starting", 0)
    now[0] += 7.9
    assert (run.snapshot.state, run.snapshot.seconds) == ("starting", 7)
    run.kill()
    end(run)


def test_a_run_that_is_given_up_ends_at_once_and_keeps_nothing():
    run = Run(script(OBEDIENT))
    until(lambda: run.snapshot.state == "training")
    run.kill()
    ended = end(run)
    assert (ended.state, ended.result) == ("stopped", None)
    assert len(ended.curve) == 1


@pytest.mark.parametrize(("way", "why"), [(Run.stop, "asked to"), (Run.kill, "given up")])
def test_the_log_says_when_a_run_begins_and_why_it_ends(way, why):
    lines = io.StringIO()
    log.to(lines)
    run = Run(script(OBEDIENT))
    until(lambda: run.snapshot.state == "training")
    way(run)
    end(run)
    begun, ended = map(json.loads, lines.getvalue().splitlines())
    assert (begun["event"], begun["model"], begun["process"]) == ("training begun", "classic", run._process.pid)
    assert (ended["event"], ended["state"], ended["why"]) == ("training ended", "stopped", why)


def test_a_killed_run_has_failed_and_says_so(few_digits):
    run = Run(job(data=few_digits))
    os.kill(run._process.pid, signal.SIGKILL)
    assert sentence(end(run)).startswith("The training was ended from outside (signal 9)")


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="no such priorities here")
def test_a_run_steps_back_behind_the_page_and_does_not_hear_its_ctrl_c():
    run = Run(script(OBEDIENT))
    assert os.getpriority(os.PRIO_PROCESS, run._process.pid) == min(19, os.getpriority(os.PRIO_PROCESS, 0) + NICENESS)
    assert os.getpgid(run._process.pid) != os.getpgid(0)
    run.kill()
    end(run)


def test_a_run_is_told_to_wait_to_go_on_and_to_learn_at_another_rate():
    run = Run(script(OBEDIENT))
    until(lambda: run.snapshot.state == "training")
    run.pause(True)
    until(lambda: run.snapshot.steps_per_second == 0)
    assert run.snapshot.state == "paused"
    assert run.snapshot.running
    run.pause(False)
    until(lambda: run.snapshot.steps_per_second == 9)
    assert run.snapshot.state == "training"
    run.change_rate(0.002)
    until(lambda: run.snapshot.rate == 0.002)
    assert run.rate == 0.002
    run.stop()
    ended = end(run)
    assert (ended.state, ended.result.model, ended.result.history) == ("stopped", b"model", b"history")
    assert len(ended.curve) == 4


DEAF = OBEDIENT.replace(
    "for number, line in enumerate(sys.stdin, 2):", "import os, time; os.close(0); step(2); time.sleep(2)\n    for line in ():"
)
"""Closes its ears after the first step, and ends with a model all the same."""


def test_a_command_that_comes_too_late_does_not_keep_the_run_from_ending():
    run = Run(script(DEAF))
    until(lambda: len(run.snapshot.curve) == 2)
    run.pause(True)
    ended = end(run)
    assert (ended.state, ended.result.model) == ("stopped", b"model")


def test_a_run_that_is_stopped_while_it_waits_is_saving_and_hands_over_what_it_has():
    run = Run(script(OBEDIENT))
    until(lambda: run.snapshot.state == "training")
    run.pause(True)
    run.stop()
    assert run.snapshot.state in ("saving", "stopped")
    assert end(run).result is not None


def test_a_run_that_is_over_can_be_told_anything():
    run = Run(script("pass"))
    ended = end(run)
    run.pause(True)
    run.change_rate(0.01)
    run.stop()
    run.kill()
    assert run.snapshot is ended


def test_what_the_command_refuses_is_said_in_its_own_words(tmp_path):
    broken = tmp_path / "broken.npz"
    broken.write_text("digits")
    assert sentence(end(Run(job(data=broken)))) == str(digits.DigitsError("errors.digits.kind", path=str(broken)))


def test_of_an_upload_that_is_refused_the_name_is_said_and_no_path():
    said = sentence(end(Run(job(data=Upload("mine.npz", b"digits")))))
    assert said == str(digits.DigitsError("errors.digits.kind", path="mine.npz"))


def test_a_run_ends_when_its_time_is_up_and_fails_beyond_its_memory(few_digits):
    short, small = Run(job(9999, data=few_digits, minutes=0.05)), Run(job(9999, data=few_digits, megabytes=50))
    assert end(short).result is not None
    assert sentence(end(small)).startswith("The training took ")
    assert small.snapshot.found["limit"] == 50


WITHOUT_KERAS = """
    import runpy, sys
    sys.modules["keras"] = None
    runpy.run_module("convae.training", run_name="__main__", alter_sys=True)
"""


def test_where_keras_is_not_installed_it_is_asked_for():
    said = sentence(end(Run(script(WITHOUT_KERAS))))
    assert said.startswith("Keras with TensorFlow is needed for training")
    assert "keras" in said
    assert "pip install -r requirements.txt" in said


FULL_DISK = """
    import errno, os, runpy, sys, types

    def files(fitted):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    for name, given in {"download": {}, "fitting": {"fit": lambda *_, **__: None}, "saving": {"files": files}}.items():
        module = sys.modules[f"convae.training.{name}"] = types.ModuleType(name)
        vars(module).update(given)
    runpy.run_module("convae.training", run_name="__main__", alter_sys=True)
"""


def test_a_full_disk_is_a_failure(temporary):
    said = sentence(end(Run(script(FULL_DISK))))
    assert said.startswith(f"The trained model could not be written to {temporary} (No space left on device)")


def test_a_crash_is_told_with_its_last_line():
    code = 'print("Epoch 1"); print(\'{"event": "paused"}\'); raise MemoryError("no room for 3 arrays")'
    said = sentence(end(Run(script(code))))
    assert said == "The training broke off (MemoryError: no room for 3 arrays): try again."


def test_an_end_without_a_word_is_told_with_its_exit_code():
    assert sentence(end(Run(script("raise SystemExit(3)")))) == "The training broke off (3): try again."


EPOCH = Epoch(1, 5, 2, 2, 4, seconds=1.0, bce=0.5, mse=0.05)


def test_a_run_that_does_not_stop_when_asked_is_killed():
    code = f"import time; from convae.training_events import Epoch, write; write({EPOCH!r}); time.sleep(600)"
    run = Run(script(code), grace=0.2)
    until(lambda: run.snapshot.epoch == 1)
    run.stop()
    assert "signal 9" in sentence(end(run))


PARENT = """
    import sys, time
    from dataclasses import replace
    from pathlib import Path
    from convae.recipes import RECIPES
    from convae.training_events import Paused
    from convae.training_jobs import Job, Trainer, Upload

    recipe, data, how = replace(RECIPES["classic"], epochs=9999), Path(sys.argv[1]), sys.argv[2]
    trainer = Trainer()
    trainer.start("me", Job(recipe, Upload("mine.npz", data.read_bytes()) if how == "uploaded" else data))
    trainer.start("another", Job(recipe, data))
    while trainer.snapshot("me").epoch < 2:
        time.sleep(0.05)
    run = trainer.run("me")
    if how == "paused":
        run.pause(True)
        while not run._progress.last(Paused):
            time.sleep(0.05)
    if how == "saving":
        run.stop()
    print(run._process.pid, flush=True)
    time.sleep(600)
"""


@pytest.mark.parametrize("how", ["training", "paused", "saving", "uploaded"])
def test_nothing_is_left_of_a_run_whose_program_is_killed_no_process_and_no_file(few_digits, temporary, how):
    with start("-c", textwrap.dedent(PARENT), few_digits, how, TMPDIR=str(temporary)) as parent:
        number = parent.stdout.readline()
        assert number, parent.stderr.read()
        family = psutil.Process(parent.pid).children(recursive=True)
        parent.kill()
        parent.wait()
        assert {each.pid for each in family} <= {int(number)}
        try:
            _, alive = psutil.wait_procs(family, timeout=300)
        finally:
            for each in family:
                if each.is_running():
                    each.kill()
    assert not alive
    assert not list(temporary.iterdir())
