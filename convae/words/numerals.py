"""How each language writes a number, and how what a person types is read as one.

Point and comma are understood in every language, for people type what their keyboard or their habit has. What a mark means follows
from how the number is written, wherever that can be told:

1. Thousands are parted by one kind of mark or space into groups of three digits, of which the first has one to three and does not
   begin with 0: 1.234.567, 1 000. What comes behind another mark is then the fraction: 1.234,5 and 1,234.5 are one number.
2. A mark that cannot part thousands is the decimal sign: 0,005, 0.005, 12.5, 1000.25, .5.
3. One to three digits, a mark and three more can be either: 1.000, 12,345. Of a whole number they are thousands, whatever the
   language. Of any other the language decides: 1.000 is one in English and a thousand in Portuguese.

Where a language parts thousands by another mark, that is read as the space is.

A sign may stand before a number, a power of ten behind it, as in 5e-3, and spaces around it. Anything else, such as 1.0.0 or 12 34,
is no number: to guess would be to start something that nobody wanted.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from math import isfinite

MINUS = "−"
"""What stands before a negative number on the page: as wide as a plus."""
LONGEST = 40
"""Characters of the longest text that is read."""
SMALL, LARGE = 5e-5, 1e6
"""What is nearer to 0 is said to be about 0; from the second on a number is written with its power of ten."""

_THREE_DIGITS = Context(prec=3, rounding=ROUND_HALF_UP)
_SPACE = re.compile(r"[\u00a0\u2009\u202f]")
_NUMBER = re.compile(r"(?P<sign>[+-]?)(?P<digits>[0-9., ]*[0-9][0-9., ]*)(?P<power>(?:e[+-]?[0-9]{1,4})?)", re.IGNORECASE)
_PLAIN = re.compile(r"(?P<whole>[0-9]*)(?P<mark>[.,]?)(?P<fraction>[0-9]*)")
_PARTED = re.compile(r"(?P<whole>[1-9][0-9]{0,2}(?P<mark>[., ])[0-9]{3}(?:(?P=mark)[0-9]{3})*)(?:(?!(?P=mark))[.,](?P<fraction>[0-9]*))?")


@dataclass(frozen=True)
class Numerals:
    """The marks with which a language writes numbers.

    Attributes:
        decimal: what stands before the fraction, a point or a comma.
        group: what parts thousands.
        percent: what stands behind a percentage, with the space before it where there is one.

    Raises:
        ValueError: the decimal sign is another one, of which `read` knows nothing.
    """

    decimal: str
    group: str
    percent: str

    def __post_init__(self) -> None:
        if self.decimal not in (".", ","):
            raise ValueError(f"the decimal sign is {self.decimal!r}: a point or a comma was expected")

    def localised(self, text: str) -> str:
        """A number as Python writes it, 1,234.5, -3 or 50%, with these marks, and a minus that is no hyphen but for a power of ten."""
        signed = text.replace("-", MINUS, 1) if text.startswith("-") else text
        return signed.translate({ord(","): self.group, ord("."): self.decimal, ord("%"): self.percent})

    def exact(self, value: float) -> str:
        """The shortest text that is read as `value` again, thousands not parted: 0.005, not 0.00500 or 5e-3; 1000, not 1,000."""
        value += 0.0  # which makes 0 of −0
        digits = format(Decimal(repr(value)), "f")
        plain = digits.rstrip("0").rstrip(".") if "." in digits else digits
        return self.localised(plain if len(plain) <= LONGEST else repr(value))

    def three_digits(self, value: float) -> str:
        """A number to three significant digits, as the view in the browser writes it (`speaker.js`): 0.500, 12.3, 1,230, ≈ 0."""
        if value == 0:
            return "0"
        if not isfinite(value):
            return self.localised(str(value)).replace("nan", "NaN").replace("inf", "∞")
        if abs(value) < SMALL:
            return "≈ 0"
        rounded = _THREE_DIGITS.plus(Decimal(repr(value)))
        padded = rounded.quantize(Decimal(1).scaleb(rounded.adjusted() - 2))
        return self.localised(format(padded, "e" if abs(value) >= LARGE else ",f"))

    def read(self, text: str, *, whole: bool = False) -> float:
        """The number that `text` means; `whole` says that a whole one is asked for, not that it is one.

        Raises:
            ValueError: it means none, or one that is too large for a float.
        """
        found = _NUMBER.fullmatch(self._plainly(text)) if len(text) <= LONGEST else None
        if found is None:
            raise ValueError("this is not a number")
        before, fraction = _parts(found["digits"].strip(), thousands=whole, decimal=self.decimal)
        value = float(f"{found['sign']}{before or 0}.{fraction or 0}{found['power']}")
        if not isfinite(value):
            raise ValueError("this number is too large")
        return value

    def _plainly(self, text: str) -> str:
        """A `text` without spaces around it and with no marks but point, comma and space."""
        parted = text.strip() if self.group in (*".,", "") else text.strip().replace(self.group, " ")
        return _SPACE.sub(" ", parted).replace(MINUS, "-")


def times(shape: Sequence[int]) -> str:
    """A shape as people write it: 26×26×16."""
    return "×".join(map(str, shape))


def _parts(digits: str, *, thousands: bool, decimal: str) -> tuple[str, str]:
    """The digits before the decimal sign, and those behind it; `thousands` says what a mark that can be either is."""
    plain, parted = _PLAIN.fullmatch(digits), _PARTED.fullmatch(digits)
    if plain and (not parted or not (thousands or parted["mark"] != decimal)):
        return plain["whole"], plain["fraction"]
    if parted:
        return re.sub("[., ]", "", parted["whole"]), parted["fraction"] or ""
    raise ValueError("thousands are parted into groups of three digits")
