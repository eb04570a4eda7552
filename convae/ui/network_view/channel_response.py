"""How a channel behaves over the test digits, for the view; counted in the background where it did not come with the model."""

from typing import Any

from convae import digits, pictures
from convae.network import Channel
from convae.viewed.viewed_network import ViewedNetwork


def of_channel(shown: ViewedNetwork, asked: Channel) -> dict[str, Any]:
    """A channel's histogram, on how many digits it is dead, and the nine digits that excite it most, ready for JSON."""
    stage, channel = asked
    about: dict[str, Any] = {"stage": stage, "channel": channel}
    if shown.channels is None:
        return about
    figures = shown.channels()
    if figures is None:
        return about | {"counting": True}
    found = figures.of(stage, channel)
    images = digits.load_test()[0]
    best = [
        {"index": int(index), "value": float(value), "picture": pictures.single(images[index], low=0, high=255)}
        for index, value in zip(found.best, found.best_values, strict=True)
    ]
    numbers = {"zeros": float(found.zeros), "low": float(found.edges[0]), "high": float(found.edges[-1])}
    return about | {
        "figures": {"counts": found.counts.tolist(), "dead": int(found.dead_on), "digits": int(found.digits), "best": best, **numbers}
    }
