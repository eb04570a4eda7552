"""Small networks of any layers, for Hypothesis."""

from math import prod

from hypothesis import strategies as st

from convae.network import Network
from convae.network.kinds import KINDS
from handmade import Entry, activation, conv, flatten, open_network, pool, reshape, up


@st.composite
def next_layers(draw: st.DrawFn, shape: tuple[int, ...], arranged: tuple[int, ...], name: str, gaps: bool) -> Entry:
    """A layer for numbers of `shape`, which were last `arranged` so; only with `gaps` one that skips some or moves them."""
    kind = draw(st.sampled_from(sorted(KINDS) if len(shape) == 3 else ["Reshape", "Activation"]))
    if kind == "Flatten":
        return flatten(name)
    if kind == "Activation":
        return activation(name)
    if kind == "Reshape":
        others = st.permutations(arranged) | st.just((arranged[0] * arranged[1], arranged[2])) if gaps else st.nothing()
        return reshape(name, draw(st.just(arranged) | others))
    sides = st.sampled_from([1, 3]) if kind == "Conv2D" else st.integers(1, 3 if prod(shape) < 60 else 1)
    size = draw(st.tuples(sides, sides).map(list))
    if kind == "UpSampling2D":
        return up(name, size=size)
    strides = [draw(st.integers(1, 3 if gaps else length)) for length in size]
    fits = size[0] <= shape[0] and size[1] <= shape[1]
    where = {"strides": strides, "padding": draw(st.sampled_from(["same", "valid"] if fits else ["same"]))}
    return conv(name, draw(st.integers(1, 2)), kernel_size=size, **where) if kind == "Conv2D" else pool(name, kind, pool_size=size, **where)


@st.composite
def networks(draw: st.DrawFn, gaps: bool = True) -> Network:
    """A small network of any layers; without `gaps`, windows leave nothing out between them and numbers keep their arrangement."""
    shape = arranged = draw(st.tuples(st.integers(1, 6), st.integers(1, 6), st.integers(1, 2)))
    layers: list[Entry] = []
    for number in range(draw(st.integers(1, 4))):
        before = open_network(layers, shape).layers[-1].output_shape if layers else shape
        arranged = before if len(before) == 3 else arranged
        layers.append(draw(next_layers(before, arranged, f"layer{number}", gaps)))
    return open_network(layers, shape)
