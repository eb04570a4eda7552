"""Numbers as people type them: read in both languages, and what is written is what is read."""

import math
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convae import words
from convae.words.numerals import LONGEST, Numerals

LANGUAGES = sorted(words.LANGUAGES)
EN, PT = (words.of(language) for language in ("en", "pt"))
FLOATS = st.floats(-1e15, 1e15, allow_subnormal=False)
WHOLE = st.integers(-(2**53), 2**53)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0,005", 0.005),
        ("0.005", 0.005),
        ("20", 20),
        ("1000", 1000),
        ("00012", 12),
        (".5", 0.5),
        (",5", 0.5),
        ("5.", 5),
        ("1,5", 1.5),
        ("12.25", 12.25),
        ("1000,25", 1000.25),
        ("1234.567", 1234.567),
        ("0.000", 0),
        ("1.234.567", 1_234_567),
        ("1,234,567", 1_234_567),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1 000", 1000),
        ("1 000,5", 1000.5),
        ("1\u00a0234\u00a0567", 1_234_567),
        ("  0,5\t", 0.5),
        ("5e-3", 0.005),
        ("5E-3", 0.005),
        ("1,5e2", 150),
        ("-5", -5),
        ("−5", -5),
        ("- 5", -5),
        ("+0,1", 0.1),
    ],
)
@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_that_can_mean_one_thing_is_read_in_both_languages(language, whole, text, value):
    assert words.of(language).read_number(text, whole=whole) == value


@pytest.mark.parametrize(
    ("text", "english", "portuguese", "whole"),
    [("1.000", 1, 1000, 1000), ("1,000", 1000, 1, 1000), ("12.345", 12.345, 12_345, 12_345), ("123,456", 123_456, 123.456, 123_456)],
)
def test_what_can_mean_two_is_decided_by_the_kind_of_number_and_the_language(text, english, portuguese, whole):
    assert (EN.read_number(text), PT.read_number(text)) == (english, portuguese)
    assert {each.read_number(text, whole=True) for each in (EN, PT)} == {whole}


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", ".", ",", "-", "e5", "5e", "abc", "5%", "1/2", "1-2", "--5", "0x10", "1_000", "٣", "5²", "½", "nan", "inf", "infinity"),
        *("1.0.0", "1..5", "12 34", "1.2345.678", "1,234,56", "0.000.000", "1.234 567", "1e999", "5e-3e2", "1" * (LONGEST + 1)),
    ],
)
@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_no_number_is_refused_and_never_guessed(language, whole, text):
    with pytest.raises(ValueError, match=r"number|digits"):
        words.of(language).read_number(text, whole=whole)


@pytest.mark.parametrize(
    ("value", "english", "portuguese"),
    [
        (0.005, "0.005", "0,005"),
        (0.01, "0.01", "0,01"),
        (1e-5, "0.00001", "0,00001"),
        (20, "20", "20"),
        (20.0, "20", "20"),
        (0.0, "0", "0"),
        (-0.0, "0", "0"),
        (1000.0, "1000", "1000"),
        (2**32 - 1, "4294967295", "4294967295"),
        (1.5e-7, "0.00000015", "0,00000015"),
    ],
)
def test_a_number_is_written_with_no_more_digits_than_it_needs(value, english, portuguese):
    assert (EN.exact(value), PT.exact(value)) == (english, portuguese)


@given(value=st.one_of(st.floats(allow_nan=False, allow_infinity=False), WHOLE), language=st.sampled_from(LANGUAGES))
def test_a_number_that_is_written_exactly_is_read_as_itself(value, language):
    assert words.of(language).read_number(words.of(language).exact(value)) == value


@given(value=WHOLE, how=st.sampled_from(["", ",", "d"]), whole=st.booleans(), language=st.sampled_from(LANGUAGES))
def test_a_whole_number_that_a_sentence_has_is_read_as_itself(value, how, whole, language):
    assert words.of(language).read_number(words.of(language).number(value, how), whole=whole) == value


@given(value=FLOATS, how=st.sampled_from(["", ",", ".2f", ".3f", ",.1f", ",.3f", ".3g", "e"]), language=st.sampled_from(LANGUAGES))
def test_a_number_that_a_sentence_has_is_read_as_what_it_says(value, how, language):
    said = words.of(language).number(value, how)
    assert words.of(language).read_number(said) == float(format(value, how).replace(",", ""))


def test_a_decimal_sign_that_nobody_could_read_is_refused():
    with pytest.raises(ValueError, match="a point or a comma"):
        Numerals(decimal="·", group=",", percent="%")


@given(text=st.one_of(st.text(max_size=50), st.text("0123456789.,  e+-", max_size=50)), whole=st.booleans())
def test_whatever_is_typed_is_a_finite_number_or_refused(text, whole):
    for each in (EN, PT):
        with suppress(ValueError):
            assert math.isfinite(each.read_number(text, whole=whole))
