"""The error of this package."""

from convae.errors import ConvaeError


class InkError(ConvaeError):
    """What was given holds no drawing that can be made into a 28×28 picture."""
