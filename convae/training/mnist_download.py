"""All of MNIST, where it can be had."""

import socket

import keras
import numpy as np
from numpy.typing import NDArray

from convae import digits
from convae.training.command import TrainingError

TIMEOUT = 20
"""Seconds without an answer after which the download of MNIST is given up: Keras sets no limit of its own."""


def find_digits(*, instead: bool) -> tuple[NDArray[np.uint8], str]:
    """MNIST's training digits, shape (n, 28, 28), from Keras's cache or download, and a name for where it came from.

    Args:
        instead: whether the digits that come with convae will do where it cannot be had.

    Raises:
        TrainingError: it cannot be had, and they will not.
    """
    socket.setdefaulttimeout(TIMEOUT)
    # Keras would announce its download on standard output, in between our events.
    keras.utils.disable_interactive_logging()
    try:
        (x_train, _), _ = keras.datasets.mnist.load_data()
    except Exception as error:  # Keras raises a bare Exception when a download fails; whatever it was, it is said
        reason = (str(error) or type(error).__name__).splitlines()[0]
        if not instead:
            raise TrainingError("errors.training.download", cause=reason) from error
        return digits.load().x_train, f"convae itself, MNIST could not be downloaded ({reason})"
    return x_train, "keras.datasets.mnist"
