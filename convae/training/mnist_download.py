"""All of MNIST, where it can be had."""

import socket

import keras

from convae import digits
from convae.training.command import TrainingError

TIMEOUT = 20
"""Seconds without an answer after which the download of MNIST is given up: Keras sets no limit of its own."""


def find_digits(*, instead: bool) -> tuple[digits.Digits, str]:
    """MNIST from Keras's cache or download, and a name for where it came from.

    Args:
        instead: whether the digits that come with convae will do where it cannot be had.

    Raises:
        TrainingError: it cannot be had, and they will not.
    """
    socket.setdefaulttimeout(TIMEOUT)
    # Keras would announce its download on standard output, in between our events.
    keras.utils.disable_interactive_logging()
    try:
        (x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
    except Exception as error:  # Keras raises a bare Exception when a download fails; whatever it was, it is said
        reason = (str(error) or type(error).__name__).splitlines()[0]
        if not instead:
            raise TrainingError("errors.training.download", cause=reason) from error
        return digits.load(), f"convae itself, MNIST could not be downloaded ({reason})"
    return digits.Digits(x_train, y_train, x_test, y_test), "keras.datasets.mnist"
