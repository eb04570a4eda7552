"""Python in processes of its own, for what must not happen in the tests' own process: importing Keras, crashing, being killed."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
ENVIRONMENT = os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests' / 'support'}"}


def start(*arguments: object, **environment: str) -> subprocess.Popen[str]:
    """Python with `arguments` and more of an `environment`, its streams open; it finds convae and the tests' own modules."""
    return subprocess.Popen(
        [sys.executable, *map(str, arguments)],
        cwd=ROOT,
        env=ENVIRONMENT | environment,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def python(*arguments: object, timeout: float = 300, **environment: str) -> subprocess.CompletedProcess[str]:
    """What became of Python with `arguments`: its exit code and what it wrote."""
    with start(*arguments, **environment) as process:
        try:
            written = process.communicate(timeout=timeout)
        finally:
            process.kill()
    return subprocess.CompletedProcess(process.args, process.returncode, *written)
