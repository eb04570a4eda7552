"""What the server says to what the view asks: the arithmetic of a number, what channels are worth, how a channel behaves."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from convae import measures, trace
from convae.layers import Array
from convae.network import FeatureMaps, Network
from convae.ui.network_view.blob import Number, float_of, number
from convae.ui.network_view.channel_response import of_channel
from convae.ui.network_view.request import Request
from convae.viewed.viewed_network import ViewedNetwork

Answer = dict[str, Any]
RANKED_READS = 500_000_000
"""How many numbers may be looked at to rank a layer's channels: a second or so, in which no other visitor is served."""


def answer(asked: Request, shown: ViewedNetwork, stages: Sequence[FeatureMaps]) -> Answer | None:
    """What the view's panel shows for `asked`, ready for JSON; None where the view has it all itself.

    Args:
        stages: what the network, without the channels that are switched off, makes of the digit in sight.
    """
    net, (row, column, channel) = shown.net, asked.cell
    about = {"view": asked.view, "stage": asked.stage}
    if asked.view == "cell":
        return about | {"row": row, "column": column, "channel": channel} | _arithmetic(asked, net, stages)
    if asked.view == "channel":
        return about | {"channel": channel} | of_channel(shown, asked.stage, channel)
    if asked.view == "rank" and net.reconstructs:
        return about | _ranking(asked, net, stages)
    return None


def worth(asked: Request, net: Network, stages: Sequence[FeatureMaps]) -> tuple[Number, Number] | None:
    """The error per ink of the decoded digit with all channels and without those switched off; None where no copy comes out."""
    if not net.reconstructs:
        return None
    without = _error(stages)
    return (_error(net.run(stages[0].values)) if asked.off else without), without


def _ranking(asked: Request, net: Network, stages: Sequence[FeatureMaps]) -> Answer:
    """The error per ink without each channel of a stage in turn, of those that are on, the worst loss first.

    Of a network that is very large and very wide only as many channels as there is time for, the first ones.
    """
    most = max(1, RANKED_READS // sum(layer.reads for layer in net.layers))
    channels = [at for at in range(trace.arrangement(net, asked.stage)[2]) if (asked.stage, at) not in asked.off][:most]
    errors = [(channel, _error(net.run(stages[0].values, asked.off | {(asked.stage, channel)}))) for channel in channels]
    return {"base": _error(stages), "errors": sorted(errors, key=lambda each: -float_of(each[1]))}


def _error(stages: Sequence[FeatureMaps]) -> Number:
    """The error per ink of what comes out against what went in."""
    return number(measures.compare(stages[0].values, stages[-1].values).error_per_ink)


def _arithmetic(asked: Request, net: Network, stages: Sequence[FeatureMaps]) -> Answer:
    """How a number comes about, under the names that `trace` has for its parts."""
    made = trace.explain(net, stages, asked.stage, asked.cell)
    parts = {name: _told(value) for name, value in vars(made).items()}
    return {"kind": made.form, "off": (asked.stage, asked.cell[2]) in asked.off} | parts


def _told(value: Array | Number | trace.Cell) -> Any:
    """A part of the arithmetic for JSON: a table, a number, a place, or a word."""
    if isinstance(value, np.ndarray):
        return _list(value)
    return number(value) if isinstance(value, float) else value


def _list(array: Array) -> list[Any]:
    """An array as nested lists for JSON, its numbers with the digits that a page can show."""
    told = array if np.isfinite(array).all() else np.vectorize(number, otypes=[object])(array)
    listed: list[Any] = told.tolist()
    return listed
