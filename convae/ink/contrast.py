"""A photo in one channel: how much of what its pen put on its paper is where, whether the two differ in brightness or only in colour."""

import numpy as np
import scipy  # not `from scipy import ndimage`: it takes a fifth of a second to load, so it does when it is first used
from numpy.typing import NDArray

from convae.ink.mnist_pen import Picture

SIDE = 400
"""Pixels of the longer side at which a photo is looked at."""
LUMA = np.array([0.299, 0.587, 0.114], np.float32)
"""How bright red, green and blue are to the eye (ITU-R BT.601)."""
BETTER = 1.3
"""By how many times the colours have to tell ink from paper better than brightness alone does, to be looked at instead of it."""
OPAQUE = 0.99
"""From this opacity on a pixel is seen as it is."""
PAPER = 0.4
"""Share of a photo above which what is not transparent is paper: ink alone covers less."""
UNEVEN = 0.03
"""By how much the colours of paper with ink on it vary at least, standard deviation; ink alone has one colour."""


def in_one_channel(pixels: NDArray[np.uint8]) -> Picture:
    """Where a photo is light and where it is dark, 0 to 1, at most `SIDE` pixels long.

    Args:
        pixels: uint8, shape (height, width), (height, width, 3) or, with opacity, (height, width, 4).
    """
    small = _reduced(pixels)
    if small.ndim == 2:
        return small
    return _along_pen(small if small.shape[2] == 3 else _opaque(small[..., :3], small[..., 3]))


def _reduced(pixels: NDArray[np.uint8]) -> Picture:
    """The means of square blocks, 0 to 1; of a large block, every few pixels are enough."""
    block = -(-max(pixels.shape[:2]) // SIDE)
    few = pixels[:: max(1, block // 4), :: max(1, block // 4)]
    side = min(-(-max(few.shape[:2]) // SIDE), *few.shape[:2])
    rows, columns = (length // side for length in few.shape[:2])
    blocks = few[: rows * side, : columns * side].reshape(rows, side, columns, side, -1)
    return np.asarray(blocks.mean((1, 3), dtype=np.float32).reshape(rows, columns, *few.shape[2:]) / 255)


def noise_in(differences: Picture) -> float:
    """The standard deviation that normal noise around 0 has, if it is what most of the `differences` are."""
    return 1.4826 * float(np.median(np.abs(differences)))


def going_on(picture: Picture, inside: NDArray[np.bool_]) -> Picture:
    """A `picture` whose every place not `inside` looks like the nearest one that is."""
    nearest = scipy.ndimage.distance_transform_edt(~inside, return_distances=False, return_indices=True)
    return np.asarray(picture[tuple(nearest)])


def _opaque(colours: Picture, opacity: Picture) -> Picture:
    """Paper goes on where there is nothing; ink alone is laid on the ground, black or white, from which it stands out."""
    solid = opacity >= OPAQUE
    if solid.all():
        return colours
    if solid.mean() > PAPER and colours[solid].std(0).max() > UNEVEN:
        return going_on(colours, scipy.ndimage.binary_erosion(solid))  # an edge that is half transparent has half its colour from nowhere
    drawn = float(((colours @ LUMA) * opacity).sum()) / max(float(opacity.sum()), 1e-6)
    return np.asarray(colours * opacity[..., None] + (1 - opacity[..., None]) * np.float32(drawn < 0.5))


def _along_pen(colours: Picture) -> Picture:
    """Brightness, or where that tells ink from paper badly, the way from the one colour to the other.

    That way is the direction in which the colours of fine things differ most from what is around them: their first principal axis.
    """
    side = max(colours.shape)
    fine = scipy.ndimage.gaussian_filter(colours, (side / SIDE, side / SIDE, 0))
    fine -= scipy.ndimage.uniform_filter(colours, (max(side // 10, 1), max(side // 10, 1), 0))
    weight = (fine**2).sum(2)
    axis = np.linalg.eigh(np.einsum("rci,rcj,rc->ij", fine, fine, weight))[1][:, -1].astype(np.float32)
    axis /= np.abs(axis).sum() * (np.sign(axis.sum()) or 1)
    strongest = fine[weight >= np.quantile(weight, 0.95)]
    if np.abs(strongest @ axis).mean() < BETTER * np.abs(strongest @ LUMA).mean():
        return np.asarray(colours @ LUMA)
    return np.asarray(colours @ axis - np.minimum(axis, 0).sum(), np.float32)
