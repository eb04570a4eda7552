"""Whether it is plain what is ink in a photo: where a little more or less of it makes another picture, it is not."""

from collections.abc import Iterable

from convae.ink.ink_error import InkError
from convae.ink.ink_picture import steps_of_picture
from convae.ink.mnist_pen import Picture

ANOTHER = 0.28
"""Squared difference of two pictures, as a share of the squared ink, from which on they are others. Of 112 photos that people have
published 19 are beyond it, two of the eight among them of which a wrong picture is made: what is plain may still be wrong."""


def doubtful(image: Picture, others: Iterable[Picture]) -> bool:
    """Whether one of the `others`, the ink if it were a little more or less, becomes another picture of 28×28 than `image`, or none."""
    for other in others:
        try:
            differs = (steps_of_picture(other).image - image) ** 2
        except InkError:
            return True
        if differs.sum() > ANOTHER * (image**2).sum():
            return True
    return False
