"""The channels' figures are what plain loops over the numbers count."""

import io
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest

import handmade
from convae import channels, digits, network
from convae.channels import ChannelFigure, ChannelFigures, counting
from convae.channels.channel_figures import BINS
from convae.network import Network, ShapeError
from convae.network.kinds.conv2d import Conv2D
from counted_model import black_and_white
from processes import ROOT

SHIPPED = ROOT / "models" / "classic.keras"
LINEAR = {"activation": "linear"}
Numbers = list[list[list[float]]]
"""The map of one channel for each digit: rows of numbers."""
EXACT = {
    "autoencoder": [*handmade.autoencoder()[:-1], handmade.conv("output", 1, **LINEAR)],
    "negative numbers": [handmade.conv("a", 3, strides=[2, 2], **LINEAR), handmade.pool("mean", "AveragePooling2D"), handmade.conv("b", 2)],
    "flat in between and at the end": [
        handmade.conv("a", 2, strides=[2, 2]),
        handmade.flatten(),
        handmade.reshape("tall", (49, 8, 1)),
        handmade.up("wide", size=[1, 3]),
        handmade.flatten("end"),
    ],
}


def exact(layers: list[handmade.Entry]) -> Network:
    """A network of quarters: for black and white pictures all its numbers are exact, whatever the order of its sums."""
    quarters = [[np.round(array * 4) / 4 for array in group] for group in handmade.weights(layers)]
    return network.load(io.BytesIO(handmade.zipped(handmade.config(layers), handmade.hdf5(quarters))))


def each(net: Network, figures: ChannelFigures, images: np.ndarray) -> Iterator[tuple[ChannelFigure, Numbers]]:
    """Every channel: what was counted of it, and its numbers, one digit after the other through the network."""
    runs = [net.run(image / np.float32(255)) for image in images]
    for stage, shape in enumerate(figures.shapes):
        for channel in range(shape[2] if len(shape) == 3 else 0):
            yield figures.of(stage, channel), [run[stage].values[..., channel].tolist() for run in runs]


def assert_histogram_of(part: ChannelFigure, numbers: list[float], rounding: float) -> None:
    """Below each edge lie as many of the `numbers` as the bins up to it hold; those within `rounding` of it may lie on either side."""
    others = sorted(number for number in numbers if number)
    assert (len(part.counts), len(part.edges), sum(part.counts)) == (BINS, BINS + 1, len(others))
    for bins, edge in enumerate(part.edges):
        below = sum(part.counts[:bins])
        assert bisect_left(others, edge - rounding) <= below
        assert below <= bisect_right(others, edge + rounding)


@pytest.mark.parametrize("at_once", [1, 7, 32])
@pytest.mark.parametrize("name", EXACT)
def test_every_channel_is_counted_as_plain_loops_count_it(name: str, at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "AT_ONCE", at_once)
    net, images = exact(EXACT[name]), black_and_white(20)
    figures = channels.measure(net, images, digest="d")
    assert (figures.digest, figures.digits) == ("d", 20)
    parts = list(each(net, figures, images))
    assert len(parts) == len(figures.table)
    for part, maps in parts:
        numbers = [number for one in maps for row in one for number in row]
        assert (part.least, part.most) == (min(numbers), max(numbers))
        assert part.least == part.most or (part.edges[0], part.edges[-1]) == (part.least, part.most)
        assert part.zeros == numbers.count(0) / len(numbers)
        assert part.dead_on == sum(not any(map(any, one)) for one in maps)
        assert (part.digits, part.not_finite) == (20, 0)
        assert_histogram_of(part, numbers, rounding=1e-9 * (part.most - part.least))


@pytest.mark.parametrize("at_once", [7, 32])
@pytest.mark.parametrize("name", EXACT)
def test_the_nine_digits_with_the_largest_numbers_are_the_best_and_of_equals_the_first(
    name: str, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "AT_ONCE", at_once)
    net, images = exact(EXACT[name]), black_and_white(20)
    for part, maps in each(net, channels.measure(net, images), images):
        largest = [max(map(max, one)) for one in maps]
        best = sorted(range(20), key=lambda digit: (-largest[digit], digit))[:9]
        assert part.best == tuple(best)
        assert part.best_values == tuple(largest[digit] for digit in best)
        for digit, (row, column) in zip(best, part.best_places, strict=True):
            assert row == next(i for i, line in enumerate(maps[digit]) if largest[digit] in line)
            assert column == maps[digit][row].index(largest[digit])


def test_the_shipped_model_with_grey_digits_is_counted_as_plain_loops_count_it() -> None:
    net, images = network.load(SHIPPED), digits.load_test()[0][:10]
    for part, maps in each(net, channels.measure(net, images), images):
        numbers = [number for one in maps for row in one for number in row]
        assert (part.least, part.most) == pytest.approx((min(numbers), max(numbers)), rel=1e-4, abs=1e-5)
        assert part.zeros == pytest.approx(numbers.count(0) / len(numbers), abs=1e-3)
        assert part.best_values == pytest.approx(sorted((max(map(max, one)) for one in maps), reverse=True)[:9], rel=1e-4)
        if part.zeros == numbers.count(0) / len(numbers):
            assert_histogram_of(part, numbers, rounding=1e-4 * max(1, part.most))


def test_a_flat_stage_has_no_channels() -> None:
    figures = channels.measure(exact(EXACT["flat in between and at the end"]), black_and_white(1))
    assert [figures.channels(stage) for stage in range(6)] == [1, 2, 0, 1, 1, 0]


@pytest.mark.parametrize(("stage", "channel"), [(-5, 0), (6, 0), (2, 0), (1, 2), (1, -1)])
def test_a_channel_that_is_not_there_is_an_index_error_that_says_which(stage: int, channel: int) -> None:
    figures = channels.measure(exact(EXACT["flat in between and at the end"]), black_and_white(1))
    with pytest.raises(IndexError, match=rf"no channel {channel} of stage {stage}.*\(14, 14, 2\)"):
        figures.of(stage, channel)


