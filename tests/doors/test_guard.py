"""The guard itself: what it is for, it catches."""

import pickle
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from guard import answered, guarded


def wait() -> None:
    end = time.process_time() + 2.1
    while time.process_time() < end:
        pass


def fill() -> None:
    np.ones(30_000_000).sum()


def write() -> None:
    Path(__file__).open("a").close()


def connect() -> None:
    with socket.socket() as unconnected:
        unconnected.settimeout(0.01)
        unconnected.connect_ex(("127.0.0.1", 9))


UNWANTED: list[Callable[[], object]] = [
    wait,
    fill,
    write,
    connect,
    lambda: eval("1"),  # noqa: S307  the very thing that is to be caught
    lambda: Path(__file__).chmod(Path(__file__).stat().st_mode),
    lambda: subprocess.run([sys.executable, "-c", ""], check=True),
    lambda: pickle.loads(pickle.dumps(Path)),  # noqa: S301
]


@pytest.mark.parametrize("unwanted", UNWANTED)
def test_what_may_not_happen_is_caught(unwanted: Callable[[], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))  # the tests themselves may stand in the usual one
    with pytest.raises(AssertionError), guarded():
        unwanted()


def test_reading_and_a_temporary_file_are_allowed(tmp_path: Path) -> None:
    with guarded():
        (tmp_path / "file").write_bytes(Path(__file__).read_bytes())


def test_an_error_that_is_no_sentence_goes_on_its_way() -> None:
    with pytest.raises(KeyError), answered():
        raise KeyError("lost")
