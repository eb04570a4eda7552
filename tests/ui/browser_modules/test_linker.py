"""How modules come together in a browser, and what a component's script has to bring along for that."""

import json
from pathlib import Path
from typing import Any

import pytest

from browserless import linking
from convae.ui import browser_modules

SHOW = """
const { default: made } = await import("data:text/javascript," + encodeURIComponent(component));
console.log(JSON.stringify({ shown: made(), count }));
"""
"""What Streamlit does with a component's script, and how many blobs that took."""


def linked(folder: Path, modules: dict[str, str]) -> dict[str, Any]:
    """What a component of these modules shows, of which `first.js` is the first, and how many blobs it made; or what went wrong."""
    room = folder / "room" / "js"
    for path, text in modules.items():
        room.joinpath(path).parent.mkdir(parents=True, exist_ok=True)
        room.joinpath(path).write_text(text, encoding="utf-8")
    found: dict[str, Any] = linking(
        folder,
        f"try {{ {SHOW} }} catch (error) {{ console.log(JSON.stringify(String(error))); }}",
        component=browser_modules.whole(room, "first.js"),
    )
    return found


def first(shows: str, *imports: str) -> str:
    return "\n".join([*imports, f"export default () => {shows};"])


def test_two_modules_may_use_one_name_for_different_things(tmp_path):
    both = 'import { one } from "./a/one.js";\nimport { two } from "./a/b/two.js";'
    modules = {
        "first.js": first("[name, one(), two()]", both, "const name = 0;"),
        "a/one.js": "const name = 1;\nexport function one() { return name; }",
        "a/b/two.js": 'import { one } from "../one.js";\nconst name = 2;\nexport function two() { return one() + name; }',
    }
    assert linked(tmp_path, modules) == {"shown": [0, 1, 3], "count": 3}


def test_a_module_that_several_import_is_there_once_and_before_all_of_them(tmp_path):
    modules = {
        "first.js": first("[up(), up(), seen()]", 'import { seen } from "./seen.js";', 'import { up } from "./up.js";'),
        "up.js": 'import {\n  add,\n} from "./state.js";\nexport const up = () => add(1);',
        "seen.js": 'import { add } from "./state.js";\nexport const seen = () => add(0);',
        "state.js": "let all = 0;\nexport const add = (more) => (all += more);",
    }
    assert linked(tmp_path, modules) == {"shown": [1, 2, 2], "count": 4}


def test_modules_that_import_each_other_are_refused_and_named(tmp_path):
    modules = {
        "first.js": first("0", 'import { a } from "./part/a.js";'),
        "part/a.js": 'import { b } from "./b.js";\nexport const a = 1;',
        "part/b.js": 'import { a } from "./a.js";\nexport const b = 1;',
    }
    assert linked(tmp_path, modules) == "Error: Modules import each other: first.js → part/a.js → part/b.js → part/a.js"


def test_a_module_that_is_missing_is_named_with_the_one_that_wants_it(tmp_path):
    modules = {"first.js": first("0", 'import { a } from "./a.js";')}
    assert linked(tmp_path, modules) == "Error: There is no such module: first.js → a.js"


def test_an_error_names_the_module_that_it_comes_from(tmp_path):
    modules = {
        "first.js": first("fail()", 'import { fail } from "./part/broken.js";'),
        "part/broken.js": "export function fail() {\n  return new Error().stack.split('\\n')[1].trim();\n}",
    }
    assert linked(tmp_path, modules)["shown"] == "at fail (room/js/part/broken.js:2:10)"


def test_a_module_may_hold_any_sign(tmp_path):
    text = "“−1 × ½” \\ ${`quoted`} \u2028 </script>"
    assert linked(tmp_path, {"first.js": first(json.dumps(text, ensure_ascii=False))})["shown"] == text


def test_a_script_that_does_not_import_the_linker_is_refused():
    with pytest.raises(ValueError, match="not enough values"):
        browser_modules.with_linker("export default 1;")
