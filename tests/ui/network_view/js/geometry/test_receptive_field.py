"""The receptive fields of the view's JavaScript against Python's."""

from dataclasses import asdict

import pytest

from browserless import node
from convae import trace
from view_context import cells, layers
from view_samples import NETWORKS


@pytest.mark.parametrize("name", NETWORKS)
def test_a_pointer_points_out_what_the_server_would(name):
    net, picked = NETWORKS[name], cells(name, 12)
    boxes = [asdict(trace.Box(*((at, at) for at in cell))) for _, cell in picked]
    given = [{"stage": at, "box": box} for (at, _), box in zip(picked, boxes, strict=True)]
    found = node(
        "geometry/receptive_field",
        "given.map(({ stage, box }) => [m.sources(layers, stage, box), m.reached(layers, stage, box)])",
        layers=layers(name),
        given=given,
    )
    for (at, cell), (before, after) in zip(picked, found, strict=True):
        box = trace.Box(*((place, place) for place in cell))
        assert before == [as_json(each) for each in trace.sources(net, at, box)]
        assert after == [as_json(each) for each in trace.reached(net, at, box)]


def as_json(box: trace.Box | None) -> dict | None:
    return box and {name: list(interval) for name, interval in asdict(box).items()}
