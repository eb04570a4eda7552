"""What a visitor has typed into a field for a number: the number that it means, or what is wrong with it."""

from dataclasses import dataclass, replace
from decimal import Decimal
from math import ceil, floor
from reprlib import repr as short

from convae.errors import ConvaeError
from convae.words import Words, of


class NumberError(ConvaeError):
    """What was typed is not a number such as the field takes."""


@dataclass(frozen=True)
class Bounds:
    """Which numbers a field takes: from `least` to `most`, whole ones where `step` is; a step leads to a multiple of it."""

    least: float
    most: float
    step: float

    @property
    def whole(self) -> bool:
        """Whether whole numbers are asked for."""
        return isinstance(self.step, int)

    def read(self, text: str, words: Words) -> float:
        """The number that `text` means.

        Raises:
            NumberError: it means none, or one that the field does not take.
        """
        found, ends = short(text.strip())[1:-1], self._ends(of("en"))
        if not text.strip():
            raise NumberError("errors.number.empty", **ends)
        try:
            value = words.read_number(text, whole=self.whole)
        except ValueError as error:
            raise NumberError("errors.number.unreadable", found=found, **ends) from error
        if self.whole and not value.is_integer():
            raise NumberError("errors.number.not_whole", found=found, **ends)
        if value < self.least:
            raise NumberError("errors.number.too_small", found=found, **ends)
        if value > self.most:
            raise NumberError("errors.number.too_large", found=found, **ends)
        return value

    def sentence(self, error: NumberError, words: Words) -> str:
        """What is wrong with a text, in the language of `words`, whichever was spoken when it was typed."""
        return words.say(error.reason, **dict(error.found) | self._ends(words))

    def _ends(self, words: Words) -> dict[str, str]:
        return {"least": self.said(self.least, words), "most": self.said(self.most, words)}

    def said(self, value: float, words: Words) -> str:
        """A number of this field in a sentence."""
        return words.number(int(value)) if self.whole else words.exact(value)

    def beside(self, value: float) -> tuple[float, float]:
        """The numbers one step below and one above `value`."""
        step = Decimal(repr(self.step))
        steps = Decimal(repr(value)) / step
        below, above = float((ceil(steps) - 1) * step), float((floor(steps) + 1) * step)
        return max(below, self.least), min(above, self.most)


@dataclass(frozen=True)
class Typed:
    """What stands in a field.

    Attributes:
        text: as it was typed; a number that was understood is written as the language writes it.
        value: the last number that was understood.
        wrong: what is wrong with the text; None where it is that number.
        first: the number that whoever asks had for it before anything was typed.
        language: in which the text was written.
        turn: how often the browser has sent something.
    """

    text: str
    value: float
    wrong: NumberError | None
    first: float
    language: str
    turn: int = 0

    @classmethod
    def of(cls, first: float, words: Words, turn: int = 0) -> "Typed":
        """A field in which nothing was typed."""
        return cls(words.exact(first), first, None, first, words.language, turn)

    def put(self, text: str, turn: int, bounds: Bounds, words: Words) -> "Typed":
        """The field after `text` was typed: what cannot be understood stays there, beside the last number that could."""
        try:
            value = bounds.read(text, words)
        except NumberError as error:
            return replace(self, text=text, wrong=error, turn=turn)
        return replace(self, text=words.exact(value), value=value, wrong=None, turn=turn)

    def now(self, first: float, words: Words) -> "Typed":
        """The field as it is to be shown: begun again where whoever asks has another number now, and in the page's language."""
        if first != self.first:
            return Typed.of(first, words, self.turn)
        if words.language == self.language:
            return self
        return replace(self, text=self.text if self.wrong else words.exact(self.value), language=words.language)
