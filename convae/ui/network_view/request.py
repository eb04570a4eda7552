"""What the view tells and asks. It comes from a browser, so it may be anything; what makes no sense says and asks nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeGuard

from convae.network import Channel, Network
from convae.viewed.viewed_network import ViewedNetwork


@dataclass(frozen=True)
class Request:
    """What the visitor has done to the network in the view, and what its browser wants to know.

    Attributes:
        off: the channels that are switched off.
        moment: of the network's training; None for the network as it is now.
        channel: the one whose figures over the test digits are asked for; None for none.
        moments: whether the weights at all moments of the training are asked for.
    """

    off: frozenset[Channel] = frozenset()
    moment: int | None = None
    channel: Channel | None = None
    moments: bool = False


def read(told: object, shown: ViewedNetwork) -> Request:
    """What `told`, a value from the browser, says of what is `shown`; what was said of another network says nothing."""
    if not isinstance(told, Mapping) or told.get("of") != shown.layers:
        return Request()
    moment, asked = told.get("moment"), _channels([told.get("channel")], shown.net)
    return Request(
        off=_channels(told.get("off"), shown.net),
        # The last moment is the network as it is now.
        moment=moment if _within(moment, shown.moments - 1) else None,
        channel=next(iter(asked), None),
        moments=told.get("moments") is True and shown.history is not None,
    )


def _channels(told: object, net: Network) -> frozenset[Channel]:
    """The pairs of a stage and a channel that there are; a flat row has none, and the input is not ours to switch off."""
    shapes = [layer.output_shape for layer in net.stages]
    pairs = [tuple(pair) for pair in told if isinstance(pair, list) and len(pair) == 2] if isinstance(told, list) else []
    there = (pair for pair in pairs if _within(pair[0], len(shapes)) and pair[0] > 0 and len(shapes[pair[0]]) == 3)
    return frozenset((stage, channel) for stage, channel in there if _within(channel, shapes[stage][2]))


def _within(value: object, length: int) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < length
