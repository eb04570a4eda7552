"""The sentences: both languages have them all, the code asks for no others, and the page has none of its own."""

import ast
import re
import string
from pathlib import Path

import numpy as np
import pytest

from convae import words
from convae.digits import DigitsError
from convae.words import Words
from processes import ROOT
from source_words import PAGE, asked_for, mentioned, own_words

SENTENCES = words.of("en").sentences
MANY_OF_ONE = r"(?<![\d.,×/])1 (?:test |training |other )?(?!is\b|its\b|waits\b)\w+s\b"
"""A single one, and a word in the plural."""
NO_COUNTS = {"after", "before", "channel", "error", "layer", "path", "peak", "size", "stage"}
"""What sentences take that is a name, a measure or a size, such as 3×3."""
NEVER_ONE = {
    *(
        ("errors.model.too_many_numbers", "limit"),
        ("errors.model.too_many_reads", "found"),
        ("errors.picture.large", "megapixels"),
        ("errors.picture.huge", "megapixels"),
    ),  # bounds
    *(("layers.conv", name) for name in ("filters", "channels", "terms")),  # of one there are sentences of their own
    *(("layers.conv_one", "filters"), ("layers.stride", "stride"), ("layers.stride_same", "stride")),
    *(("about.training.text", name) for name in ("digits", "epochs", "batch", "updates", "warm_up")),  # the recipe of `classic`
    ("about.idea.text", "parameters"),
}
"""The numbers that are larger than 1 wherever a sentence takes them."""


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_every_language_has_the_same_sentences():
    assert {language for language in words.LANGUAGES if set(words.of(language).sentences) != set(SENTENCES)} == set()


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_sentence_has_the_same_values_in_every_language(language):
    sentences = words.of(language).sentences
    assert {key: placeholders(sentences[key]) for key in SENTENCES} == {key: placeholders(text) for key, text in SENTENCES.items()}


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_sentence_is_text(language):
    assert [text for text in words.of(language).sentences.values() if not isinstance(text, str) or not text.strip()] == []


@pytest.mark.parametrize("language", [language for language in words.LANGUAGES if language != "en"])
def test_no_sentence_is_left_untranslated(language):
    sentences = words.of(language).sentences
    assert [key for key, text in SENTENCES.items() if sentences[key] == text and len(re.findall(r"[^\W\d_]{4,}", text)) > 2] == []


def test_every_sentence_that_the_code_asks_for_is_there():
    assert len(list(asked_for())) > 20
    assert [(place, key) for place, key, _ in asked_for() if not any(re.fullmatch(key, each) for each in SENTENCES)] == []


def test_every_sentence_gets_the_values_it_needs():
    calls = [(place, key, {keyword.arg for keyword in call.keywords}) for place, key, call in asked_for()]
    lacking = [
        (place, each, placeholders(sentence) - given)
        for place, key, given in calls
        for each, sentence in SENTENCES.items()
        if re.escape(each) == key and None not in given
    ]
    assert [each for each in lacking if each[2]] == []


def test_no_sentence_is_left_that_nothing_asks_for():
    assert set(SENTENCES) - mentioned(SENTENCES) == set()


@pytest.mark.parametrize("path", sorted(PAGE), ids=lambda path: str(path.relative_to(ROOT)))
def test_the_page_has_no_words_of_its_own(path):
    assert list(own_words(PAGE[path])) == []


def test_every_room_of_the_page_is_looked_through_however_deep_it_lies():
    deep = {path for path in (ROOT / "convae" / "ui").rglob("*.py") if path.parent.parent != ROOT / "convae"}
    assert deep
    assert deep | {ROOT / "app.py"} <= set(PAGE)


