"""The layers that the browser computes by itself, against Python's."""

import numpy as np
import pytest

from browserless import node
from view_context import layers
from view_samples import NETWORKS, stages


@pytest.mark.parametrize("name", NETWORKS)
def test_the_browser_computes_what_python_does(name):
    made, told = stages(name), layers(name)
    for stage in (at for at, layer in enumerate(told) if layer["copies"]):
        before = np.asarray(made[stage - 1].values, np.float32).ravel().tolist()
        expression = "m.computed(Float32Array.from(before), layers[stage - 1], layers[stage])"
        found = node("engine/registry", expression, before=before, layers=told, stage=stage)
        assert np.array_equal(np.array(found, np.float32), np.asarray(made[stage].values, np.float32).ravel())


def test_a_kind_that_the_browser_does_not_know_is_named_and_not_guessed():
    said = "(() => { try { m.computed(new Float32Array(4), {}, layer); } catch (error) { return error.message; } })()"
    assert node("engine/registry", said, layer={"name": "a", "kind": "toString"}) == "No function for layers of the kind toString: a"


def test_channels_that_are_off_are_0_and_all_others_as_they_were():
    found = node("engine/switching", "m.switchedOff(Float32Array.from([1, 2, 3, 4, 5, 6]), 3, [0, 2])")
    assert found == [0, 2, 0, 0, 5, 0]
