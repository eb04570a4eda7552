"""The sheet in a photo: the page on a desk, the note on a wall, the dark panel on a light page that holds the digit."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import scipy  # not `from scipy import ndimage`: it takes a fifth of a second to load, so it does when it is first used
from numpy.typing import NDArray

from convae.ink.contrast import going_on, noise_in
from convae.ink.mnist_pen import Picture
from convae.ink.rectangle import Mask, is_rectangle

COARSE = 100
"""Pixels of the longer side at which sheets are looked for."""
STROKE = 13
"""Of these pixels, side of the square whose median has no strokes any more: they are narrower than half of it."""
STEP = 0.03
"""Change of brightness from one of these pixels to the next that makes the edge of a sheet."""
LEAST, MOST = 0.06, 0.97
"""Share of the photo that a sheet covers: less is a thing on it, more is all of it."""
MARGIN = 0.02
"""Of the photo's longer side, how wide the edge of a sheet is."""
OUTLINE = 0.015
"""Change of brightness from one pixel to the next that makes an outline at least."""
WITHIN = 0.97
"""Share of a digit's outline that lies inside of its sheet: less would be cut."""
LEAST_DIGIT = 0.15
"""Of a sheet's longer side, how long a digit on it is at least."""


def on_its_sheet(photo: Picture) -> Picture:
    """The `photo`, brightness 0 to 1, with the sheet that holds the digit going on to all sides; as it is where there is no such sheet."""
    sheets = list(_sheets(photo))
    if not sheets:
        return photo
    outlines = _outlines(photo)
    longest = [_longest_within(outlines, sheet) for sheet in sheets]
    return going_on(photo, sheets[int(np.argmax(longest))]) if any(longest) else photo


def _sheets(photo: Picture) -> Iterator[Mask]:
    """Where the photo without its strokes is even: the parts with straight sides, without their edges."""
    step = max(1, max(photo.shape) // COARSE)
    rows, columns = (length // step for length in photo.shape)
    if min(rows, columns) < STROKE:
        return
    coarse = photo[: rows * step, : columns * step].reshape(rows, step, columns, step).mean((1, 3))
    calm = scipy.ndimage.median_filter(coarse, STROKE, mode="nearest")
    even, count = scipy.ndimage.label(scipy.ndimage.gaussian_gradient_magnitude(calm, 1.0) < STEP)
    for part in range(1, count + 1):
        sheet = scipy.ndimage.binary_fill_holes(even == part)
        if LEAST <= sheet.mean() <= MOST and is_rectangle(sheet):
            yield _without_edge(sheet, step, photo.shape)


def _without_edge(sheet: Mask, step: int, shape: tuple[int, ...]) -> Mask:
    """A coarse `sheet` at the size of the photo, less its edge, which is a little of both sides."""
    beyond = [(0, whole - part * step) for whole, part in zip(shape, sheet.shape, strict=True)]
    large = np.pad(np.kron(sheet, np.ones((step, step), bool)), beyond, mode="edge")
    edge = max(1, round(MARGIN * max(shape)))
    return np.asarray(scipy.ndimage.binary_erosion(large, iterations=edge, border_value=1))


@dataclass(frozen=True)
class _Outlines:
    """The outlines of all there is to see: which of them, from 1 on, is where, 0 for none; and how many pixels each is long."""

    where: NDArray[np.int32]
    lengths: NDArray[np.int64]


def _outlines(photo: Picture) -> _Outlines:
    slope = scipy.ndimage.gaussian_gradient_magnitude(photo, 1.0)
    where, _ = scipy.ndimage.label(slope > max(OUTLINE, 4 * noise_in(slope)), np.ones((3, 3)))
    lengths = [max(rows.stop - rows.start, columns.stop - columns.start) for rows, columns in scipy.ndimage.find_objects(where)]
    return _Outlines(where, np.array([0, *lengths]))


def _longest_within(outlines: _Outlines, sheet: Mask) -> int:
    """Pixels of the longest outline that lies on the `sheet`; 0 where none is as long as a digit, or all are cut."""
    whole = np.bincount(outlines.where.ravel())
    within = np.bincount(outlines.where[sheet], minlength=len(whole))
    least = LEAST_DIGIT * max(int(sheet.any(1).sum()), int(sheet.any(0).sum()))
    there = outlines.lengths[(within >= WITHIN * whole) & (outlines.lengths >= least)]
    return int(there.max(initial=0))
