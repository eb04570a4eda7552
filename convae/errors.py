"""The one shape of every error that something from outside can cause, and what libraries raise before it gets that shape."""

import struct
import tokenize
import zipfile
import zlib

from convae import words

BROKEN_ARRAYS = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    tokenize.TokenError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What NumPy and zipfile raise for a file of arrays that is not what its name promises."""


class ConvaeError(ValueError):
    """Something that was given is not what was expected.

    Attributes:
        reason: the key of the sentence in `convae.words`, so that the page can say it in its visitor's language.
        found: the values in that sentence.

    `str(error)` is the English sentence: what was found, what was expected and what to do.
    """

    def __init__(self, reason: str, **found: object) -> None:
        self.reason, self.found = reason, found
        super().__init__(words.of("en").say(reason, **found))


def printable(text: str) -> str:
    """A name out of a file, fit to be shown: at most 60 characters, none of them invisible.

    Raises:
        TypeError: it is no text.
    """
    if not isinstance(text, str):
        raise TypeError(type(text))
    return "".join(character if character.isprintable() else "�" for character in text[:60])
