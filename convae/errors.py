"""The one shape of every error that something from outside can cause."""

from convae import words


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