def test_words_of_its_own_would_be_noticed():
    page = ast.parse(
        'st.button("Draw")\nst.html(f"<b>Draw {x}</b>")\ntext = "two words"\nst.title(words.say("page.title"), help="Help")\n'
        'st.html("<p class=\'a b\'>")\nst.write(words.say("page.title"), class_=x or "one two")'
    )
    assert sorted(line for line, _ in own_words(page)) == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("language", "value", "how", "text"),
    [
        ("en", 1160, ",", "1,160"),
        ("pt", 1160, ",", "1.160"),
        ("en", 0.0803, ".4f", "0.0803"),
        ("pt", 0.0803, ".4f", "0,0803"),
        ("pt", 1234567.891, ",.2f", "1.234.567,89"),
        ("pt", np.float32(0.5), ".2f", "0,50"),
        ("pt", np.int64(4385), ",", "4.385"),
        ("pt", 0.5, ".0%", "50%"),
        ("en", "3,5", "", "3,5"),
        ("pt", "3,5", "", "3,5"),
        ("pt", (4, 4, 8), "", "(4, 4, 8)"),
    ],
)
def test_numbers_are_written_as_the_language_writes_them_and_text_is_left_alone(language, value, how, text):
    assert Words(words.of(language).spoken, {"a": f"<{{value:{how}}}>"}).say("a", value=value) == f"<{text}>"
    assert words.of(language).number(value, how) == text


@pytest.mark.parametrize(
    ("language", "value", "text"),
    [
        ("en", 1, "1 map is"),
        ("en", 0, "0 maps are"),
        ("en", 1160, "1,160 maps are"),
        ("pt", 1160, "1.160 maps are"),
        ("en", np.int64(1), "1 map is"),
    ],
)
def test_a_sentence_counts_in_the_form_that_its_number_asks_for(language, value, text):
    assert Words(words.of(language).spoken, {"a": "{maps:,} {maps:map is|maps are}"}).say("a", maps=value) == text


@pytest.mark.parametrize(
    "other", [r"\bapp\b", r"rede toda", r"\bmáx\b(?!\.)", r"\btreino\b", r"em uma linha", r"passagem estreita", r"\bcaixa\b"]
)
def test_portuguese_has_one_word_for_one_thing(other):
    assert [key for key, sentence in words.of("pt").sentences.items() if re.search(other, sentence)] == []


def with_one(sentence: str, name: str, language: str) -> str:
    """A sentence in which one of its numbers is 1 and all the others are 7."""
    return Words(words.of(language).spoken, {"": sentence}).say("", **dict.fromkeys(placeholders(sentence), 7) | {name: 1})


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_no_sentence_counts_one_of_a_thing_as_if_it_were_many(language):
    wrong = {
        (key, name)
        for key, sentence in words.of(language).sentences.items()
        for name in placeholders(sentence) - NO_COUNTS
        if re.search(MANY_OF_ONE, with_one(sentence, name, language))
    }
    assert wrong - NEVER_ONE == set()


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_what_is_counted_is_shown_without_a_fraction_so_that_one_looks_like_one(language):
    fields = [(key, *field[1:3]) for key, sentence in words.of(language).sentences.items() for field in string.Formatter().parse(sentence)]
    counted = {(key, name) for key, name, spec in fields if spec and "|" in spec}
    assert [field for field in fields if field[:2] in counted and "|" not in field[2] and field[2] not in ("", ",", "g")] == []


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_a_form_is_plain_text_as_the_view_reads_it(language):
    forms = [spec for sentence in words.of(language).sentences.values() for _, _, spec, _ in string.Formatter().parse(sentence) if spec]
    assert [spec for spec in forms if "|" in spec and not re.fullmatch(r"[^{}|]+\|[^{}|]+", spec)] == []
    assert re.findall(r"\{\w+:[^{}|]*\}", " ".join(words.of(language).group("view").values())) == []


def test_a_sentence_that_is_not_there_or_lacks_a_value_is_a_key_error():
    for ask in (lambda: words.of("en").say("no.such.sentence"), lambda: words.of("en").say("errors.digits.missing")):
        with pytest.raises(KeyError):
            ask()


@pytest.mark.parametrize(
    ("locale", "language"),
    [("pt-BR", "pt"), ("pt", "pt"), ("PT-pt", "pt"), ("en-GB", "en"), ("de-DE", "en"), ("", "en"), (None, "en"), ("portuguese", "en")],
)
def test_the_page_begins_in_the_browsers_language_or_else_in_english(locale, language):
    assert words.nearest(locale) == language


def test_an_error_is_its_english_sentence_and_can_be_said_in_portuguese():
    error = DigitsError("errors.digits.missing", path=Path("a.npz"))
    assert str(error).startswith("There is no file a.npz")
    assert words.of("pt").say(error.reason, **error.found).startswith("Não existe o arquivo a.npz")
