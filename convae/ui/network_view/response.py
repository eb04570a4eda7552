"""What the server says to what the view asks: the arithmetic of a number, what channels are worth, how a channel behaves."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from convae import measures, trace
from convae.layers import Array
from convae.network import FeatureMaps, Network
from convae.trace import AveragePooling, Convolution, MaxPooling, Pooling, Single
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
    made = trace.explain(net, stages, asked.stage, _shown(net, asked.stage, asked.cell))
    told: Answer = {"value": number(made.value), "off": (asked.stage, asked.cell[2]) in asked.off}
    if isinstance(made, Convolution):
        return told | _of_sum(made)
    if isinstance(made, Pooling):
        return told | _of_window(made)
    if isinstance(made, Single):
        return told | _of_single(made, net, asked.stage - 1)
    return told | {"kind": "pixel"}


def _of_sum(made: Convolution) -> Answer:
    told = {name: _list(getattr(made, name)) for name in ("patch", "kernel", "products", "sums", "inside")}
    return told | {
        "kind": "sum",
        "corner": made.corner,
        "bias": number(made.bias),
        "added": number(made.total - made.bias),
        "total": number(made.total),
        "activation": made.activation,
    }


def _of_window(made: Pooling) -> Answer:
    winner = made.winner if isinstance(made, MaxPooling) else None
    return {
        "kind": "window",
        "corner": made.corner,
        "patch": _list(made.candidates),
        "inside": _list(made.inside),
        "winner": winner,
        "counted": made.count if isinstance(made, AveragePooling) else None,
    }


def _of_single(made: Single, net: Network, before: int) -> Answer:
    box = trace.cell_box(net, before, made.source)
    source = {"stage": before, "row": box.rows[0], "column": box.columns[0], "channel": box.channels[0]}
    return {"kind": "copy", "source": source, "before": number(made.source_value), "activation": made.activation}


def _shown(net: Network, at: int, cell: trace.Cell) -> trace.Cell:
    """The place of a cell of the arrangement in its stage itself: of a flat row, the number's."""
    shape = net.stages[at].output_shape
    return cell if len(shape) == 3 else (int(np.ravel_multi_index(cell, trace.arrangement(net, at))), 0, 0)


def _list(array: Array) -> list[Any]:
    """An array as nested lists for JSON, its numbers with the digits that a page can show."""
    return array.tolist() if np.isfinite(array).all() else np.vectorize(number, otypes=[object])(array).tolist()
