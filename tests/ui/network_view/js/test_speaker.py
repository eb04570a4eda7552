"""How the view says numbers and sentences."""

import random
import re

import pytest

from browserless import node
from convae import words
from convae.network.kinds import ACTIVATIONS
from convae.ui.network_view import assets
from view_context import ENGLISH, speaking


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize(
    ("value", "english"),
    [
        (2.2146, "2.21"),
        (0, "0"),
        (-0.5, "−0.500"),
        (0.00004, "≈ 0"),
        (-0.00004, "≈ 0"),
        (1234.5, "1,230"),
        ("NaN", "NaN"),
        ("Infinity", "∞"),
        (-2345678, "−2.35e+6"),
    ],
)
def test_numbers_are_written_to_three_digits_as_the_language_does(value, english, language):
    said = node("speaker", "m.speaker(known).number(Number(value))", known=words.of(language).for_browser("view"), value=value)
    assert said == words.of(language).spoken.numbers.localised(english)
    assert words.of(language).three_digits(float(value)) == said


def test_the_browser_and_the_server_write_a_number_in_the_same_digits():
    pen = random.Random(7)
    values = [pen.uniform(-10, 10) * 10.0 ** pen.randrange(-6, 8) for _ in range(2000)] + [0.125, 1.125, 1.005, 0.9996, 999.6, 999_999.0]
    known = words.of("en").for_browser("view")
    assert node("speaker", "values.map(m.speaker(known).number)", known=known, values=values) == [
        ENGLISH.three_digits(each) for each in values
    ]


@pytest.mark.parametrize(
    ("share", "says"),
    [
        (0, "0.0%"),
        (0.0004, "< 0.1%"),
        (0.0005, "0.1%"),
        (0.123, "12.3%"),
        (0.9994, "99.9%"),
        (0.9996, "> 99.9%"),
        (1, "100.0%"),
        (3.2, "320.0%"),
    ],
)
def test_a_percentage_does_not_say_nothing_for_little_or_all_for_most(share, says):
    assert node("speaker", "m.speaker(known).percent(share)", share=share, known=words.of("en").for_browser("view")) == says


@pytest.mark.parametrize(
    ("key", "count", "english", "portuguese"),
    [
        ("products", 1, "1 product adds up to", "1 produto soma"),
        ("products", "1,160", "1,160 products add up to", "1,160 produtos somam"),
        (
            "off_count",
            1,
            "1 channel is switched off. All maps keep their scale of colours.",
            "1 canal desligado. Todos os mapas mantêm a sua escala de cores.",
        ),
        (
            "off_count",
            8,
            "8 channels are switched off. All maps keep their scale of colours.",
            "8 canais desligados. Todos os mapas mantêm a sua escala de cores.",
        ),
    ],
)
def test_the_view_counts_in_the_form_that_its_number_asks_for(key, count, english, portuguese):
    for language, said in (("en", english), ("pt", portuguese)):
        given = {"key": key, "values": {"count": count}, "known": speaking(language)["known"]}
        assert node("speaker", "m.speaker(known).say(key, values)", **given) == said == words.of(language).say(f"view.{key}", count=count)


def test_the_view_asks_for_no_sentence_that_is_not_there_and_has_none_of_its_own():
    there = ENGLISH.group("view") | ENGLISH.group("story") | ENGLISH.group("steps")
    text = "\n".join(assets.modules().values())
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", text, flags=re.DOTALL)
    asked = re.findall(r'\bsay\((?:[^()"]*\? )?"(\w+)"', code)
    of_a_cell = re.findall(r'\bsayOf\((?:[^()"]*\? "(\w+)" : )?"(\w+)"', code)
    asked += [key for pair in of_a_cell for key in pair if key]
    flat = {f"{key}_flat" for _, key in of_a_cell}
    assert len(asked) > 30
    assert flat - set(there) == set()
    assert set(asked) - set(there) == set()
    parts = set(re.findall(r'"([^"\n]*)"', code))
    patterns = [re.sub(r"\$\{[^}]*\}", r"\\w+", each) for each in re.findall(r"`(\w*_\$\{\w+\})`", code)]
    unused = {key for key in there if key not in parts and key not in ACTIVATIONS and not any(re.fullmatch(each, key) for each in patterns)}
    assert unused - flat == {
        "plain",
        *(f"{name}_help" for name in ("bce", "floor", "mse", "error_per_ink")),
    }  # the first by the page around the view
    assert [each for each in parts if re.search(r"[^\W\d_]{2,} [^\W\d_]{2,} [^\W\d_]{2,}", each)] == []
