"""Each style sheet stands beside what it is for."""

import re

import pytest

from convae.html import style
from processes import ROOT

HTML = ROOT / "convae" / "html"


@pytest.mark.parametrize("path", sorted(HTML.rglob("*.css")), ids=lambda path: path.stem)
def test_a_sheet_stands_beside_its_module_and_knows_no_name_of_the_pages(path):
    assert path.with_suffix(".py").is_file()
    assert re.findall(r"\.st-key-[\w-]+", path.read_text(encoding="utf-8")) == []


def test_what_only_one_page_needs_is_not_on_every_page():
    assert ".curve img" in style.sheet()
    assert ".figures" not in style.sheet()
    assert ".figures thead th" in style.sheet("comparison")
    assert ".about .tiles" in style.sheet("about")
