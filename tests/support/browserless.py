"""The page's JavaScript without a browser: run by the Node that Playwright brings along."""

import json
import subprocess
from pathlib import Path
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
BLOBS = """
import { writeFileSync } from "node:fs";
let count = 0;
globalThis.Blob = class { constructor([text]) { this.text = text; } };
URL.createObjectURL = ({ text }) => {
  writeFileSync(`${folder}/${count}.mjs`, text);
  return `file://${folder}/${count++}.mjs`;
};
URL.revokeObjectURL = () => {};
"""
"""As much of a browser as modules need to be made of their texts: a blob is a file in `folder`, and `count` says how many there are."""


def address(module: str) -> str:
    """Where a module can be imported from, named by its path among the view's scripts without its ending."""
    return (SCRIPTS / f"{module}.js").as_uri()


def node(module: str, expression: str, **given: Any) -> Any:
    """The value of `expression`, in which `m` is the module and the names in `given` stand for their values."""
    return run(
        f"import * as m from {json.dumps(address(module))};\n{PAPER}"
        f"console.log(JSON.stringify({expression}, (_, value) => ArrayBuffer.isView(value) ? Array.from(value) : value));",
        **given,
    )


def linking(folder: Path, script: str, **given: Any) -> Any:
    """What a `script` says that makes modules of texts, in a `folder` for them."""
    return run(BLOBS + script, folder=str(folder), **given)


def run(script: str, **given: Any) -> Any:
    """What a `script` says in JSON, in which the names in `given` stand for their values."""
    names = ", ".join(given)
    read = f"let text = ''; for await (const part of process.stdin) text += part;\nconst {{ {names} }} = JSON.parse(text);\n"
    command = [NODE, "--no-warnings", "--input-type=module", "--eval", read + script]
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
