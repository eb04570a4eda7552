"""Where keys lead to from a cell."""

import pytest

from browserless import node
from view_context import layers


@pytest.mark.parametrize(
    ("key", "shift", "to"),
    [
        ("ArrowRight", False, (7, 1, 3, 0)),
        ("ArrowLeft", False, (7, 1, 1, 0)),
        ("ArrowUp", False, (7, 0, 2, 0)),
        ("ArrowDown", True, (7, 1, 2, 1)),
        ("PageDown", False, (7, 1, 2, 1)),
        ("PageUp", False, (7, 1, 2, 0)),
        ("ArrowRight", True, (8, 1, 2, 0)),
        ("ArrowLeft", True, (6, 1, 2, 0)),
        ("Home", False, (0, 10, 17, 0)),
        ("End", False, (14, 10, 17, 0)),
        ("a", False, None),
    ],
)
def test_keys_lead_from_number_to_number_from_map_to_map_and_from_layer_to_layer(key, shift, to):
    cell = {"stage": 7, "row": 1, "column": 2, "channel": 0}
    event = {"key": key, "shiftKey": shift}
    found = node("geometry/cell_walk", "m.nextCell(layers, cell, event)", layers=layers("classic"), cell=cell, event=event)
    assert found == (to and dict(zip(("stage", "row", "column", "channel"), to, strict=True)))
