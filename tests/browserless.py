"""The view's JavaScript without a browser: its pure modules, run by the Node that Playwright brings along."""

import json
import subprocess
from typing import Any

from playwright._impl._driver import compute_driver_executable

from convae.ui.network_view.assets import FOLDER

NODE = str(compute_driver_executable()[0])


def node(module: str, expression: str, **given: Any) -> Any:
    """The value of `expression`, in which `m` is the module and the names in `given` stand for their values."""
    names = ", ".join(given)
    script = (
        f"import * as m from {json.dumps((FOLDER / f'{module}.js').as_uri())};\n"
        "let text = ''; for await (const part of process.stdin) text += part;\n"
        f"const {{ {names} }} = JSON.parse(text);\n"
        f"console.log(JSON.stringify({expression}, (_, value) => ArrayBuffer.isView(value) ? Array.from(value) : value));"
    )
    command = [NODE, "--no-warnings", "--input-type=module", "--eval", script]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
