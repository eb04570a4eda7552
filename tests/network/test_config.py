"""Names out of a file, which the page shows to people."""

import pytest

from convae.network.config import Settings, printable
from handmade import conv


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("conv1", "conv1"),
        ("codificação", "codificação"),
        ("a" * 100, "a" * 60),
        ("two\nlines", "two�lines"),
        ("half \ud800 pair", "half � pair"),
        ("hidden\u202e", "hidden�"),
        ("", ""),
    ],
)
def test_a_name_is_short_and_every_character_of_it_can_be_seen_and_sent(text, shown):
    assert printable(text) == shown
    printable(text).encode()


@pytest.mark.parametrize("name", [None, 5, ["conv1"], {"a": 1}])
def test_a_name_that_is_no_text_is_a_type_error(name):
    with pytest.raises(TypeError):
        printable(name)


def test_a_value_however_large_or_deep_is_shown_in_a_few_words():
    deep: list = []
    for _ in range(900):
        deep = [deep]
    for value in (deep, "x" * 10**6, {str(n): n for n in range(10**5)}, list(range(10**5))):
        error = Settings(conv("a", 4, strides=value)).refuse("strides", "less")
        assert len(str(error)) < 250
