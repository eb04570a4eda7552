"""Each kind of layer as a function of a batch of pictures.

Every function takes and gives back a batch, shape (n, height, width, channels), in the precision of its input, and
computes what the Keras layer of that name computes. `tests/network/test_keras_parity.py` holds them to it.
"""

from collections.abc import Iterator
from math import prod
from typing import Any, Literal

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]
Pair = tuple[int, int]
Padding = Literal["valid", "same"]


def conv2d(x: Array, kernel: Array, bias: Array, *, strides: Pair = (1, 1), padding: Padding = "valid") -> Array:
    """Slide `kernel` over `x` and add `bias`: the cross-correlation that Keras calls Conv2D.

    Args:
        x: shape (n, height, width, channels_in).
        kernel: weights, shape (kernel_height, kernel_width, channels_in, channels_out).
        bias: one number for each output channel, shape (channels_out,).
        strides: steps down and across.
        padding: 'valid' keeps to the picture, 'same' surrounds it with zeros.

    Returns:
        Shape (n, out_height, out_width, channels_out), before the activation.
    """
    height, width, channels, filters = kernel.shape
    x = _padded(x, (height, width), strides, padding, fill=0)
    windows = sliding_window_view(x, (height, width), axis=(1, 2))[:, :: strides[0], :: strides[1]]
    n, out_height, out_width = windows.shape[:3]
    # One row for each place of the kernel, so that the whole layer is one matrix product.
    patches = windows.transpose(0, 1, 2, 4, 5, 3).reshape(-1, height * width * channels)
    sums = patches @ kernel.reshape(-1, filters).astype(x.dtype, copy=False)
    sums += bias.astype(x.dtype, copy=False)
    return sums.reshape(n, out_height, out_width, filters)


def max_pool(x: Array, *, size: Pair = (2, 2), strides: Pair = (2, 2), padding: Padding = "valid") -> Array:
    """The largest number under each window of `size`, in each channel by itself; padding never wins."""
    x = _padded(x, size, strides, padding, fill=-np.inf)
    views = _under_window(x, size, strides)
    largest = next(views).copy()
    for view in views:
        np.maximum(largest, view, out=largest)
    return largest


def average_pool(x: Array, *, size: Pair = (2, 2), strides: Pair = (2, 2), padding: Padding = "valid") -> Array:
    """The mean under each window of `size`, in each channel by itself; padding does not count."""
    inside = np.ones((1, *x.shape[1:3], 1), x.dtype)
    total, count = (sum(_under_window(_padded(a, size, strides, padding, fill=0), size, strides)) for a in (x, inside))
    return np.asarray(total / count)


def upsample(x: Array, *, size: Pair = (2, 2)) -> Array:
    """Every number repeated `size` times down and across, the nearest-neighbour UpSampling2D."""
    return x.repeat(size[0], axis=1).repeat(size[1], axis=2)


def flatten(x: Array) -> Array:
    """All numbers of each picture in one row, shape (n, height * width * channels): row by row, the channels innermost."""
    return x.reshape(len(x), prod(x.shape[1:]))


def reshape(x: Array, *, shape: tuple[int, ...]) -> Array:
    """The same numbers in the same order, each picture as an array of `shape`."""
    return x.reshape(len(x), *shape)


def relu(x: Array) -> Array:
    """Negative numbers become 0."""
    return np.maximum(x, 0)


def sigmoid(x: Array) -> Array:
    """1 / (1 + exp(-x)), between 0 and 1, without overflow for large negative `x`."""
    return np.asarray(np.exp(-np.logaddexp(0, -x)))


def tanh(x: Array) -> Array:
    """The hyperbolic tangent, between -1 and 1."""
    return np.asarray(np.tanh(x))


def linear(x: Array) -> Array:
    """No activation: `x` itself."""
    return x


def same_padding(length: int, size: int, stride: int) -> Pair:
    """How much 'same' adds before and after an axis of `length`: the odd one goes after.

    Source: https://www.tensorflow.org/api_docs/python/tf/nn#notes_on_padding_2
    """
    total = max(0, (-(-length // stride) - 1) * stride + size - length)
    return total // 2, total - total // 2


def _padded(x: Array, size: Pair, strides: Pair, padding: Padding, fill: float) -> Array:
    if padding == "valid":
        return x
    (top, bottom), (left, right) = (same_padding(x.shape[1 + axis], size[axis], strides[axis]) for axis in (0, 1))
    n, height, width, channels = x.shape
    wide = np.full((n, top + height + bottom, left + width + right, channels), fill, x.dtype)
    wide[:, top : top + height, left : left + width] = x
    return wide


def _under_window(x: Array, size: Pair, strides: Pair) -> Iterator[Array]:
    """For each cell of the window, the numbers that lie under it at every place of the window."""
    height, width = ((x.shape[1 + axis] - size[axis]) // strides[axis] + 1 for axis in (0, 1))
    for down in range(size[0]):
        for across in range(size[1]):
            yield x[:, down : down + height * strides[0] : strides[0], across : across + width * strides[1] : strides[1]]
