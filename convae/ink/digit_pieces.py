"""Which pieces of ink in a photo belong to its digit: not dirt, not wiped ghosts, not what is cut off at the edge."""

import numpy as np
import scipy  # not `from scipy import ndimage`: it takes a fifth of a second to load, so it does when it is first used

from convae.ink.mnist_pen import Picture
from convae.ink.rectangle import Mask

SPECK = 0.07
"""Share of the largest piece's size below which a piece is dirt."""
GHOST = 0.4
"""Of the strength of the largest piece's ink, how strong that of another is at least; less was wiped off."""
STRONG = 0.75
"""Of a piece's places, sorted from faint to strong, where its ink is as strong as its pen made it."""


def digit_alone(ink: Picture, strength: Picture) -> Picture:
    """The pieces of `ink`, 0 to 1, that belong to the digit, with a pixel around them; `strength` is how strong the ink is where."""
    pieces, count = scipy.ndimage.label(ink >= 0.5, np.ones((3, 3)))
    if not count:
        return ink
    sizes, amounts = np.bincount(pieces.ravel()), np.bincount(pieces.ravel(), np.maximum(strength, 0).ravel())
    largest = int(amounts[1:].argmax()) + 1
    kept = sizes >= SPECK * sizes[largest]
    kept[0] = False
    least = GHOST * _strong(strength, pieces == largest)
    for piece in np.flatnonzero(kept):
        kept[piece] = _strong(strength, pieces == piece) >= least
    edges = np.unique(np.concatenate([pieces[0], pieces[-1], pieces[:, 0], pieces[:, -1]]))
    if largest not in edges:  # a digit that is whole has nothing to do with what is cut off
        kept[edges] = False
    return with_edges(ink, kept[pieces])


def with_edges(ink: Picture, where: Mask) -> Picture:
    """The `ink` that is `where`, with a pixel around it, in which its edges fade; no other."""
    return np.where(scipy.ndimage.binary_dilation(where, np.ones((3, 3))), ink, 0).astype(np.float32)


def _strong(strength: Picture, piece: Mask) -> float:
    return float(np.quantile(strength[piece], STRONG))
