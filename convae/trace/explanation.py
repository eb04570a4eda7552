"""What a layer takes from the stage before it for one number, and what it does with that.

Stages count as in `Network.run`: 0 is the input, i the output of `net.layers[i - 1]`. A cell is
(row, column, channel), from 0; the numbers of a stage that has not three dimensions stand in one column, in C order, so that
there (i, 0, 0) is number i.
"""

from collections.abc import Callable, Sequence
from math import prod

import numpy as np

from convae.layers import Pair
from convae.network import FeatureMaps, Layer, Network
from convae.network.kinds import ACTIVATIONS, Shape
from convae.network.kinds.terms import Arithmetic, AveragePooling, Cell, Convolution, MaxPooling, Numbers, Places, Single
from convae.trace.receptive_field import Box, TraceError, arrangement, stage_layer, window, windows


def explain(net: Network, stages: Sequence[FeatureMaps], at: int, cell: Cell) -> Arithmetic:
    """The arithmetic behind `cell` of stage `at`, in the class that fits the kind of its layer.

    Args:
        stages: what `net.run` has made of a picture.

    Raises:
        TraceError: there is no such stage, or no such cell in it.
    """
    number = _number(net, at, cell)
    if at == 0:
        return Arithmetic(at, cell, float(stages[0].values.flat[number]))
    layer = net.layers[at - 1]
    before = stages[at - 1].values.astype(np.float64).reshape(_shown(layer.input_shape))
    return _EXPLAINED.get(layer.kind, _single)(layer, before, at, cell)


def cell_box(net: Network, at: int, cell: Cell) -> Box:
    """The box of one cell, in the stage's `arrangement`: a number of a flat stage lies there where it did before Flatten.

    Raises:
        TraceError: there is no such stage, or no such cell in it.
    """
    row, column, channel = _cell(_number(net, at, cell), arrangement(net, at))
    return Box((row, row), (column, column), (channel, channel))


def _convolution(layer: Layer, before: Numbers, at: int, cell: Cell) -> Convolution:
    corner, patch, inside = _under_window(layer, before, cell)
    kernel, *biases = (weight[..., cell[2]].astype(np.float64) for weight in layer.weights)
    products = patch * kernel + 0.0  # which makes 0 of the −0 that a dark pixel gives with a negative weight
    sums, bias = products.sum(axis=(0, 1)), float(biases[0]) if biases else 0.0
    total, activation = float(sums.sum()) + bias, str(layer.options["activation"])
    value = _activated(activation, total)
    return Convolution(at, cell, value, corner, patch, inside, kernel, products, sums, bias, total, activation)


def _max_pooling(layer: Layer, before: Numbers, at: int, cell: Cell) -> MaxPooling:
    corner, patch, inside = _under_window(layer, before[..., cell[2], None], cell)
    candidates = patch[..., 0]
    row, column = (int(index) for index in np.unravel_index(np.where(inside, candidates, -np.inf).argmax(), inside.shape))
    return MaxPooling(at, cell, float(candidates[row, column]), corner, candidates, inside, (row, column))


def _average_pooling(layer: Layer, before: Numbers, at: int, cell: Cell) -> AveragePooling:
    corner, patch, inside = _under_window(layer, before[..., cell[2], None], cell)
    total, count = float(patch.sum()), int(inside.sum())
    return AveragePooling(at, cell, total / count, corner, patch[..., 0], inside, total, count)


def _single(layer: Layer, before: Numbers, at: int, cell: Cell) -> Single:
    read, activation = windows(layer), str(layer.options.get("activation", "linear"))
    if read is None:
        source = _cell(int(np.ravel_multi_index(cell, _shown(layer.output_shape))), before.shape)
    else:
        source = read.rows[cell[0]][0], read.columns[cell[1]][0], cell[2]
    source_value = float(before[source])
    return Single(at, cell, _activated(activation, source_value), source, source_value, activation)


_EXPLAINED: dict[str, Callable[[Layer, Numbers, int, Cell], Arithmetic]] = {
    "Conv2D": _convolution,
    "MaxPooling2D": _max_pooling,
    "AveragePooling2D": _average_pooling,
}


def _under_window(layer: Layer, before: Numbers, cell: Cell) -> tuple[Pair, Numbers, Places]:
    """The corner of the window for `cell`, the numbers under it with 0 for padding, and which of its places are not padding."""
    (height, down, top), (width, across, left) = window(layer, 0), window(layer, 1)
    corner = cell[0] * down - top, cell[1] * across - left
    rows, columns = np.indices((height, width)) + np.reshape(corner, (2, 1, 1))
    nearest = rows.clip(0, before.shape[0] - 1), columns.clip(0, before.shape[1] - 1)
    inside = (rows == nearest[0]) & (columns == nearest[1])
    return corner, np.where(inside[..., None], before[nearest], 0), inside


def _activated(activation: str, total: float) -> float:
    return float(ACTIVATIONS[activation](np.array(total)))


def _shown(shape: Shape) -> Shape:
    """The shape in which the cells of a stage of `shape` are counted."""
    return shape if len(shape) == 3 else (prod(shape), 1, 1)


def _number(net: Network, at: int, cell: Cell) -> int:
    """How many numbers of stage `at` come before `cell` in C order."""
    shape = _shown(stage_layer(net, at).output_shape)
    try:
        return int(np.ravel_multi_index(cell, shape))
    except (TypeError, ValueError) as error:
        raise TraceError("errors.trace.cell", stage=at, place=cell, last=tuple(length - 1 for length in shape)) from error


def _cell(number: int, shape: Shape) -> Cell:
    """The cell that `number` others come before in C order."""
    row, column, channel = (int(index) for index in np.unravel_index(number, shape))
    return row, column, channel
