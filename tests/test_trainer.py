"""Training runs in real processes: they are started, watched, stopped, killed and left alone."""

import os
import signal
import sys
import textwrap
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import psutil
import pytest

from convae import digits, network, words
from convae.reports import Snapshot
from convae.trainer import NICENESS, Job, Run, Trainer
from processes import start

OLD = b"the old model"


@pytest.fixture(scope="module")
def few_digits(tmp_path_factory) -> Path:
    """A file with 200 digits in MNIST's layout."""
    path, bundled = tmp_path_factory.mktemp("data") / "few.npz", digits.load()
    np.savez(path, x_train=bundled.x_train[::50], y_train=bundled.y_train[::50], x_test=bundled.x_test[:10], y_test=bundled.y_test[:10])
    return path


@pytest.fixture
def output(tmp_path) -> Path:
    """Where to save, in a folder with nothing but an older model."""
    path = tmp_path / "classic.keras"
    path.write_bytes(OLD)
    return path


def until(true: Callable[[], bool], seconds: float = 90) -> None:
    late = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < late, "it never came true"
        time.sleep(0.02)


def end(run: Run) -> Snapshot:
    until(lambda: not run.snapshot.running)
    return run.snapshot


def sentence(ended: Snapshot) -> str:
    """Why a run failed, in English; the other language must have a sentence, too."""
    assert ended.state == "failed"
    assert not ended.saved
    assert words.of("pt").say(ended.reason, **ended.found)
    return words.of("en").say(ended.reason, **ended.found)


def untouched(output: Path) -> bool:
    """Whether the old model is as it was and nothing else stands beside it."""
    return output.read_bytes() == OLD and list(output.parent.iterdir()) == [output]


@dataclass(frozen=True)
class Script(Job):
    """In place of a training any few lines of Python; the command's own arguments come after them."""

    code: str = ""

    def command(self, output: Path) -> list[str]:
        return [sys.executable, "-c", textwrap.dedent(self.code), *super().command(output)[3:]]


def test_a_run_tells_how_far_it_is_and_puts_the_new_model_in_the_old_ones_place(output, few_digits):
    run, seen = Run(Job(output, epochs=3, data=few_digits)), []
    while run.snapshot.running:
        seen.append(run.snapshot)
        time.sleep(0.01)
    ended = run.snapshot
    states = list(dict.fromkeys(now.state for now in seen))
    assert states in (["starting", "training", "saving"], ["starting", "training"])  # saving may be over in no time
    assert [now.share for now in seen] == sorted(now.share for now in seen)
    assert (ended.state, ended.saved, ended.epoch, ended.epochs, ended.share) == ("done", True, 3, 3, 1)
    assert 0 < ended.bce < 1
    assert network.load(output).parameters == 4385
    assert list(output.parent.iterdir()) == [output]


def test_a_run_that_is_stopped_keeps_the_best_so_far_and_there_is_only_one_at_a_time(output, few_digits):
    trainer = Trainer()
    assert trainer.snapshot is None
    trainer.start(Job(output, epochs=9999, data=few_digits))
    until(lambda: trainer.snapshot.epoch >= 3)
    trainer.start(Job(output, epochs=1, data=few_digits))
    assert (trainer.snapshot.state, trainer.snapshot.epochs) == ("training", 9999)
    trainer.stop()
    assert trainer.snapshot.state in ("saving", "stopped")
    until(lambda: not trainer.snapshot.running)
    ended = trainer.snapshot
    assert (ended.state, ended.saved) == ("stopped", True)
    assert 3 <= ended.epoch < 1000
    assert network.load(output).parameters == 4385
    assert list(output.parent.iterdir()) == [output]


def test_a_run_that_has_learned_nothing_yet_ends_at_once_and_keeps_nothing(output, few_digits):
    run, began = Run(Job(output, epochs=1, data=few_digits)), time.monotonic()
    run.stop()
    ended = end(run)
    assert (ended.state, ended.saved) == ("stopped", False)
    assert time.monotonic() - began < 3
    assert untouched(output)


