"""Every sentence that a visitor reads, in each language, and the code that reads them.

Each language is one file of this folder, `en.toml` for English: how it is called and how it writes numbers (`locale.py` says
what there is to say of it), and then its sentences, under the same keys in each. `words.of("pt").say("code.title")` reads one.

A sentence that counts gives what depends on the number twice, for one and for all others: "{count} {count:channel|channels}".
The network view's `speaker.js` reads its sentences in the same way.
"""

import string
import tomllib
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from numbers import Real
from pathlib import Path
from typing import Any

from convae.words.locale import Locale
from convae.words.numerals import times as times

FOLDER = Path(__file__).parent
"""Where the files of the languages stand."""


def languages(folder: Path) -> tuple[str, ...]:
    """The codes of all languages of which there is a file in the `folder`."""
    return tuple(sorted(file.stem for file in folder.glob("*.toml")))


LANGUAGES = languages(FOLDER)
"""The languages that there are."""


class Words(string.Formatter):
    """The sentences of one language, and its way of writing numbers."""

    def __init__(self, spoken: Locale, sentences: Mapping[str, str]) -> None:
        self.spoken, self.sentences = spoken, sentences

    @property
    def language(self) -> str:
        """The code of the language."""
        return self.spoken.code

    def say(self, key: str, **values: object) -> str:
        """The sentence under the dotted `key`, with `values` in its braces, numbers written as the language does.

        Raises:
            KeyError: no such key, or the sentence needs a value that was not given.
        """
        return self.format(self.sentences[key], **values)

    def group(self, name: str) -> dict[str, str]:
        """All sentences of one table, under the last part of their keys, their braces still open."""
        return {key.removeprefix(f"{name}."): sentence for key, sentence in self.sentences.items() if key.startswith(f"{name}.")}

    def for_browser(self, name: str) -> dict[str, Any]:
        """The language and the sentences of one table, ready for JSON, as the view's `speaker` takes them."""
        return asdict(self.spoken) | {"sentences": self.group(name)}

    def format_field(self, value: Any, format_spec: str) -> str:
        """One value of a sentence: 1,160 and 0.0803 in English are 1.160 and 0,0803 in Portuguese; "one|other" chooses by it."""
        one, counts, other = format_spec.partition("|")
        if counts:
            return one if self.spoken.counts_as_one(value) else other
        text = str(super().format_field(value, format_spec))
        return self.spoken.numbers.localised(text) if isinstance(value, Real) else text

    def number(self, value: float, format_spec: str = ",") -> str:
        """A number alone, as the language writes it."""
        return self.format_field(value, format_spec)

    def three_digits(self, value: float) -> str:
        """A number alone to three significant digits, as all numbers of maps and weights are written: 0.500, 12.3 and 1,230."""
        return self.spoken.numbers.three_digits(value)

    def exact(self, value: float) -> str:
        """A number alone in as few digits as say it exactly: 0.005 and 0,005, never 0.00500 or 5e-3."""
        return self.spoken.numbers.exact(value)

    def read_number(self, text: str, *, whole: bool = False) -> float:
        """The number that somebody means who types `text`; `whole` says that a whole one is asked for (`numerals.py` has the rule).

        Raises:
            ValueError: none can be told from it.
        """
        return self.spoken.numbers.read(text, whole=whole)


@cache
def of(language: str) -> Words:
    """The words of `language`, one of `LANGUAGES`."""
    tables = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return Words(Locale.of(language, tables.pop("locale")), dict(_dotted(tables)))


def nearest(locale: str | None) -> str:
    """The language to begin with for a browser that asks for `locale`, such as "pt-BR" or None: English if in doubt."""
    wanted = (locale or "").lower().split("-")[0]
    return wanted if wanted in LANGUAGES else "en"


def _dotted(tables: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for name, value in tables.items():
        pairs += _dotted(value, f"{prefix}{name}.") if isinstance(value, Mapping) else [(prefix + name, value)]
    return pairs