@pytest.mark.parametrize("images", [np.zeros((2, 28, 28), np.float32), np.zeros((2, 27, 28), np.uint8), np.zeros((28, 28), np.uint8)])
def test_other_arrays_than_pictures_for_the_network_are_refused(images: np.ndarray) -> None:
    with pytest.raises(ShapeError, match=r"expected uint8 \(n, height, width\) for a network that takes \(28, 28, 1\)"):
        channels.measure(exact(EXACT["autoencoder"]), images)


def through(change: Callable[[np.ndarray], np.ndarray], count: int = 12) -> ChannelFigure:
    """What is counted of a channel that `change` makes of `count` pictures, a batch of shape (n, 28, 28, 1)."""

    class Changed(Conv2D):
        def function(self, weights: tuple[np.ndarray, ...]) -> Callable[[np.ndarray], np.ndarray]:
            return change

    net = handmade.open_network([handmade.conv("a", 1)])
    changed = replace(net.layers[0], operation=Changed(**vars(net.layers[0].operation)))
    return channels.measure(replace(net, layers=(changed,)), black_and_white(count)).of(1, 0)


def test_numbers_that_are_not_finite_are_counted_apart_and_nowhere_else() -> None:
    def spoil(x: np.ndarray) -> np.ndarray:
        x = np.full_like(x, 0.5)
        x[:, 0, :4, 0] = np.nan, np.inf, -np.inf, 2
        x[:, 1] = 0
        return x

    part = through(spoil)
    assert (part.not_finite, part.zeros) == (12 * 3, 28 / 784)
    assert (part.least, part.most, part.dead_on) == (0, 2, 0)
    assert sum(part.counts) == 12 * (784 - 28 - 3)
    assert (part.best, part.best_values, part.best_places) == (tuple(range(9)), (2,) * 9, ((0, 3),) * 9)


def test_a_digit_without_a_finite_number_excites_nothing_and_is_not_dead() -> None:
    def spoil(x: np.ndarray) -> np.ndarray:
        x = np.full_like(x, np.nan)
        x[1] = -3
        return x

    part = through(spoil, count=3)
    assert (part.best, part.best_values, part.best_places) == ((1,), (-3,), ((0, 0),))
    assert (part.least, part.most, part.dead_on, part.not_finite) == (-3, -3, 0, 2 * 784)


def test_a_channel_without_any_finite_number_can_still_be_drawn() -> None:
    part = through(lambda x: np.full_like(x, np.nan))
    assert (part.least, part.most, part.zeros, part.best, part.not_finite) == (0, 0, 0, (), 12 * 784)
    assert (part.edges[0], part.edges[-1], sum(part.counts)) == (-0.5, 0.5, 0)


def test_weights_so_large_that_everything_overflows_are_no_failure() -> None:
    layers = [handmade.conv("a", 2, **LINEAR), handmade.conv("b", 2), handmade.conv("c", 2, activation="sigmoid")]
    weights = [[array * np.float32(1e38) for array in group] for group in handmade.weights(layers)]
    net = network.load(io.BytesIO(handmade.zipped(handmade.config(layers), handmade.hdf5(weights))))
    figures = channels.measure(net, black_and_white(5))
    parts = [figures.of(stage, channel) for stage in (1, 2, 3) for channel in (0, 1)]
    assert sum(part.not_finite for part in parts) > 0
    for part in parts:
        assert round(part.zeros * 5 * 784) + sum(part.counts) + part.not_finite == 5 * 784
        assert np.isfinite([part.least, part.most, *part.edges, *part.best_values]).all()


@pytest.mark.parametrize("number", [0.5, -3, 1e30, -1e-40])
def test_a_channel_that_is_one_number_has_that_number_in_the_middle_of_its_bins(number: float) -> None:
    part = through(lambda x: np.full_like(x, number))
    assert part.least == part.most == pytest.approx(number, rel=1e-3)
    assert part.counts[BINS // 2] == sum(part.counts) == 12 * 784
    assert part.edges[BINS // 2] == part.least
    assert (np.diff(part.edges) > 0).all()


def test_a_channel_of_neighbouring_numbers_has_bins_between_them() -> None:
    below = np.nextafter(np.float32(1), np.float32(0))
    part = through(lambda x: np.where(x > 0, np.float32(1), below))
    assert (np.diff(part.edges) > 0).all()
    assert part.counts[0] + part.counts[-1] == 12 * 784


def test_a_channel_that_is_always_zero_is_dead_on_every_digit() -> None:
    part = through(np.zeros_like)
    assert (part.dead_on, part.zeros, sum(part.counts), part.best) == (12, 1, 0, tuple(range(9)))


@pytest.mark.parametrize("count", [0, 3])
def test_of_fewer_than_nine_digits_all_are_the_best(count: int) -> None:
    part = through(lambda x: x, count)
    assert (part.digits, len(part.best), len(part.best_values), len(part.best_places)) == (count,) * 4


def test_of_a_network_with_large_layers_fewer_digits_are_counted_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    batches: list[int] = []
    for numbers in (9 * 784 * 5, 1):  # what the convolution looks at for five digits
        monkeypatch.setattr(counting, "NUMBERS_AT_ONCE", numbers)
        through(lambda x: (batches.append(len(x)), x)[1])
    assert batches == [5, 5, 2] * 2 + [1] * 24


def test_nobody_can_change_figures_that_all_visitors_share() -> None:
    assert not channels.measure(exact(EXACT["autoencoder"]), black_and_white(1)).of(0, 0).counts.flags.writeable
