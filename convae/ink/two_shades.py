"""A photo of two shades and no more that its digit fills: cropped to the ink, or written with a wide pen.

There is hardly any paper in it to compare the ink with. But a pen has one width, and what it leaves of the paper has many.
"""

import numpy as np
import scipy  # not `from scipy import ndimage`: it takes a fifth of a second to load, so it does when it is first used

from convae.ink.correction import NONE, Correction
from convae.ink.mnist_pen import Picture
from convae.ink.paper_lines import without_lines
from convae.ink.rectangle import Mask

SHADES = 128
"""So many are told apart."""
EXPLAINED = 0.9
"""Share of the variance that is between the two shades at least; light, shadow and dirt are within them."""
MUCH = 0.2
"""Share of the photo that a digit covers at least, that fills it without reaching its edges."""
SIDES = 3
"""How many edges of the photo a digit reaches at least, that does not cover so much of it."""
EVEN = 0.22
"""By how much the width of strokes varies at most, its standard deviation as a share of its mean."""


def of_two_shades(photo: Picture, correction: Correction = NONE) -> Picture | None:
    """The ink, 0 to 1, of a photo that has two shades and is filled by its digit; None where it is no such photo.

    Args:
        photo: brightness, 0 to 1.
        correction: how it is to be looked at otherwise.
    """
    threshold, explained = _otsu(photo)
    dark = photo < threshold
    shades = sorted((dark, ~dark), key=np.count_nonzero)
    much = shades[0].mean() >= MUCH
    if explained < EXPLAINED or not (much or _edges_reached(shades[0]) >= SIDES):
        return None
    darkest, lightest = float(np.median(photo[dark])), float(np.median(photo[~dark]))
    light = np.clip((photo - darkest) / (lightest - darkest), 0, 1)
    inks = [without_lines(1 - light if shade is dark else light) for shade in (shades if much else shades[:1])]
    widths = [_unevenness(ink >= 0.5) for ink in inks]
    if min(widths) > EVEN:
        return None
    found = inks[int(np.argmin(widths))]
    return 1 - found if correction.swapped else found


def _otsu(photo: Picture) -> tuple[float, float]:
    """The brightness that parts a photo best (Otsu, IEEE Transactions on Systems, Man, and Cybernetics 9, 1979), and how well it does."""
    counts, edges = np.histogram(photo, SHADES, (0, 1))
    share = np.cumsum(counts / counts.sum())[:-1]
    below = np.cumsum(counts / counts.sum() * (edges[1:] + edges[:-1]) / 2)
    apart = (below[-1] * share - below[:-1]) ** 2 / np.maximum(share * (1 - share), 1e-9)
    best = np.flatnonzero(apart >= apart.max() * (1 - 1e-6))  # between two shades that are far apart all are equally good
    return float(edges[1:-1][best].mean()), float(apart.max()) / max(float(photo.var()), 1e-9)


def _edges_reached(ink: Mask) -> int:
    return sum(bool(edge.any()) for edge in (ink[0], ink[-1], ink[:, 0], ink[:, -1]))


def _unevenness(ink: Mask) -> float:
    """By how much the width of strokes varies along their middle; infinite where there are none."""
    depth = scipy.ndimage.distance_transform_edt(np.pad(ink, 1))
    widths = depth[(depth == scipy.ndimage.maximum_filter(depth, 5)) & (depth > 0)]
    return float(widths.std() / widths.mean()) if widths.size else np.inf
