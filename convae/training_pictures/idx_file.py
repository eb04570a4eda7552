"""MNIST's own files, such as train-images-idx3-ubyte.

Two zeros, the type of the numbers, how many axes there are, the length of each (32 bits, big-endian), and the numbers:
http://yann.lecun.com/exdb/mnist/.
"""

import struct
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from convae.digits import DigitsError
from convae.training_pictures.grey_levels import grey
from convae.training_pictures.unpacking import check

BYTE = 0x08
"""The type of whole numbers from 0 to 255."""


def is_one(beginning: bytes) -> bool:
    """Whether a file that begins so is one, of bytes."""
    return beginning[:3] == bytes([0, 0, BYTE]) and len(beginning) > 3 and 1 <= beginning[3] <= 4


def named_so(name: str) -> bool:
    """Whether a file called `name` is one that holds pictures, going by that."""
    return "images" in name.lower() and "idx" in name.lower()


def read(file: BinaryIO, path: str) -> NDArray[np.uint8]:
    """The pictures of such a file, shape (n, 28, 28), uint8.

    Raises:
        DigitsError: it holds labels, or pictures of another size or with nothing on them.
        TooLargeError: there are too many.
        ValueError or struct.error: it is cut short.
    """
    axes = file.read(4)[3]
    shape = struct.unpack(f">{axes}I", file.read(4 * axes))
    if axes == 1:
        raise DigitsError("errors.digits.labels_only", path=path)
    if shape[1:] not in ((28, 28), (784,), (28, 28, 1)) or not shape[0]:
        raise DigitsError("errors.digits.arrays", path=path, found=f"uint8 {shape}")
    check(shape[0] * 784, path)
    pictures = np.frombuffer(file.read(shape[0] * 784), np.uint8).reshape(shape[0], 28, 28)
    return grey(lambda: iter([pictures]), len(pictures), path)
