"""What is unpacked of a file that may come from anybody, and no more than that."""

import zipfile

from convae.arrays_file import METHODS, TooLargeError

MEGABYTES = 128
"""How much the pictures may unpack to, as whole numbers from 0 to 255, of which MNIST's 70,000 have 53."""


def check(count: float, name: str) -> None:
    """Whether so many bytes, called `name`, are few enough.

    Raises:
        TooLargeError: they are not.
    """
    if count > MEGABYTES * 2**20:
        raise TooLargeError(name)


def unpacked(archive: zipfile.ZipFile, name: str) -> bytes:
    """The file called `name` of a zip.

    Raises:
        TooLargeError, or one of `errors.BROKEN_ARRAYS`.
    """
    item = archive.getinfo(name)
    check(item.file_size, name)
    if item.compress_type not in METHODS:
        raise ValueError(f"{name} is packed in a way that is not undone")
    return archive.read(item)
