"""What the server sends, as the browser reads it."""

import base64

import numpy as np
import pytest

from browserless import node
from convae.ui.network_view import View
from convae.ui.network_view.request import Request
from convae.viewed.viewed_network import ViewedNetwork
from view_context import ENGLISH
from view_samples import NETWORKS, stages


@pytest.mark.parametrize("off", [(), ((1, 0), (2, 0))])
@pytest.mark.parametrize("name", NETWORKS)
def test_the_page_has_every_number_to_three_digits(name, off):
    off = () if off and "conv1" not in [layer.name for layer in NETWORKS[name].layers] else off
    made = stages(name, off)
    data, _ = View("network").packed(ViewedNetwork(NETWORKS[name]), made, Request(off=frozenset(off)), ENGLISH, None)
    found = node(
        "blob",
        "(() => { const { header, numbers } = m.readBlob(Uint8Array.from(atob(blob), (c) => c.charCodeAt(0)));"
        " return m.valuesOf(header.book.layers, numbers, header.scales, header.off).map((values) => [...values]); })()",
        blob=base64.b64encode(data).decode(),
    )
    assert len(found) == len(made)
    for values, stage in zip(found, made, strict=True):
        assert shown(values) == shown(stage.values.ravel().astype(np.float64))


def shown(values) -> list[str]:
    """Numbers as the view says them, to three digits or to be about 0."""
    return [f"{value:.3g}" if abs(value) >= 5e-5 else "≈ 0" for value in values]


def test_an_update_is_small():
    def size(name: str, whole: bool) -> int:
        shown = ViewedNetwork(NETWORKS[name])
        known = None if whole else (shown.book(ENGLISH), shown.weights)
        return len(View("network").packed(shown, stages(name), Request(), ENGLISH, known)[0])

    assert size("classic", whole=False) < 45_000
    assert size("sharp-sized", whole=False) < 55_000
