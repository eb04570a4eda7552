"""What the panel of a layer shows, without a browser."""

import numpy as np
import pytest

from browserless import elements, legends, node
from view_context import CONTEXT, page_around
from view_samples import CLASSIC


def test_the_colours_of_all_kernels_have_a_legend_with_their_ends():
    reach = np.abs(CLASSIC.layers[0].weights[0]).max()
    panel = node("panels/layer_panel", f"m.layerPanel({{ stage: 1, kernels: true }}, null, {CONTEXT})", **page_around())
    assert legends(panel) == [f"All kernels of conv1 share these colours.−{reach:#.3g}0{reach:#.3g}"]


def test_equal_weights_of_two_filters_have_equal_colours():
    told = page_around()
    told["kernels"][1] = np.where(np.arange(9 * 16) % 16 == 0, 1.0, 0.25).tolist()
    panel = node("panels/layer_panel", f"m.layerPanel({{ stage: 1, kernels: true }}, null, {CONTEXT})", **told)
    colours = [{cell["style"]["cssText"].split(";")[0] for cell in elements(figure, "td")} for figure in elements(panel, "figure")]
    assert colours[1] == colours[2]
    assert len(colours[0] | colours[1]) == 2


@pytest.mark.parametrize(
    ("numbers", "shares"), [([0.25, 1, 0.5], [0.25, 1, 0.5]), ([0.5, 0.25], [1, 0.5]), ([0.5, "NaN", "Infinity"], [1, 0, 1])]
)
def test_the_largest_error_has_the_longest_bar_and_what_is_no_number_breaks_none(numbers, shares):
    base, *errors = numbers
    told = page_around()
    told["values"][0], told["values"][-1] = [1] * 784, [1 - base**0.5] * 784  # whose error per ink is `base`
    ranked = "errors.map((error, channel) => ({ channel, error: Number(error), copy: new Float32Array(784) }))"
    panel = node("panels/layer_panel", f"m.layerPanel({{ stage: 1 }}, {ranked}, {CONTEXT})", errors=errors, **told)
    bars = [float(bar["style"]["cssText"].removeprefix("width:").removesuffix("%")) for bar in elements(panel, "i") if bar["style"]]
    assert bars == pytest.approx([100 * share for share in shares[1:]])
    (chart,) = (each for each in elements(panel, "div") if each["attributes"].get("class") == "bars")
    assert float(chart["style"]["cssText"].removeprefix("--share:")) == pytest.approx(shares[0])
