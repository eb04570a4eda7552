"""When the view's modules come to the browser, and that they come together there."""

import json
import struct
from pathlib import Path
from typing import Any

from browserless import linking
from convae.ui.network_view import assets

UPDATE = """
const shown = [];
process.on("unhandledRejection", (error) => shown.push(String(error)));
const { default: load } = await import("data:text/javascript," + encodeURIComponent(loader));
for (const data of updates) {
  load({ data: Uint8Array.from(data), setTriggerValue: (name) => shown.push(name), show: (what) => shown.push(what) });
  await new Promise((done) => setTimeout(done, 150));
}
console.log(JSON.stringify({ shown, count }));
"""
WORKER = ["engine/worker.js"]
"""What the view does not import, but begins."""
VIEW = "export default ({ show }) => show(1);"


def update(modules: dict[str, str] | None) -> list[int]:
    """What the server sends when the browser knows the view already, or else with these modules."""
    header = json.dumps({"book": {"modules": assets.modules() | modules}} if modules else {}).encode()
    return list(struct.pack("<I", len(header)) + header)


def loaded(folder: Path, *updates: dict[str, str] | None) -> dict[str, Any]:
    """What the view shows after these updates and what the loader asks for or complains of, and how many blobs it made."""
    found: dict[str, Any] = linking(folder, UPDATE, loader=assets.loader(), updates=[update(each) for each in updates])
    return found


def test_the_modules_are_asked_for_until_they_are_there_and_then_kept(tmp_path):
    spoilt, good = {"view.js": 'import { a } from "./a.js";'}, {"view.js": VIEW}
    shown = ["need", "Error: There is no such module: view.js → a.js", "need", 1, 1, 1]
    assert loaded(tmp_path, None, spoilt, None, good, None, good) == {"shown": shown, "count": 3}


def test_the_view_itself_comes_together(tmp_path):
    modules = assets.modules() | {"view.js": assets.modules()["view.js"].replace("default function", "function") + VIEW}
    assert loaded(tmp_path, modules) == {"shown": [1], "count": len(assets.modules()) - len(WORKER) + 1}


def test_what_is_sent_with_every_update_is_short():
    assert len(assets.loader()) < 1_000
