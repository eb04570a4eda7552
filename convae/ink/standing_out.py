"""What a pen has left in a photo: what is darker, or lighter, than the paper around it, by how much, and how that becomes ink."""

import numpy as np
import scipy  # not `from scipy import ndimage`: it takes a fifth of a second to load, so it does when it is first used

from convae.ink.contrast import SIDE, noise_in
from convae.ink.correction import NONE, Correction
from convae.ink.ink_error import InkError
from convae.ink.mnist_pen import Picture
from convae.ink.paper_lines import without_lines

LEAST_CONTRAST = 0.05
"""By how much of the way from black to white ink differs from paper at least, or it cannot be told from a stain."""
NOISES = 6
"""By how many times the paper's own unevenness ink differs from it at least, which hardly any pixel of plain noise does."""
CORE = 0.75
"""Of what stands out, sorted from faint to strong, where the ink is in full; edges are fainter."""
FAINT = 0.18
"""Of the ink in full, how much there is at least where a pen ran dry."""
REACH = 1 / 40
"""Of the photo's longer side, how far around a place ink is looked for that is as strong as a stroke is there."""
SURROUNDINGS = 2
"""Light and dark are told apart by squares of one part in so many of the photo's longer side."""
WIDEST = 3
"""A stroke is narrower than one part in so many of the photo's longer side."""


def standing_out(photo: Picture, correction: Correction = NONE) -> Picture:
    """By how much of the way from black to white each place of a photo differs from its paper; lines of the paper are paper.

    Args:
        photo: brightness, 0 to 1.
        correction: how it is to be looked at otherwise.
    """
    smooth = scipy.ndimage.gaussian_filter(photo, max(photo.shape) / SIDE)
    around = scipy.ndimage.uniform_filter(smooth, max(max(photo.shape) // SURROUNDINGS, 1))
    # Ink is the smaller part of its surroundings and differs much from them: so the cubes of the differences have its sign.
    inked = smooth * np.sign(np.mean((smooth - around) ** 3)) * (-1 if correction.swapped else 1)
    difference = inked - _wide(inked)
    return without_lines(difference - np.median(difference))


def _wide(inked: Picture) -> Picture:
    """What is too wide for a stroke, such as paper in the light and in a shadow."""
    width = max(max(inked.shape) // WIDEST, 1)
    # Beyond its border the picture goes on as a slope does, or is mirrored as a shadow is; ink mirrored as a slope would be a gap.
    slope, shadow = (np.pad(inked, width, mode="reflect", reflect_type=kind) for kind in ("odd", "even"))
    return np.asarray(scipy.ndimage.grey_opening(np.maximum(slope, shadow), width)[width:-width, width:-width])


def ink_of(difference: Picture, correction: Correction = NONE) -> Picture:
    """Ink 0 to 1, at least half of it where there is half as much as in the middle of the stroke there, be it faint or strong.

    Args:
        difference: what `standing_out` gives.
        correction: whether fainter ink is to be taken for ink, too.

    Raises:
        InkError: nothing differs enough from the paper.
    """
    least = max(LEAST_CONTRAST, NOISES * noise_in(difference)) / max(correction.fainter, 1)
    enough = difference[difference > least]
    if not enough.size:
        raise InkError("errors.ink.invisible")
    full = float(np.quantile(enough, CORE))
    reach = max(1, round(REACH * max(difference.shape)))
    there = scipy.ndimage.gaussian_filter(scipy.ndimage.maximum_filter(difference, 2 * reach + 1), reach)
    faintest = min(max(least, FAINT * full / correction.fainter), full)
    return np.asarray(np.clip(difference / np.clip(there, faintest, full), 0, 1))
