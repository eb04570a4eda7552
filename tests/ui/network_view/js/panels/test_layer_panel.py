"""What the panel of a layer shows, without a browser."""

import numpy as np
import pytest

from browserless import elements, legends, node
from convae.ui.network_view.network_description import kernels
from view_context import CONTEXT, page_around
from view_samples import NETWORKS


def test_the_colours_of_all_kernels_have_a_legend_with_their_ends():
    reach = np.abs(kernels(NETWORKS["classic"])[0]).max()
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
    ("numbers", "shares"),
    [([0.2, 0.8, 0.4], [0.25, 1, 0.5]), ([0.5, 0.25], [1, 0.5]), ([0, 0], [0, 0]), (["NaN", 0.8, "∞", 0.4], [0, 1, 1, 0.5])],
)
def test_the_largest_error_has_the_longest_bar_and_what_is_no_number_breaks_none(numbers, shares):
    base, *errors = numbers
    ranked = {"base": base, "errors": list(enumerate(errors))}
    panel = node("panels/layer_panel", f"m.layerPanel({{ stage: 1 }}, ranked, {CONTEXT})", ranked=ranked, **page_around())
    bars = [f"width:{100 * share:g}%" for share in shares[1:]]
    assert [bar["style"]["cssText"] for bar in elements(panel, "i") if bar["style"]] == bars
    (chart,) = (each for each in elements(panel, "div") if each["attributes"].get("class") == "bars")
    assert chart["style"]["cssText"] == f"--share:{shares[0]:g}"
