"""Receptive fields through the whole network: which numbers a number depends on, and which depend on it.

Stages are counted as in `Network.run`: stage 0 is the input, stage i the output of `net.layers[i - 1]`. Rows, columns and
channels count from 0. In `classic`, row 1, column 2 of the code depends on these pixels:

    >>> sources(net, 7, Box((1, 1), (2, 2), (0, 0)))[0]
    Box(rows=(2, 19), columns=(10, 27), channels=(0, 0))

All that lies in such a box plays a part, but for two cases: the numbers between windows that are further apart than they
are long, and those between the moved ones where a Reshape changes the arrangement.
"""

from dataclasses import astuple, dataclass

import numpy as np
from numpy.typing import NDArray

from convae.errors import ConvaeError
from convae.network import Layer, Network
from convae.network.kinds.windows import Interval, Windows

Marks = NDArray[np.bool_]
"""Some numbers of a stage: True in their places, in the shape of `arrangement`."""


class TraceError(ConvaeError):
    """The network has no such stage, or the stage no such cell or box."""


@dataclass(frozen=True)
class Box:
    """A block of cells: all in these rows, columns and channels."""

    rows: Interval
    columns: Interval
    channels: Interval


def stage_layer(net: Network, at: int) -> Layer:
    """The layer whose output is stage `at`.

    Raises:
        TraceError: there is no such stage.
    """
    stages = net.stages
    if at not in range(len(stages)):
        raise TraceError("errors.trace.stage", stage=at, last=len(stages) - 1)
    return stages[at]


def arrangement(net: Network, at: int) -> tuple[int, int, int]:
    """The shape (rows, columns, channels) in which the boxes of stage `at` are given.

    It is the stage's own, or, where that has not three dimensions, that of the last stage before it that has: the numbers
    that Flatten puts in one row keep their places, read in C order.

    Raises:
        TraceError: there is no such stage.
    """
    shape = stage_layer(net, at).output_shape
    if len(shape) != 3:
        return arrangement(net, at - 1)
    rows, columns, channels = shape
    return rows, columns, channels


def windows(layer: Layer) -> Windows | None:
    """What each row and each column of the output of `layer` reads.

    None for a layer that makes each number of the one in its own place, in C order, at most in another arrangement.
    """
    return layer.operation.windows


def sources(net: Network, at: int, box: Box) -> tuple[Box, ...]:
    """For each of the stages 0 to `at`, the smallest box that holds all that `box` of stage `at` depends on; the last is `box` itself.

    Raises:
        TraceError: there is no such stage, or no such box in it.
    """
    marks = [_marked(net, at, box)]
    for stage in range(at, 0, -1):
        marks.append(_across(net.layers[stage - 1], marks[-1], arrangement(net, stage - 1), back=True))
    return tuple(_hull(each) for each in reversed(marks))


def reached(net: Network, at: int, box: Box) -> tuple[Box | None, ...]:
    """For each of the stages from `at` on, the smallest box that holds all that depends on `box` of stage `at`; the first is `box` itself.

    None in a stage where nothing does, and in all after it: no window looks at what a stride larger than the window skips,
    or at what 'valid' leaves out at the edge.

    Raises:
        TraceError: there is no such stage, or no such box in it.
    """
    marks = [_marked(net, at, box)]
    for stage, layer in enumerate(net.layers[at:], at + 1):
        marks.append(_across(layer, marks[-1], arrangement(net, stage), back=False))
    return tuple(_hull(each) if each.any() else None for each in marks)


def _marked(net: Network, at: int, box: Box) -> Marks:
    shape = arrangement(net, at)
    spans = [(first, last, length) for (first, last), length in zip(astuple(box), shape, strict=True)]
    if not all(0 <= first <= last < length for first, last, length in spans):
        raise TraceError("errors.trace.cell", stage=at, place=box, last=tuple(length - 1 for length in shape))
    marks = np.zeros(shape, bool)
    marks[tuple(slice(first, last + 1) for first, last, _ in spans)] = True
    return marks


def _across(layer: Layer, marks: Marks, shape: tuple[int, int, int], *, back: bool) -> Marks:
    """The marks on one side of `layer` taken to its other side: `back` to what they read, else on to what reads them, in `shape`."""
    read = windows(layer)
    if read is None:
        return marks.reshape(shape)
    rows, columns = _matrix(read.rows, layer.input_shape[0]), _matrix(read.columns, layer.input_shape[1])
    if back:
        rows, columns = rows.T, columns.T
    if read.mixes:
        marks = np.asarray(marks.any(axis=2, keepdims=True))
    ways = np.tensordot(rows, columns @ marks, 1)
    return np.broadcast_to(ways > 0, shape)


def _matrix(reads: tuple[Interval, ...], length: int) -> NDArray[np.float32]:
    """1 where a row of the output reads one of the `length` rows of the input, else 0: shape (len(reads), length)."""
    matrix = np.zeros((len(reads), length), np.float32)
    for row, (first, last) in zip(matrix, reads, strict=True):
        row[first : last + 1] = 1
    return matrix


def _hull(marks: Marks) -> Box:
    """The smallest box that holds all `marks`, of which there is at least one."""
    places = np.argwhere(marks)
    return Box(*zip(places.min(axis=0).tolist(), places.max(axis=0).tolist(), strict=True))
