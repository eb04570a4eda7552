"""The two that are compared, and what their networks make of their digits."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from convae.layers import Array
from convae.network import Channel, FeatureMaps, Network
from convae.viewed.model import Model
from convae.viewed.viewed_digit import Digit
from convae.viewed.viewed_network import ViewedNetwork
from convae.words import Words

Kind = Literal["models", "moments", "digits"]
"""In what the two differ; the rest is the same for both."""


@dataclass(frozen=True)
class Side:
    """One of the two: a digit in a network, as it is now or as it was at a moment of its training.

    Attributes:
        name: what it is called beside the other one.
        moment: an index into the model's history; None is now.
    """

    name: str
    model: Model
    digit: Digit
    moment: int | None = None

    @cached_property
    def shown(self) -> ViewedNetwork:
        """The network as the network view takes it; its past is what this page is about, so the view needs no slider for it."""
        return ViewedNetwork(self.net, channels=self.model.channels if self.moment is None else None)

    @cached_property
    def net(self) -> Network:
        """The network as it was then."""
        return self.model.at(self.moment)


@dataclass(frozen=True)
class Outcome:
    """What the network of a side has made of its digit."""

    side: Side
    stages: Sequence[FeatureMaps]
    off: frozenset[Channel] = frozenset()

    def name(self, words: Words) -> str:
        """What it is called, and that it lacks channels where some are switched off."""
        return words.say("compare.off", name=self.side.name, count=len(self.off)) if self.off else self.side.name

    @property
    def seen(self) -> Array:
        """What went in, shape (height, width)."""
        return self.stages[0].values[..., 0]

    @property
    def code(self) -> Array:
        """The code, in the shape that the network gives it."""
        return next(stage.values for stage in self.stages if stage.layer is self.side.net.code)

    @property
    def copy(self) -> Array | None:
        """What came out, in the shape of `seen`; None where the network makes no copy."""
        return self.stages[-1].values[..., 0] if self.side.net.reconstructs else None


def comparable(a: Outcome, b: Outcome) -> bool:
    """Whether the numbers of the two codes mean the same: those of two models never do, even where there are as many."""
    return a.side.model is b.side.model


def same_digit(a: Outcome, b: Outcome) -> bool:
    """Whether the same picture went into both."""
    return np.array_equal(a.seen, b.seen)
