"""Every sentence that a visitor reads, in each language, and the code that reads them.

The sentences stand in `en.toml` and `pt.toml`, under the same keys. `words.of("pt").say("code.title")` reads one.

A sentence that counts gives what depends on the number twice, for one and for all others: "{count} {count:channel|channels}".
The network view's `speaker.js` reads its sentences in the same way.
"""

import string
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from numbers import Real
from typing import Any

from convae.words import numerals

LANGUAGES = {"en": "English", "pt": "Português"}
"""The languages that there are, each with the name it gives itself."""


class Words(string.Formatter):
    """The sentences of one language, and its way of writing numbers."""

    def __init__(self, language: str, sentences: Mapping[str, str]) -> None:
        self.language, self.sentences = language, sentences

    def say(self, key: str, **values: object) -> str:
        """The sentence under the dotted `key`, with `values` in its braces, numbers written as the language does.

        Raises:
            KeyError: no such key, or the sentence needs a value that was not given.
        """
        return self.format(self.sentences[key], **values)

    def group(self, name: str) -> dict[str, str]:
        """All sentences of one table, under the last part of their keys, their braces still open."""
        return {key.removeprefix(f"{name}."): sentence for key, sentence in self.sentences.items() if key.startswith(f"{name}.")}

    def format_field(self, value: Any, format_spec: str) -> str:
        """One value of a sentence: 1,160 and 0.0803 in English are 1.160 and 0,0803 in Portuguese; "one|other" chooses by it."""
        one, counts, other = format_spec.partition("|")
        if counts:
            return one if value in (1, "1") else other
        text = str(super().format_field(value, format_spec))
        return numerals.localised(text, self.language) if isinstance(value, Real) else text

    def number(self, value: float, format_spec: str = ",") -> str:
        """A number alone, as the language writes it."""
        return self.format_field(value, format_spec)

    def exact(self, value: float) -> str:
        """A number alone in as few digits as say it exactly: 0.005 and 0,005, never 0.00500 or 5e-3."""
        return numerals.exact(value, self.language)

    def read_number(self, text: str, *, whole: bool = False) -> float:
        """The number that somebody means who types `text`; `whole` says that a whole one is asked for (`numerals.py` has the rule).

        Raises:
            ValueError: none can be told from it.
        """
        return numerals.read(text, self.language, whole=whole)


@cache
def of(language: str) -> Words:
    """The words of `language`, a key of `LANGUAGES`."""
    text = resources.files(__name__).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return Words(language, dict(_dotted(tomllib.loads(text))))


def nearest(locale: str | None) -> str:
    """The language to begin with for a browser that asks for `locale`, such as "pt-BR" or None: English if in doubt."""
    wanted = (locale or "").lower().split("-")[0]
    return wanted if wanted in LANGUAGES else "en"


def _dotted(tables: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for name, value in tables.items():
        pairs += _dotted(value, f"{prefix}{name}.") if isinstance(value, Mapping) else [(prefix + name, value)]
    return pairs
