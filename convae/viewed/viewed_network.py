"""What a view shows: a network."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cached_property
from hashlib import sha256

from convae.channels import ChannelFigures
from convae.history import History
from convae.measures import ModelFigures
from convae.network import Network
from convae.words import Words


@dataclass(frozen=True, eq=False)
class ViewedNetwork:
    """A network, and what is known of it.

    Attributes:
        history: how it came to be, for the view's slider; None where that is not known.
        channels: how its channels behave over the test digits, None while that is being counted; where there is no such
            function, it is never known.
        figures: how good its copies of the test digits are, None while that is being measured, or where it is never known.
    """

    net: Network
    history: History | None = None
    channels: Callable[[], ChannelFigures | None] | None = None
    figures: Callable[[], ModelFigures | None] = lambda: None

    @property
    def moments(self) -> int:
        """At how many moments it can be seen."""
        return len(self.history.steps) if self.history else 0

    @cached_property
    def layers(self) -> str:
        """A name for its layers and its past, whatever its weights; others have another one."""
        known = [(layer.name, layer.kind, asdict(layer.operation)) for layer in self.net.stages]
        # In JSON, which holds every number whole, and refuses what it cannot.
        return _name(json.dumps([self.net.name, known, self.history and self.history.digest]).encode())

    def book(self, words: Words) -> str:
        """A name for all that is the same whatever the digit and the weights."""
        return f"{self.layers} {words.language}"

    @cached_property
    def weights(self) -> str:
        """A name for its weights; others have another one."""
        return _name(b"".join(weight.tobytes() for layer in self.net.layers for weight in layer.weights))


def _name(data: bytes) -> str:
    return sha256(data).hexdigest()[:12]