def test_a_killed_run_has_failed_and_says_so(output, few_digits):
    run = Run(Job(output, epochs=1, data=few_digits))
    os.kill(run._process.pid, signal.SIGKILL)
    assert sentence(end(run)).startswith("The training was ended from outside (signal 9)")
    assert untouched(output)


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="no such priorities here")
def test_a_run_steps_back_behind_the_page_and_does_not_hear_its_ctrl_c(output, few_digits):
    run = Run(Job(output, epochs=1, data=few_digits))
    assert os.getpriority(os.PRIO_PROCESS, run._process.pid) == min(19, os.getpriority(os.PRIO_PROCESS, 0) + NICENESS)
    assert os.getpgid(run._process.pid) != os.getpgid(0)
    run.stop()
    end(run)


def test_what_the_command_refuses_is_said_in_its_own_words(output, tmp_path_factory):
    broken = tmp_path_factory.mktemp("data") / "broken.npz"
    broken.write_text("digits")
    assert sentence(end(Run(Job(output, epochs=1, data=broken)))) == str(digits.DigitsError("errors.digits.unreadable", path=str(broken)))
    assert untouched(output)


def test_a_folder_that_is_not_there_is_a_failure_to_start(tmp_path):
    trainer = Trainer()
    trainer.start(Job(tmp_path / "none" / "classic.keras", epochs=1))
    assert sentence(trainer.snapshot).startswith("The training could not be started (No such file or directory)")


WITHOUT_KERAS = """
    import runpy, sys
    sys.modules["keras"] = None
    runpy.run_module("convae.training", run_name="__main__", alter_sys=True)
"""


def test_where_keras_is_not_installed_it_is_asked_for(output):
    said = sentence(end(Run(Script(output, epochs=1, code=WITHOUT_KERAS))))
    assert said.startswith("Keras with TensorFlow is needed for training")
    assert "keras" in said
    assert "pip install -r requirements.txt" in said
    assert untouched(output)


FULL_DISK = """
    import errno, os, runpy, sys, types

    def save(model, path):
        path.write_bytes(b"half a mod")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    fitting = sys.modules["convae.fitting"] = types.ModuleType("convae.fitting")
    fitting.fit, fitting.save = lambda *arguments, **more: None, save
    runpy.run_module("convae.training", run_name="__main__", alter_sys=True)
"""


def test_a_full_disk_is_a_failure_that_leaves_the_old_model(output):
    said = sentence(end(Run(Script(output, epochs=1, code=FULL_DISK))))
    assert said.startswith(f"The trained model could not be written to {output} (No space left on device)")
    assert untouched(output)


def test_a_crash_is_told_with_its_last_line(output):
    code = 'print("Epoch 1"); print(\'{"event": "start"}\'); raise MemoryError("no room for 3 arrays")'
    said = sentence(end(Run(Script(output, epochs=1, code=code))))
    assert said == "The training broke off (MemoryError: no room for 3 arrays): try again."
    assert untouched(output)


def test_a_model_that_cannot_take_its_place_is_a_failure(tmp_path):
    (tmp_path / "classic.keras").mkdir()
    code = 'import sys; open(sys.argv[-1], "w").close()'
    said = sentence(end(Run(Script(tmp_path / "classic.keras", epochs=1, code=code))))
    assert said.startswith(f"The trained model could not be written to {tmp_path / 'classic.keras'} (Is a directory)")


def test_a_run_that_does_not_stop_when_asked_is_killed(output):
    code = 'print(\'{"event": "epoch", "epoch": 1, "seconds": 1, "bce": 0.5}\', flush=True); import time; time.sleep(600)'
    run = Run(Script(output, epochs=5, code=code), grace=0.2)
    until(lambda: run.snapshot.epoch == 1)
    run.stop()
    assert "signal 9" in sentence(end(run))


PARENT = """
    import sys, time
    from pathlib import Path
    from convae.trainer import Job, Run

    run = Run(Job(Path(sys.argv[1]), epochs=9999, data=Path(sys.argv[2])))
    while run.snapshot.epoch < 2:
        time.sleep(0.05)
    print(run._process.pid, flush=True)
    time.sleep(600)
"""


def test_a_run_does_not_outlive_a_program_that_is_killed(output, few_digits):
    with start("-c", textwrap.dedent(PARENT), output, few_digits) as parent:
        child = psutil.Process(int(parent.stdout.readline()))
        assert child.is_running()
        parent.kill()
        try:
            child.wait(timeout=30)
        finally:
            if child.is_running():
                child.kill()
    assert output.read_bytes() == OLD
