"""A third language is one file: its sentences and its way of writing numbers, and the page speaks it."""

import ast
import re
from collections.abc import Iterator

import pytest

from browserless import node
from convae import check, words
from convae.words import Words
from processes import ROOT
from source_words import SOURCES

LOCALE = """[locale]
name = "Third"
label = "3rd"
tag = "zz-CH"
singular = [0, 1]

[locale.numbers]
decimal = ","
group = "’"
percent = "\u00a0%"

"""
"""Marks that no other language has together, and the way of counting of French."""


@pytest.fixture
def third(tmp_path, monkeypatch) -> Iterator[Words]:
    """The words of a third language, whose file stands beside those of the others; its sentences are the English ones in guillemets."""
    for file in words.FOLDER.glob("*.toml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    _, sentences = (tmp_path / "en.toml").read_text(encoding="utf-8").split("\n[errors]\n")
    quoted = re.sub(r'^(\w+ = ")([^"\n].*)"$', r'\1«\2»"', sentences, flags=re.MULTILINE)
    (tmp_path / "zz.toml").write_text(f"{LOCALE}[errors]\n{quoted}", encoding="utf-8")
    monkeypatch.setattr(words, "FOLDER", tmp_path)
    monkeypatch.setattr(words, "LANGUAGES", words.languages(tmp_path))
    words.of.cache_clear()
    yield words.of("zz")
    words.of.cache_clear()


def test_the_page_offers_it_and_speaks_it_and_writes_its_numbers(third, page):
    choice = next(group for group in page.at.get("button_group") if group.key == "language")
    assert choice.options == ["EN", "PT", "3rd"]
    assert "«" not in page.html
    page.choose("language", "zz").plainly()
    assert third.say("page.lead", numbers=128) in page.html
    assert "«" in third.say("page.lead", numbers=128)
    assert "1’160" in page.html
    assert "1,160" not in page.html
    assert not re.search(r"\d\.\d", re.sub(r"<[^>]*>", "", page.html))


def test_a_visitor_types_numbers_as_it_writes_them_or_as_anybody_does(third):
    for text in ("1’000,5", "1000,5", "1.000,5", "1 000.5"):
        assert third.read_number(text) == 1000.5, text
    assert third.exact(1000.5) == "1000,5"
    assert third.number(1234567.8, ",.1f") == "1’234’567,8"


def test_a_browser_that_asks_for_it_gets_it(third):
    assert words.nearest("zz-CH") == "zz"


def test_a_sentence_counts_as_it_does(third):
    said = Words(third.spoken, {"": "{maps} {maps:map|maps}"})
    assert [said.say("", maps=count) for count in (0, 1, 2)] == ["0 map", "1 map", "2 maps"]


def test_the_network_view_speaks_it_too(third):
    known = third.for_browser("view")
    speaks = "const speak = m.speaker(known); return"
    numbers = (
        "[speak.number(-1234.5), speak.whole(1160), speak.percent(0.123), speak.percent(0.0001), speak.brief(0.001), speak.fixed(0.5, 2)]"
    )
    found = node("speaker", f"(() => {{ {speaks} {numbers}; }})()", known=known)
    assert found == ["−1’230", "1’160", "12,3\u00a0%", "< 0,1\u00a0%", "0,0010", "0,50"]
    counts = "[0, 1, 2].map((count) => speak.say('off_count', { count }))"
    assert node("speaker", f"(() => {{ {speaks} {counts}; }})()", known=known) == [
        third.say("view.off_count", count=count) for count in (0, 1, 2)
    ]


def test_the_check_counts_its_sentences(third):
    lines = [line for well, line in check._words(ROOT) if well]
    assert any(line.endswith("in English and Third") for line in lines)


def test_no_code_knows_of_a_language_but_english():
    known = {fact for code in words.LANGUAGES if code != "en" for fact in (code, *map(str, vars(words.of(code).spoken).values()))} - {
        "(1,)"
    }
    constants = [(path.name, node.value) for path, tree in SOURCES.items() for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    assert [each for each in constants if each[1] in known] == []
    scripts = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "convae").rglob("*.js")}
    assert [(name, fact) for name, text in scripts.items() for fact in known if re.search(f"[\"'`]{re.escape(fact)}[\"'`]", text)] == []
