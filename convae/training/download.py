"""All of MNIST, where it can be had."""

import socket

import keras

from convae import digits

TIMEOUT = 20
"""Seconds without an answer after which the download of MNIST is given up: Keras sets no limit of its own."""


def find_digits() -> tuple[digits.Digits, str]:
    """MNIST from Keras's cache or download, else the digits that come with convae, and a name for where they came from."""
    socket.setdefaulttimeout(TIMEOUT)
    # Keras would announce its download on standard output, in between our reports.
    keras.utils.disable_interactive_logging()
    try:
        (x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
    except Exception as error:  # noqa: BLE001 - Keras raises a bare Exception when a download fails; whatever it was, it is said
        reason = (str(error) or type(error).__name__).splitlines()[0]
        return digits.load(), f"convae itself, MNIST could not be downloaded ({reason})"
    return digits.Digits(x_train, y_train, x_test, y_test), "keras.datasets.mnist"
