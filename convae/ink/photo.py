"""From a photo or a scan of a digit to the picture that MNIST's makers would have made of it."""

import numpy as np
import scipy  # not `from scipy import ndimage`: it takes a fifth of a second to load, so it does when it is first used
from numpy.typing import NDArray

from convae.ink.contrast import SIDE, in_one_channel
from convae.ink.ink_error import InkError
from convae.ink.ink_picture import found, steps_of_picture
from convae.ink.mnist_pen import Picture, Steps
from convae.ink.paper_lines import without_lines
from convae.ink.printed_box import without_box
from convae.ink.sheet import on_its_sheet
from convae.ink.two_shades import of_two_shades

LEAST_CONTRAST = 0.08
"""By how much of the way from black to white ink differs from paper at least, or it cannot be told from a stain."""
NOISES = 6
"""By how many times the paper's own unevenness ink differs from it at least, which hardly any pixel of plain noise does."""
CORE = 0.75
"""Of what stands out, sorted from faint to strong, where the ink is in full; edges are fainter."""
SURROUNDINGS = 2
"""Light and dark are told apart by squares of one part in so many of the photo's longer side."""
WIDEST = 3
"""A stroke is narrower than one part in so many of the photo's longer side."""
SPECK = 0.05
"""Share of the largest piece of ink below which a piece is dirt."""


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
    if not isinstance(pixels, np.ndarray) or pixels.dtype != np.uint8 or not pixels.size or not _is_picture(pixels.shape):
        raise InkError("errors.ink.photo", found=found(pixels))
    photo = on_its_sheet(in_one_channel(pixels))
    ink = of_two_shades(photo)
    return steps_of_picture(without_box(_digit(_standing_out(photo) if ink is None else ink)))


def _is_picture(shape: tuple[int, ...]) -> bool:
    return len(shape) == 2 or (len(shape) == 3 and shape[2] in (3, 4))


def _standing_out(photo: Picture) -> Picture:
    """Ink 0 to 1: half of it where the photo is half way from its paper to its ink."""
    smooth = scipy.ndimage.gaussian_filter(photo, max(photo.shape) / SIDE)
    around = scipy.ndimage.uniform_filter(smooth, max(max(photo.shape) // SURROUNDINGS, 1))
    # Ink is the smaller part of its surroundings and differs much from them: so the cubes of the differences have its sign.
    inked = smooth * np.sign(np.mean((smooth - around) ** 3))
    difference = inked - _wide(inked)
    difference = without_lines(difference - np.median(difference))
    noise = 1.4826 * float(np.median(np.abs(difference)))  # 1.4826 makes it the standard deviation of normal noise
    standing_out = difference[difference > max(LEAST_CONTRAST, NOISES * noise)]
    if not standing_out.size:
        raise InkError("errors.ink.invisible")
    return np.asarray(np.clip(difference / np.quantile(standing_out, CORE), 0, 1))


def _wide(inked: Picture) -> Picture:
    """What is too wide for a stroke, such as paper in the light and in a shadow."""
    width = max(max(inked.shape) // WIDEST, 1)
    # Beyond its border the picture goes on as a slope does, or is mirrored as a shadow is; ink mirrored as a slope would be a gap.
    slope, shadow = (np.pad(inked, width, mode="reflect", reflect_type=kind) for kind in ("odd", "even"))
    return np.asarray(scipy.ndimage.grey_opening(np.maximum(slope, shadow), width)[width:-width, width:-width])


def _digit(ink: Picture) -> Picture:
    """The pieces of `ink` with a pixel around them, without those that are too small, or cut off where the photo ends."""
    pieces, _ = scipy.ndimage.label(ink >= 0.5, np.ones((3, 3)))
    sizes = np.bincount(pieces.ravel())
    sizes[0] = 0
    large = sizes >= SPECK * sizes.max()
    edges = np.unique(np.concatenate([pieces[0], pieces[-1], pieces[:, 0], pieces[:, -1]]))
    if sizes.argmax() not in edges:  # a digit that is whole has nothing to do with what is cut off
        large[edges] = False
    return np.where(scipy.ndimage.binary_dilation(large[pieces], np.ones((3, 3))), ink, 0).astype(np.float32)
