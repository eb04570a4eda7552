"""What the view asks for. It comes from a browser, so it may be anything; what makes no sense asks for nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeGuard

from convae import trace
from convae.network import Channel, Network
from convae.viewed.viewed_network import ViewedNetwork

View = Literal["cell", "channel", "layer", "rank"]


@dataclass(frozen=True)
class Request:
    """What the view's panel is to show, and which channels are switched off.

    Attributes:
        view: one number, one channel, one layer, or what its channels are worth; None for nothing.
        stage: of which stage, 0 for the input.
        cell: row, column and channel in the stage's arrangement; as many of them as `view` needs, the others 0.
        off: the channels that are switched off.
        moment: of the network's training; None for the network as it is now.
        turn: the number that the browser has given to this question, to know the answer by.
    """

    view: View | None = None
    stage: int = 0
    cell: tuple[int, int, int] = (0, 0, 0)
    off: frozenset[Channel] = frozenset()
    moment: int | None = None
    turn: int = 0


def read(told: object, shown: ViewedNetwork) -> Request:
    """What `told`, a value from the browser, asks of what is `shown`; what was asked of another network asks for nothing."""
    if not isinstance(told, Mapping) or told.get("of") != shown.layers:
        return Request()
    net, turn, moment = shown.net, told.get("turn"), told.get("moment")
    base = Request(
        off=_channels(told.get("off"), net),
        # The last moment is the network as it is now.
        moment=moment if _within(moment, shown.moments - 1) else None,
        turn=turn if _within(turn, 2**31) else 0,
    )
    stage, view = told.get("stage"), _view(told.get("view"))
    if view is None or not _within(stage, len(net.stages)) or not _has(view, stage, net):
        return base
    cell = [told.get(name, 0) if name in _NEEDED[view] else 0 for name in ("row", "column", "channel")]
    fits = all(_within(at, length) for at, length in zip(cell, trace.arrangement(net, stage), strict=True))
    return replace(base, view=view, stage=stage, cell=(cell[0], cell[1], cell[2])) if fits else base


def _view(told: object) -> View | None:
    return next((view for view in _NEEDED if view == told), None)


def _channels(told: object, net: Network) -> frozenset[Channel]:
    """The pairs of a stage and a channel that there are; a flat row has none, and the input is not ours to switch off."""
    shapes = [layer.output_shape for layer in net.stages]
    pairs = [tuple(pair) for pair in told if isinstance(pair, list) and len(pair) == 2] if isinstance(told, list) else []
    there = (pair for pair in pairs if _within(pair[0], len(shapes)) and pair[0] > 0 and len(shapes[pair[0]]) == 3)
    return frozenset((stage, channel) for stage, channel in there if _within(channel, shapes[stage][2]))


def _has(view: View, stage: int, net: Network) -> bool:
    """Whether a stage has what is asked: a flat row has no channels, and without the input there is nothing to rank."""
    channels = len(net.stages[stage].output_shape) == 3
    return view in ("cell", "layer") or (channels and (view == "channel" or stage > 0))


def _within(value: object, length: int) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < length


_NEEDED: dict[View, tuple[str, ...]] = {"cell": ("row", "column", "channel"), "channel": ("channel",), "layer": (), "rank": ()}
