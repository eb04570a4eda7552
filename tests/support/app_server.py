"""The app as a server of its own, for tests that look at it through a browser."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import psutil

from processes import ROOT

UPGRADE = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA=="}
"""The headers with which a page asks for its connection."""


def copy_app(folder: Path, *more: str) -> Path:
    """Copy the app into `folder`, with the folders called `more`, and return it; without them it has no model."""
    for name in ("convae", ".streamlit", *more):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "app.py", folder)
    return folder


@contextmanager
def served(
    folder: Path,
    python: Path | str = sys.executable,
    host: str = "127.0.0.1",
    within: Sequence[str] = (),
    page: str = "app.py",
    **environment: str,
) -> Iterator[str]:
    """Serve the app that stands in `folder` on a free port of this machine, and say under which address.

    Args:
        python: the Python that runs it.
        host: the address it listens on; 0.0.0.0 is all that this machine has, as where it is hosted.
        within: a command that runs the server, with fewer rights than ours or within limits.
        page: the file that Streamlit opens.
        environment: variables that it finds besides ours.
    """
    port = free_port()
    server = start(folder, port, python, host, within, page, **environment)
    try:
        wait_until_healthy(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(60)


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def start(
    folder: Path,
    port: int,
    python: Path | str = sys.executable,
    host: str = "127.0.0.1",
    within: Sequence[str] = (),
    page: str = "app.py",
    errors: int | IO[str] = subprocess.DEVNULL,
    **environment: str,
) -> subprocess.Popen[bytes]:
    """The server itself, which is on its way and will listen on `port`, and writes its log to `errors`; the rest is as for `served`."""
    options = {"server.port": port, "server.address": host, "server.headless": "true"}
    arguments = (word for name, value in options.items() for word in (f"--{name}", str(value)))
    command = [*within, str(python), "-m", "streamlit", "run", page, *arguments]
    return subprocess.Popen(command, cwd=folder, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=errors)


def server_in(address: str) -> psutil.Process:
    """The process that serves the app at `address`, one that we have started."""
    port = str(urlsplit(address).port)
    return next(each for each in psutil.Process().children() if port in each.cmdline())


def wait_until_healthy(port: int) -> None:
    """Wait until the server on `port` says that it is well.

    Raises:
        TimeoutError: it does not.
    """
    health = f"http://127.0.0.1:{port}/_stcore/health"
    for _ in range(1200):
        try:
            with urllib.request.urlopen(health, timeout=1) as answer:
                if answer.read() == b"ok":
                    return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the app did not start in two minutes")
