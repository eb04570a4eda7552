"""What the panel of a channel says, without a browser."""

from typing import Any

import numpy as np
import pytest

from browserless import legends, node, text_of
from view_context import CONTEXT, page_around
from view_samples import CLASSIC


def about_channel(**figures: Any) -> str:
    """The panel of a channel of conv1 with these figures over the test digits."""
    told = {"zeros": 0.5, "counts": [1, 2], "low": 0, "high": 1, "dead": 3, "digits": 10_000, "best": []} | figures
    expression = f"m.channelPanel({{ stage: 1, channel: 0 }}, {{ figures: told }}, {CONTEXT})"
    return text_of(node("panels/channel_panel", expression, told=told, **page_around()))


@pytest.mark.parametrize(
    ("zeros", "says"),
    [
        (0, "Never exactly 0."),
        (0.0004, "0 in fewer than 0.1% of all places, which the chart leaves out."),
        (0.0123, "0 in 1.2% of all places, which the chart leaves out."),
        (0.9999, "0 in more than 99.9% of all places, which the chart leaves out."),
    ],
)
def test_the_share_of_zeros_is_said_as_it_is(zeros, says):
    assert says in about_channel(zeros=zeros)
    assert ("leaves out" in about_channel(zeros=zeros)) == (zeros > 0)


def test_a_dead_channel_is_said_to_be_dead_and_nothing_excites_it():
    said = about_channel(zeros=1, counts=[0, 0], dead=10_000)
    assert "Dead: it is 0 in every place, for every digit." in said
    assert "excite" not in said
    assert "places" not in said


def test_the_colours_of_a_filter_have_a_legend_with_their_ends():
    reach = np.abs(CLASSIC.layers[0].weights[0])[..., 2].max()
    panel = node("panels/channel_panel", f"m.channelPanel({{ stage: 1, channel: 2 }}, null, {CONTEXT})", **page_around())
    assert legends(panel) == [f"−{reach:#.3g}0{reach:#.3g}"]
