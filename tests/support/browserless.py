"""The view's JavaScript without a browser: its pure modules, run by the Node that Playwright brings along."""

import json
import subprocess
from typing import Any

from playwright._impl._driver import compute_driver_executable

from convae.ui.network_view.assets import SCRIPTS

NODE = str(compute_driver_executable()[0])
PAPER = """
const sheet = (name) => ({ name, attributes: {}, style: {}, children: [],
  append(...parts) { this.children.push(...parts); },
  setAttribute(key, value) { this.attributes[key] = value; }, addEventListener() {},
  getContext: () => ({ drawImage() {}, putImageData() {} }) });
globalThis.document = { createElement: sheet };
globalThis.OffscreenCanvas = function () { return sheet("canvas"); };
globalThis.ImageData = function () {};
"""
"""As much of a document as the panels need to be written on."""


def address(module: str) -> str:
    """Where a module can be imported from, named by its path among the view's scripts without its ending."""
    return (SCRIPTS / f"{module}.js").as_uri()


def node(module: str, expression: str, **given: Any) -> Any:
    """The value of `expression`, in which `m` is the module and the names in `given` stand for their values."""
    names = ", ".join(given)
    script = (
        f"import * as m from {json.dumps(address(module))};\n{PAPER}"
        "let text = ''; for await (const part of process.stdin) text += part;\n"
        f"const {{ {names} }} = JSON.parse(text);\n"
        f"console.log(JSON.stringify({expression}, (_, value) => ArrayBuffer.isView(value) ? Array.from(value) : value));"
    )
    command = [NODE, "--no-warnings", "--input-type=module", "--eval", script]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def text_of(element: Any) -> str:
    """All that stands in an element that a panel has made, or in a list of such."""
    if isinstance(element, str):
        return element
    parts = element if isinstance(element, list) else element["children"]
    return "".join(map(text_of, parts))


def elements(element: Any, name: str) -> list[dict[str, Any]]:
    """The elements of a kind within one that a panel has made, or within a list of such."""
    if isinstance(element, str):
        return []
    found = [each for part in (element if isinstance(element, list) else element["children"]) for each in elements(part, name)]
    return [element, *found] if isinstance(element, dict) and element["name"] == name else found


def legends(element: Any) -> list[str]:
    """What the legends say that stand in what a panel has made."""
    return [text_of(each) for each in elements(element, "p") if each["attributes"].get("class") == "legend"]
