"""The network as plain pictures: for print, for assistive tools, and where scripts are blocked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from convae import pictures
from convae.html import layer_detail, network_maps
from convae.network import FeatureMaps, Network
from convae.ui.segmented_choice import one_of
from convae.words import Words


@dataclass(frozen=True)
class Plain:
    """Where the pictures go, and what the visitor has chosen for them."""

    maps: DeltaGenerator
    legend: DeltaGenerator
    closer: DeltaGenerator
    scale: pictures.Scale
    focus: str

    def show(self, net: Network, stages: Sequence[FeatureMaps], words: Words) -> None:
        """Show all maps of a digit, and those of the layer in focus enlarged."""
        ends = pictures.limits(stages, self.scale)
        at = [stage.layer.name for stage in stages].index(self.focus)
        self.maps.html(network_maps.view(net, stages, ends, words))
        self.legend.html(network_maps.scale_legend(ends[0], self.scale, words))
        self.closer.html(layer_detail.view(net, stages[at], ends[at], self.scale, words))


def places(net: Network, words: Words, closer: DeltaGenerator) -> Plain:
    """Make room for the pictures, and ask for the scale of their colours and for a layer to look at closer, in the place for that."""
    # A place of its own: what is filled by a fragment may come after the rest of the page, and where it is not there yet, what follows
    # it in the same place would move up.
    maps = st.container()
    with st.container(horizontal=True, vertical_alignment="center", key="legend"):
        st.caption(words.say("scale.label"), width="content")
        scales: tuple[pictures.Scale, ...] = get_args(pictures.Scale)
        scale = one_of(words.say("scale.label"), scales, "layer", "scale", lambda scale: words.say(f"scale.{scale}"))
        legend = st.empty()
    names = [layer.name for layer in net.stages]
    focus = closer.pills(words.say("focus.title"), names, default=names[1], required=True, key="focus", persist_state="session", wrap=True)
    return Plain(maps, legend, closer.empty(), scale, focus)
