"""From a photo or a scan of a digit to the picture that MNIST's makers would have made of it."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from convae.ink.contrast import in_one_channel
from convae.ink.correction import NONE, Correction
from convae.ink.digit_pieces import digit_alone
from convae.ink.doubt import doubtful
from convae.ink.ink_error import InkError
from convae.ink.ink_picture import found, steps_of_picture
from convae.ink.mnist_pen import Picture, Steps
from convae.ink.printed_box import without_box
from convae.ink.several_digits import digits_of
from convae.ink.sheet import on_its_sheet
from convae.ink.standing_out import ink_of, standing_out
from convae.ink.two_shades import of_two_shades

SMALL = 0.25
"""Share of the photo's longer side below which a digit is looked at again from nearer."""


def from_photo(pixels: NDArray[np.uint8]) -> Picture:
    """Make of a photo or a scan of a digit, on light or dark paper, the picture that MNIST's makers would have made.

    Args:
        pixels: uint8, shape (height, width), (height, width, 3) or, with opacity, (height, width, 4).

    Returns:
        Shape (28, 28), float32, 0 to 1.

    Raises:
        InkError: `pixels` is no such array, no ink stands out from the paper, or there is only a dot.
    """
    return steps_of_photo(pixels).image


def steps_of_photo(pixels: NDArray[np.uint8]) -> Steps:
    """As `from_photo`, in its steps, the first one as the photo's ink alone, at most `SIDE` pixels long."""
    look = _found(pixels)
    return replace(steps_of_picture(look.ink), photo=look.photo)


def digits_in_photo(pixels: NDArray[np.uint8], correction: Correction = NONE) -> tuple[Steps, ...]:
    """As `steps_of_photo`, for each digit of a photo that holds several side by side, from left to right, and then for all as one.

    Here it is known, too, whether they are doubtful.

    Args:
        correction: how it is to be looked at otherwise.
    """
    look = _found(pixels, correction)
    digits = digits_of(look.ink)
    every = digits if len(digits) == 1 else (*digits, look.ink)
    steps = [steps_of_picture(each) for each in every]
    doubt = doubtful(steps[-1].image, look.others())
    return tuple(replace(each, photo=look.photo, doubtful=doubt) for each in steps)


@dataclass(frozen=True)
class _Look:
    """A photo as it was looked at, the ink of the digit or digits in it, and what it would be if there were a little more or less."""

    photo: Picture
    ink: Picture
    others: Callable[[], Iterator[Picture]]


def _found(pixels: NDArray[np.uint8], correction: Correction = NONE) -> _Look:
    if not isinstance(pixels, np.ndarray) or pixels.dtype != np.uint8 or not pixels.size or not _is_picture(pixels.shape):
        raise InkError("errors.ink.photo", found=found(pixels))
    part = correction.part(pixels)
    look = _looked_at(part, correction)
    closer = _around(part, look.ink)
    if closer is not None:
        with suppress(InkError):
            return _looked_at(closer, correction)
    return look


def _looked_at(pixels: NDArray[np.uint8], correction: Correction) -> _Look:
    whole = in_one_channel(pixels)
    photo = on_its_sheet(whole)
    shaded = of_two_shades(photo, correction)
    difference = standing_out(photo, correction) if shaded is None else shaded

    def ink(correction: Correction) -> Picture:
        """All that is ink, and of it the digit."""
        every = ink_of(difference, correction) if shaded is None else shaded
        return without_box(digit_alone(correction.shifted(every), difference))

    return _Look(whole, ink(correction), partial(_others, ink, correction))


def _others(ink: Callable[[Correction], Picture], correction: Correction) -> Iterator[Picture]:
    """The `ink` with a step less and a step more of it; where there is none then, nothing."""
    for more in (-1, 1):
        try:
            yield ink(replace(correction, more=correction.more + more))
        except InkError:
            yield np.zeros((1, 1), np.float32)


def _around(pixels: NDArray[np.uint8], ink: Picture) -> NDArray[np.uint8] | None:
    """The part of a photo that holds a small digit, and as much around it, if there is more to be seen than when all is looked at."""
    rows, columns = (np.flatnonzero((ink >= 0.5).any(axis)) for axis in (1, 0))
    scale = max(pixels.shape[:2]) / max(ink.shape)
    if not rows.size or scale < 2:
        return None
    long = max(np.ptp(rows), np.ptp(columns)) + 1
    if long > SMALL * max(ink.shape):
        return None
    (top, bottom), (left, right) = ((max(0, round((at[0] - long) * scale)), round((at[-1] + 1 + long) * scale)) for at in (rows, columns))
    return pixels[top:bottom, left:right]


def _is_picture(shape: tuple[int, ...]) -> bool:
    return len(shape) == 2 or (len(shape) == 3 and shape[2] in (3, 4))
