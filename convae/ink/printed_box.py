"""A box around a digit, drawn or printed: it is no ink of the digit."""

import numpy as np
import scipy  # not `from scipy import ndimage`: it takes a fifth of a second to load, so it does when it is first used

from convae.ink.mnist_pen import Picture
from convae.ink.rectangle import Mask, is_rectangle

THICKEST = 0.06
"""Of the box's longer side, how thick its line is at most."""
CLOSED, OPEN = 0.9, 0.3
"""How much of the way along a box is ink: on its line at least, and inside of it at most."""
LEAST_DIGIT = 0.2
"""Of the box's height, how high what it holds is at least."""


def without_box(ink: Picture) -> Picture:
    """The `ink` of a photo, 0 to 1, without a box that holds all the rest of it, and without what is outside of that box."""
    inked = ink >= 0.5
    pieces, count = scipy.ndimage.label(inked, np.ones((3, 3)))
    if not count:
        return ink
    extents = scipy.ndimage.find_objects(pieces)
    largest = int(np.argmax([(rows.stop - rows.start) * (columns.stop - columns.start) for rows, columns in extents]))
    filled = scipy.ndimage.binary_fill_holes(pieces == largest + 1)
    inside = _inside(np.pad(filled, 1), np.pad(inked, 1))
    return ink if inside is None else np.where(inside[1:-1, 1:-1], ink, 0).astype(np.float32)


def _inside(filled: Mask, inked: Mask) -> Mask | None:
    """What lies inside of the line of the box that `filled` is; None where it is no box, or holds nothing."""
    height = int(filled.any(1).sum())
    longer = max(height, int(filled.any(0).sum()))
    if not is_rectangle(filled):
        return None
    depth = scipy.ndimage.distance_transform_cdt(filled, "chessboard")
    along = [float(inked[depth == at].mean()) for at in range(1, 3 + int(THICKEST * longer)) if (depth == at).any()]
    thickness = next((at for at, share in enumerate(along) if share < OPEN), None)
    if not thickness or along[0] < CLOSED:
        return None
    inside = np.asarray(depth > 1.5 * thickness + 1)  # hardly any line is equally thick everywhere
    held = inked & inside
    return inside if held.any(1).sum() >= LEAST_DIGIT * height else None
