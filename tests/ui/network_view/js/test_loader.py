"""How the view's modules come together in a browser, and that there is none too many."""

import json
import re
import struct
import subprocess
from pathlib import Path
from typing import Any

import pytest

from browserless import NODE, address
from convae.ui.network_view import assets

EXPORT = re.compile(r"^export (default )?(?:async )?(?:function|const|class) (\w+)", re.MULTILINE)
IMPORT = re.compile(r'^import (.*?) from "([^"]+)";$', re.MULTILINE | re.DOTALL)
BROWSER = """
import { writeFileSync } from "node:fs";
let text = "";
for await (const part of process.stdin) text += part;
const { folder, loader, updates } = JSON.parse(text);
const shown = [];
let count = 0;
globalThis.Blob = class { constructor([text]) { this.text = text; } };
URL.createObjectURL = ({ text }) => {
  writeFileSync(`${folder}/${count}.mjs`, text);
  return `file://${folder}/${count++}.mjs`;
};
URL.revokeObjectURL = () => {};
process.on("unhandledRejection", (error) => shown.push(String(error)));
const { default: load } = await import(loader);
for (const data of updates) {
  load({ data: Uint8Array.from(data), setTriggerValue: (name) => shown.push(name), show: (what) => shown.push(what) });
  await new Promise((done) => setTimeout(done, 150));
}
console.log(JSON.stringify({ shown, count }));
"""
"""As much of a browser as the loader needs: a blob is a file."""


def update(modules: dict[str, str] | None) -> list[int]:
    """What the server sends when the browser knows the view already, or else with these modules."""
    header = json.dumps({"book": {"modules": modules}} if modules else {}).encode()
    return list(struct.pack("<I", len(header)) + header)


def loaded(folder: Path, *updates: dict[str, str] | None) -> dict[str, Any]:
    """What the view shows after these updates and what the loader asks for or complains of, and how many blobs it made."""
    given = {"folder": str(folder), "loader": address("loader"), "updates": [update(each) for each in updates]}
    command = [NODE, "--input-type=module", "--eval", BROWSER]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def view(says: str, *imports: str) -> str:
    return "\n".join([*imports, f"export default ({{ show }}) => show({says});"])


def test_two_modules_may_use_one_name_for_different_things(tmp_path):
    both = 'import { one } from "./a/one.js";\nimport { two } from "./a/b/two.js";'
    modules = {
        "view.js": view("[name, one(), two()]", both, "const name = 0;"),
        "a/one.js": "const name = 1;\nexport function one() { return name; }",
        "a/b/two.js": 'import { one } from "../one.js";\nconst name = 2;\nexport function two() { return one() + name; }',
    }
    assert loaded(tmp_path, modules) == {"shown": [[0, 1, 3]], "count": 3}


def test_a_module_that_several_import_is_there_once_and_before_all_of_them(tmp_path):
    modules = {
        "view.js": view("[up(), up(), seen()]", 'import { seen } from "./seen.js";', 'import { up } from "./up.js";'),
        "up.js": 'import {\n  add,\n} from "./state.js";\nexport const up = () => add(1);',
        "seen.js": 'import { add } from "./state.js";\nexport const seen = () => add(0);',
        "state.js": "let all = 0;\nexport const add = (more) => (all += more);",
    }
    assert loaded(tmp_path, modules) == {"shown": [[1, 2, 2]], "count": 4}


def test_modules_that_import_each_other_are_refused_and_named(tmp_path):
    modules = {
        "view.js": view("0", 'import { a } from "./room/a.js";'),
        "room/a.js": 'import { b } from "./b.js";\nexport const a = 1;',
        "room/b.js": 'import { a } from "./a.js";\nexport const b = 1;',
    }
    assert loaded(tmp_path, modules)["shown"] == ["Error: Modules import each other: view.js → room/a.js → room/b.js → room/a.js"]


def test_a_module_that_is_missing_is_named_with_the_one_that_wants_it(tmp_path):
    modules = {"view.js": view("0", 'import { a } from "./a.js";')}
    assert loaded(tmp_path, modules)["shown"] == ["Error: There is no such module: view.js → a.js"]


def test_the_modules_are_asked_for_until_they_are_there_and_then_kept(tmp_path):
    spoilt, good = {"view.js": 'import { a } from "./a.js";'}, {"view.js": view("1")}
    shown = ["need", "Error: There is no such module: view.js → a.js", "need", 1, 1, 1]
    assert loaded(tmp_path, None, spoilt, None, good, None, good) == {"shown": shown, "count": 1}


def test_an_error_names_the_module_that_it_comes_from(tmp_path):
    modules = {
        "view.js": view("fail()", 'import { fail } from "./room/broken.js";'),
        "room/broken.js": "export function fail() {\n  return new Error().stack.split('\\n')[1].trim();\n}",
    }
    assert loaded(tmp_path, modules)["shown"] == ["at fail (network_view/js/room/broken.js:2:10)"]


def test_the_view_itself_comes_together(tmp_path):
    modules = assets.modules() | {"view.js": assets.modules()["view.js"].replace("default function", "function") + view("1")}
    assert loaded(tmp_path, modules) == {"shown": [1], "count": len(assets.modules())}


def imports(path: str) -> dict[str, set[str]]:
    """What a module takes from which others."""
    found: dict[str, set[str]] = {}
    for names, source in IMPORT.findall(assets.modules()[path]):
        target = (assets.SCRIPTS / path).parent.joinpath(source).resolve().relative_to(assets.SCRIPTS.resolve()).as_posix()
        found[target] = {name.strip() for name in names.strip("{} \n,").split(",")}
    return found


def exports(path: str) -> set[str]:
    return {name for _, name in EXPORT.findall(assets.modules()[path])}


def test_every_module_leads_back_to_the_view_and_every_export_is_used_by_another():
    taken = {"view.js": {"networkView"}}  # by the loader
    for path in assets.modules():
        for target, names in imports(path).items():
            taken[target] = taken.get(target, set()) | names
    assert {path: exports(path) for path in assets.modules()} == taken


def test_every_name_that_a_module_imports_is_used():
    for path, text in assets.modules().items():
        for names in imports(path).values():
            for name in names:
                assert len(re.findall(rf"\b{name}\b", text)) > 1, (path, name)


@pytest.mark.parametrize("path", sorted(assets.SCRIPTS.rglob("*.js")), ids=lambda path: path.stem)
def test_no_module_is_long_or_puts_html_together_from_text(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 150
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|Function\(", text)


def test_what_is_sent_with_every_update_is_short():
    assert len(assets.loader()) < 3_500
