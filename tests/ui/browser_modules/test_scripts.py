"""What our scripts are like: each short, none too many, nothing imported or exported in vain."""

import re
from pathlib import Path

import pytest

from convae.ui import browser_modules
from processes import ROOT

ROOMS = {"document/js": ["whole_page.js"], "network_view/js": ["view.js", "engine/worker.js"], "number_field/js": ["field.js"]}
"""The folders of modules in `ui/`, and in each the modules that begin something: the component, and what it has in a worker."""
UI = ROOT / "convae" / "ui"
EXPORT = re.compile(r"^export (?:default )?(?:async )?(?:function|const|class) (\w+)", re.MULTILINE)
IMPORT = re.compile(r'^import (.*?) from "([^"]+)";$', re.MULTILINE | re.DOTALL)
every_room = pytest.mark.parametrize("room", ROOMS)


def imports(room: Path, path: str) -> dict[str, set[str]]:
    """What a module takes from which others of its room."""
    found: dict[str, set[str]] = {}
    for names, source in IMPORT.findall((room / path).read_text(encoding="utf-8")):
        target = (room / path).parent.joinpath(source).resolve()
        if target.is_relative_to(room):
            found[target.relative_to(room).as_posix()] = {name.strip() for name in names.strip("{} \n,").split(",")}
    return found


@every_room
def test_every_module_leads_back_to_one_that_begins_and_every_export_is_used_by_another(room):
    modules = browser_modules.texts(UI / room)
    exports = {path: set(EXPORT.findall(text)) for path, text in modules.items()}
    taken = {first: exports[first] for first in ROOMS[room]}  # by what links them
    for path in modules:
        for target, names in imports(UI / room, path).items():
            taken[target] = taken.get(target, set()) | names
    assert exports == taken
    assert [len(exports[first]) for first in ROOMS[room]] == [1, 0][: len(ROOMS[room])]


@every_room
def test_every_name_that_a_module_imports_is_used(room):
    for path, text in browser_modules.texts(UI / room).items():
        for names in imports(UI / room, path).values():
            for name in names:
                assert len(re.findall(rf"\b{name}\b", text)) > 1, (path, name)


@pytest.mark.parametrize("path", sorted(UI.rglob("*.js")), ids=lambda path: path.stem)
def test_no_script_is_long_or_puts_html_together_from_text(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 150
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|Function\(", text)
