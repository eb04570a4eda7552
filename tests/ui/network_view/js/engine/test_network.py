"""The network in the browser, against Python's, layer by layer."""

from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from browserless import node
from convae import digits, measures, network, words
from convae.network import FeatureMaps, Network
from convae.ui.network_view.network_description import book, weights
from convae.viewed.viewed_network import ViewedNetwork
from processes import ROOT
from random_networks import networks
from view_samples import NETWORKS

RUN = (
    "pictures.map((picture) => m.run(m.withWeights(layers, Float32Array.from(numbers, Number)), Float32Array.from(picture),"
    " new Set(off)).map((stage) => [...stage].map((each) => (Number.isFinite(each) ? each : String(each)))))"
)
ALL = NETWORKS | {"sharp": network.load(ROOT / "models" / "sharp.keras")}
PEN = np.random.default_rng(3)
PICTURES = {
    "digits": digits.load_test()[0][:3] / np.float32(255),
    "noise": PEN.random((1, 28, 28), np.float32),
    "paper": np.zeros((1, 28, 28), np.float32),
    "ink": np.ones((1, 28, 28), np.float32),
}


def run(net: Network, pictures: np.ndarray, off: Iterable[tuple[int, int]] = ()) -> list[list[np.ndarray]]:
    """What the browser makes of pictures: for each its stages."""
    found = node(
        "engine/network",
        RUN,
        layers=book(ViewedNetwork(net), words.of("en"))["layers"],
        numbers=["NaN" if np.isnan(weight) else weight for weight in weights(net).tolist()],
        pictures=[picture.ravel().tolist() for picture in pictures],
        off=[f"{stage} {channel}" for stage, channel in off],
    )
    return [[np.array(stage, float) for stage in stages] for stages in found]


def check(found: list[np.ndarray], expected: tuple[FeatureMaps, ...]) -> None:
    for values, stage in zip(found, expected, strict=True):
        largest = max(1.0, float(np.abs(stage.values).max()))
        assert np.abs(values - stage.values.ravel()).max() <= 1e-5 * largest, stage.layer.name


@pytest.mark.parametrize("pictures", PICTURES)
@pytest.mark.parametrize("name", ALL)
def test_every_layer_computes_what_python_does(name: str, pictures: str) -> None:
    for picture, found in zip(PICTURES[pictures], run(ALL[name], PICTURES[pictures]), strict=True):
        check(found, ALL[name].run(picture))


@settings(max_examples=20)
@given(networks(), st.integers(0, 2**32 - 1))
def test_so_does_any_network_that_can_be_opened(net: Network, seed: int) -> None:
    pictures = np.random.default_rng(seed).random((3, *net.input.output_shape))
    for picture, found in zip(pictures, run(net, pictures), strict=True):
        check(found, net.run(picture))


def test_channels_that_are_off_are_0_and_what_follows_does_without_them() -> None:
    net, picture = ALL["classic"], PICTURES["digits"][0]
    off = {(1, 0), (1, 15), (7, 3)}
    (found,) = run(net, picture[None], off)
    check(found, net.run(picture, off))
    assert not found[1].reshape(26, 26, 16)[..., [0, 15]].any()


def test_a_weight_that_is_no_number_spoils_what_it_spoils_in_python() -> None:
    spoilt = weights(ALL["classic"]).copy()
    spoilt[3] = np.nan
    net = ALL["classic"].with_weights(spoilt)
    (found,) = run(net, PICTURES["digits"][:1])
    with np.errstate(invalid="ignore"):
        expected = net.run(PICTURES["digits"][0])
    for values, stage in zip(found, expected, strict=True):
        np.testing.assert_array_equal(np.isnan(values), np.isnan(stage.values.ravel()))


@pytest.mark.parametrize("name", ["classic", "sharp"])
def test_the_figures_of_a_copy_are_those_of_python(name: str) -> None:
    for picture in [*PICTURES["digits"], *PICTURES["paper"], *PICTURES["noise"]]:
        copy = ALL[name].run(picture)[-1].values[..., 0]
        expression = "m.compare(Float32Array.from(picture), Float32Array.from(copy))"
        found = node("engine/reconstruction_error", expression, picture=picture.ravel().tolist(), copy=copy.ravel().tolist())
        expected = measures.compare(picture, copy)
        told = {"bce": expected.bce, "floor": expected.floor, "mse": expected.mse, "errorPerInk": expected.error_per_ink}
        assert found == pytest.approx(told, rel=1e-6)
