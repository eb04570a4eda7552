"""Where a photo holds several digits side by side: each by itself."""

import numpy as np
import scipy  # not `from scipy import ndimage`: it takes a fifth of a second to load, so it does when it is first used

from convae.ink.digit_pieces import with_edges
from convae.ink.mnist_pen import Picture

HIGH = 0.6
"""Of the highest piece's height, how high a piece is at least that may be a digit; what is lower is a part of the one beside it."""
APART = 0.08
"""Of that height, how much paper is between two digits at least; the strokes of one are nearer."""


def digits_of(ink: Picture) -> tuple[Picture, ...]:
    """The digits in the `ink` of a photo, from left to right, each a picture of the same size; one, where they cannot be told apart."""
    pieces, count = scipy.ndimage.label(ink >= 0.5, np.ones((3, 3)))
    places = scipy.ndimage.find_objects(pieces)
    heights = [rows.stop - rows.start for rows, _ in places]
    wide = [(columns.start, columns.stop) for _, columns in places]
    digits: list[tuple[tuple[int, int], list[int]]] = []
    for piece in sorted((at for at in range(count) if heights[at] >= HIGH * max(heights)), key=lambda at: wide[at]):
        if digits and _gap(digits[-1][0], wide[piece]) < APART * max(heights):
            span, members = digits.pop()
            digits.append(((span[0], max(span[1], wide[piece][1])), [*members, piece]))
        else:
            digits.append((wide[piece], [piece]))
    if len(digits) < 2:
        return (ink,)
    for piece in (at for at in range(count) if heights[at] < HIGH * max(heights)):
        min(digits, key=lambda digit: _gap(digit[0], wide[piece]))[1].append(piece)
    return tuple(with_edges(ink, np.isin(pieces, [at + 1 for at in members])) for _, members in digits)


def _gap(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Pixels between two spans; below 0 where they overlap."""
    return max(a[0], b[0]) - min(a[1], b[1])
