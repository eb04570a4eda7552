"""The app as a server of its own, for tests that look at it through a browser."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def served(folder: Path, python: Path | str = sys.executable, host: str = "127.0.0.1", **environment: str) -> Iterator[str]:
    """Serve the app that stands in `folder` on a free port of this machine, and say under which address.

    Args:
        python: the Python that runs it.
        host: the address it listens on; 0.0.0.0 is all that this machine has, as where it is hosted.
        environment: variables that it finds besides ours.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = {"server.port": port, "server.address": host, "server.headless": "true"}
    command = [
        str(python),
        "-m",
        "streamlit",
        "run",
        "app.py",
        *(word for name, value in options.items() for word in (f"--{name}", str(value))),
    ]
    server = subprocess.Popen(command, cwd=folder, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_until_healthy(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def _wait_until_healthy(health: str) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(health, timeout=1) as answer:  # noqa: S310  our own address
                if answer.read() == b"ok":
                    return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the app did not start in 30 s")
