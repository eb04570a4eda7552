"""What a layer takes from the stage before it for one number, and what it does with that."""

from collections.abc import Sequence

import numpy as np

from convae.network import FeatureMaps, Network
from convae.network.kinds.terms import Arithmetic, Cell
from convae.trace.receptive_field import TraceError, arrangement


def explain(net: Network, stages: Sequence[FeatureMaps], at: int, cell: Cell) -> Arithmetic:
    """The arithmetic behind `cell` of stage `at`, in the form that its layer gives it.

    Args:
        stages: what `net.run` has made of a picture.

    Raises:
        TraceError: there is no such stage, or no such cell in it.
    """
    cell = _checked(net, at, cell)
    before = max(0, at - 1)  # what the input reads is the picture itself
    numbers = stages[before].values.astype(np.float64).reshape(arrangement(net, before))
    layer = net.stages[at]
    return layer.operation.terms(layer.weights, numbers, cell)


def _checked(net: Network, at: int, cell: Cell) -> Cell:
    """The cell, which has to be one of stage `at`."""
    shape = arrangement(net, at)
    try:
        np.ravel_multi_index(cell, shape)
    except (TypeError, ValueError) as error:
        raise TraceError("errors.trace.cell", stage=at, place=cell, last=tuple(length - 1 for length in shape)) from error
    return cell
