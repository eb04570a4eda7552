"""How a language is called, and how it writes numbers and counts: the table `locale` of its file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from convae.words.numerals import Numerals


@dataclass(frozen=True)
class Locale:
    """One language, but for its sentences.

    Attributes:
        code: how the program calls it: the name of its file, and the first part of what a browser asks for.
        name: how it calls itself.
        label: how it is called in the choice of languages.
        tag: what the browser's document is told that it speaks, such as "pt-BR".
        singular: the numbers for which a sentence that counts takes the first of its two forms.
        numbers: its way of writing numbers.
    """

    code: str
    name: str
    label: str
    tag: str
    singular: tuple[int, ...]
    numbers: Numerals

    @classmethod
    def of(cls, code: str, table: Mapping[str, Any]) -> "Locale":
        """The language called `code`, as the `table` in its file describes it.

        Raises:
            TypeError or LookupError: the table lacks something, or has something else.
        """
        return cls(code, **dict(table) | {"singular": tuple(table["singular"]), "numbers": Numerals(**table["numbers"])})

    def counts_as_one(self, value: object) -> bool:
        """Whether `value`, a number or one that is written already, is one of the `singular`."""
        return value in self.singular or value in [str(number) for number in self.singular]
