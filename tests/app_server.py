"""The app as a server of its own, for tests that look at it through a browser."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve the app that stands in `folder` on a free port of this machine, and say under which address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = {"server.port": port, "server.address": "127.0.0.1", "server.headless": "true"}
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "app.py",
        *(word for name, value in options.items() for word in (f"--{name}", str(value))),
    ]
    server = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
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
