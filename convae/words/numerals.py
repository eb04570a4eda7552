"""How each language writes a number, and how what a person types is read as one.

Point and comma are understood in both languages, for people type what their keyboard or their habit has. What a mark means follows
from how the number is written, wherever that can be told:

1. Thousands are parted by one kind of mark or space into groups of three digits, of which the first has one to three and does not
   begin with 0: 1.234.567, 1 000. What comes behind another mark is then the fraction: 1.234,5 and 1,234.5 are one number.
2. A mark that cannot part thousands is the decimal sign: 0,005, 0.005, 12.5, 1000.25, .5.
3. One to three digits, a mark and three more can be either: 1.000, 12,345. Of a whole number they are thousands, whatever the
   language. Of any other the language decides: 1.000 is one in English and a thousand in Portuguese.

A sign may stand before a number, a power of ten behind it, as in 5e-3, and spaces around it. Anything else, such as 1.0.0 or 12 34,
is no number: to guess would be to start something that nobody wanted.
"""

import re
from decimal import Decimal
from math import isfinite

DECIMAL_SIGNS = {"en": ".", "pt": ","}
"""What stands before the fraction; the other of the two parts thousands."""
LONGEST = 40
"""Characters of the longest text that is read."""

_SPACE = re.compile(r"[\u00a0\u2009\u202f]")
_NUMBER = re.compile(r"(?P<sign>[+-]?)(?P<digits>[0-9., ]*[0-9][0-9., ]*)(?P<power>(?:e[+-]?[0-9]{1,4})?)", re.IGNORECASE)
_PLAIN = re.compile(r"(?P<whole>[0-9]*)(?P<mark>[.,]?)(?P<fraction>[0-9]*)")
_PARTED = re.compile(r"(?P<whole>[1-9][0-9]{0,2}(?P<mark>[., ])[0-9]{3}(?:(?P=mark)[0-9]{3})*)(?:(?!(?P=mark))[.,](?P<fraction>[0-9]*))?")


def localised(text: str, language: str) -> str:
    """A number as Python writes it, 1,234.5, as `language` does."""
    return text.translate(str.maketrans(",.", ".,")) if DECIMAL_SIGNS[language] == "," else text


def exact(value: float, language: str) -> str:
    """The shortest text that is read as `value` again, thousands not parted: 0.005, not 0.00500 or 5e-3; 1000, not 1,000."""
    value += 0.0  # which makes 0 of −0
    digits = format(Decimal(repr(value)), "f")
    plain = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return localised(plain if len(plain) <= LONGEST else repr(value), language)


def read(text: str, language: str, *, whole: bool = False) -> float:
    """The number that `text` means where `language` is spoken; `whole` says that a whole one is asked for, not that it is one.

    Raises:
        ValueError: it means none, or one that is too large for a float.
    """
    found = _NUMBER.fullmatch(_SPACE.sub(" ", text.strip()).replace("−", "-")) if len(text) <= LONGEST else None
    if found is None:
        raise ValueError("this is not a number")
    before, fraction = _parts(found["digits"].strip(), language, whole)
    value = float(f"{found['sign']}{before or 0}.{fraction or 0}{found['power']}")
    if not isfinite(value):
        raise ValueError("this number is too large")
    return value


def _parts(digits: str, language: str, whole: bool) -> tuple[str, str]:
    """The digits before the decimal sign, and those behind it."""
    plain, parted = _PLAIN.fullmatch(digits), _PARTED.fullmatch(digits)
    if plain and (not parted or not (whole or parted["mark"] != DECIMAL_SIGNS[language])):
        return plain["whole"], plain["fraction"]
    if parted:
        return re.sub("[., ]", "", parted["whole"]), parted["fraction"] or ""
    raise ValueError("thousands are parted into groups of three digits")
