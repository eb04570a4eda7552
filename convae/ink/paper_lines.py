"""The lines printed on paper, ruled or squared: they are no ink of the digit.

They are told from strokes by what no stroke of a digit is: straight, thin, and from one edge of the sheet to the other.
"""

from functools import cache

import numpy as np
import scipy  # not `from scipy import ndimage`: it takes a fifth of a second to load, so it does when it is first used

from convae.ink.long_lines import lines_across
from convae.ink.mnist_pen import Picture
from convae.ink.rectangle import Mask

LEAST = 60
"""Pixels of the shorter side of a photo in which a line is thinner than a stroke."""
MANY = 3
"""So many lines side by side are no stroke of a digit, wherever they end."""
BEYOND = 0.06
"""Of the photo's longer side, how far fewer lines go on beyond the digit: the upper stroke of a 7 does not."""
LEVEL = 0.25
"""Of the places along a line, sorted from light to dark, where it is as dark as it is where no pen has been."""
DARKER = 1.6
"""How many times as dark as a line a place on it is at least where a pen has been, too."""


def without_lines(ink: Picture) -> Picture:
    """The `ink` without the lines along and across the paper.

    Args:
        ink: how much darker than paper each place is; noise may be below 0.
    """
    if min(ink.shape) < LEAST:
        return ink
    rows = list(lines_across(ink))
    columns = list(lines_across(_removed(ink, rows).T))
    digit = _without(ink, rows, columns) >= ink.max() / 2
    return _without(ink, _of_paper(rows, digit), _of_paper(columns, digit.T))


def _of_paper(lines: list[Mask], digit: Mask) -> list[Mask]:
    return lines if len(lines) >= MANY else [line for line in lines if _goes_beyond(line, digit)]


def _without(ink: Picture, rows: list[Mask], columns: list[Mask]) -> Picture:
    return _removed(_removed(ink, rows).T, columns).T


def _removed(ink: Picture, lines: list[Mask]) -> Picture:
    """On the `lines` only what goes on across them, and what is much darker than they are."""
    without = ink
    across = cache(lambda size: scipy.ndimage.grey_opening(ink, (size, 1)))  # many lines are equally thick
    for line in lines:
        near = scipy.ndimage.binary_dilation(line, np.ones((5, 1)))
        level = float(np.quantile(np.where(near, ink, 0).max(0)[line.any(0)], LEVEL))
        thickness = round(float(np.median((near & (ink > level / 2)).sum(0))))
        crossing = across(thickness + 3)  # 3 more for the line's edges, which are faint
        without = np.where(near & (ink < DARKER * level), np.minimum(crossing, without), without)
    return np.asarray(without)


def _goes_beyond(line: Mask, digit: Mask) -> bool:
    """Whether a `line` is longer than the `digit` on both sides."""
    there, columns = np.flatnonzero(digit.any(0)), np.flatnonzero(line.any(0))
    far = BEYOND * max(line.shape)
    return bool(there.size and there[0] - columns[0] >= far and columns[-1] - there[-1] >= far)
