"""What is counted of each channel is what plain loops over the same numbers count, and a side file is believed only if it fits."""

import io
import shutil
import struct
import zipfile
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import handmade
from convae import channels, digits, network
from convae.channels import ChannelFigure, ChannelFigures, counting, side_file
from convae.channels.__main__ import main
from convae.channels.channel_figures import BINS, ROW
from convae.model_files import ModelFiles
from convae.network import Network, ShapeError
from convae.network.kinds.conv2d import Conv2D
from processes import ROOT, python

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


def black_and_white(count: int) -> np.ndarray:
    return np.where(digits.load_test()[0][:count] > 127, 255, 0).astype(np.uint8)


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


# The side file


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small model with its figures beside it."""
    path = tmp_path_factory.mktemp("made") / "small.keras"
    path.write_bytes(handmade.model_file([handmade.conv("a", 2), handmade.flatten()]))
    figures = channels.measure(network.load(path), black_and_white(12), digest=ModelFiles(path).digest)
    channels.save(figures, side(path))
    return path


def side(model: Path) -> Path:
    return ModelFiles(model).channels


def test_figures_come_back_as_they_were_saved(made: Path) -> None:
    found, again = channels.beside(made), channels.measure(network.load(made), black_and_white(12))
    assert found is not None
    assert (found.digits, found.shapes) == (12, ((28, 28, 1), (28, 28, 2), (1568,)))
    assert found.table.tobytes() == again.table.tobytes()
    assert not found.table.flags.writeable


def test_a_model_without_figures_or_none_at_all_has_none_beside_it(made: Path, tmp_path: Path) -> None:
    assert channels.beside(tmp_path / "none.keras") is None
    shutil.copy(side(made), tmp_path)
    assert channels.beside(tmp_path / made.name) is None
    shutil.copy(made, tmp_path / "alone.keras")
    assert channels.beside(tmp_path / "alone.keras") is None


def test_figures_of_another_model_are_not_taken_for_these(made: Path, tmp_path: Path) -> None:
    (tmp_path / made.name).write_bytes(made.read_bytes() + b"\n")
    shutil.copy(side(made), tmp_path)
    assert channels.beside(tmp_path / made.name) is None


def stored(made: Path) -> dict[str, np.ndarray]:
    with np.load(side(made)) as file:
        return {name: np.array(file[name]) for name in file.files}


def beside_with(made: Path, folder: Path, content: bytes) -> ChannelFigures | None:
    """The figures beside a copy of the model whose side file has this `content`."""
    shutil.copy(made, folder)
    side(folder / made.name).write_bytes(content)
    return channels.beside(folder / made.name)


def npz(arrays: dict[str, object]) -> bytes:
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    return file.getvalue()


def changed(field: str, value: float) -> Callable[[dict[str, np.ndarray]], object]:
    def change(arrays: dict[str, np.ndarray]) -> None:
        arrays["table"][field][-1] = value

    return change


def moved(source: str, target: str) -> Callable[[dict[str, np.ndarray]], object]:
    """Numbers counted elsewhere, more than there are, so that the sum stays right."""

    def change(arrays: dict[str, np.ndarray]) -> None:
        row = arrays["table"][-1]
        for field, by in ((source, -(10**6)), (target, 10**6)):
            if field == "counts":
                row[field][0] += by
            else:
                row[field] += by

    return change


@pytest.mark.parametrize(
    "spoil",
    [
        changed("zeros", -1),
        changed("zeros", 10**9),
        changed("counts", 1),
        changed("not_finite", 1),
        changed("dead_on", 13),
        changed("best", 12),
        moved("zeros", "not_finite"),
        moved("not_finite", "counts"),
        moved("counts", "zeros"),
        changed("dead_on", -1),
        changed("best_places", 784),
        changed("best_places", -1),
        changed("best_values", np.nan),
        changed("least", np.nan),
        changed("most", np.inf),
        changed("most", -1),
        lambda arrays: arrays.pop("digest"),
        lambda arrays: arrays.pop("table"),
        lambda arrays: arrays.update(digest="0" * 64),
        lambda arrays: arrays.update(digits=13),
        lambda arrays: arrays.update(digits=-12),
        lambda arrays: arrays.update(digits=np.nan),
        lambda arrays: arrays.update(digits=np.zeros(5)),
        lambda arrays: arrays.update(digits=np.array("many")),
        lambda arrays: arrays.update(digits=np.array(2**64 - 1, np.uint64)),
        lambda arrays: arrays.update(table=arrays["table"][:1]),
        lambda arrays: arrays.update(table=arrays["table"].astype(ROW.newbyteorder())),
        lambda arrays: arrays.update(table=arrays["table"][:, None]),
        lambda arrays: arrays.update(table=arrays["table"]["counts"]),
        lambda arrays: arrays.update(table=np.array(7)),
        lambda arrays: arrays.update(table=np.array([print] * 5, object)),
    ],
)
def test_figures_that_cannot_be_true_are_as_good_as_none(
    made: Path, tmp_path: Path, spoil: Callable[[dict[str, np.ndarray]], object]
) -> None:
    arrays = stored(made)
    assert beside_with(made, tmp_path, npz(arrays)) is not None
    spoil(arrays)
    assert beside_with(made, tmp_path, npz(arrays)) is None


def npy(array: np.ndarray) -> bytes:
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def zipped(made: Path, compression: int, **members: bytes) -> bytes:
    """The side file zipped with another `compression`, and with other `members`."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in ({name: npy(array) for name, array in stored(made).items()} | members).items():
            archive.writestr(f"{name}.npy", content)
    return file.getvalue()


def headed(made: Path, header: bytes) -> bytes:
    """The side file with another `header` of its table, https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html."""
    return zipped(made, zipfile.ZIP_DEFLATED, table=b"\x93NUMPY\1\0" + struct.pack("<H", len(header) + 1) + header + b"\n" + bytes(99))


def overwritten(made: Path, mark: bytes, offset: int, by: bytes) -> bytes:
    """The side file with the bytes at `offset` from its last `mark` changed."""
    content = bytearray(side(made).read_bytes())
    at = content.rindex(mark) + offset
    content[at : at + len(by)] = by
    return bytes(content)


NOT_OURS: dict[str, Callable[[Path], bytes]] = {
    "empty": lambda _: b"",
    "no archive": lambda _: b"no archive",
    "cut short": lambda made: side(made).read_bytes()[:-200],
    "a bare array": lambda made: npy(stored(made)["table"]),
    "a pickle": lambda _: npy(np.array([print], object)),
    "LZMA": lambda made: zipped(made, zipfile.ZIP_LZMA),
    "BZIP2": lambda made: zipped(made, zipfile.ZIP_BZIP2),
    "no array inside": lambda made: zipped(made, zipfile.ZIP_DEFLATED, table=b"no array"),
    "more rows than any memory holds": lambda made: headed(made, b"{'descr': '<f8', 'fortran_order': False, 'shape': (9999999999999,), }"),
    "a header without end": lambda made: headed(made, b"{'descr': ("),
    "a header out of line": lambda made: headed(made, b"  a\n b"),
    "encrypted": lambda made: overwritten(made, b"PK\1\2", 8, b"\1"),
    "an offset beyond the last header": lambda made: overwritten(made, b"PK\1\2", 42, struct.pack("<I", side(made).stat().st_size - 9)),
    "no deflated data": lambda made: overwritten(made, b"PK\3\4", 70, b"\xff" * 20),
}


@pytest.mark.parametrize("content", NOT_OURS.values(), ids=NOT_OURS)
def test_a_file_that_is_none_of_ours_is_as_good_as_none(made: Path, tmp_path: Path, content: Callable[[Path], bytes]) -> None:
    assert beside_with(made, tmp_path, zipped(made, zipfile.ZIP_STORED)) is not None
    assert beside_with(made, tmp_path, content(made)) is None


def test_a_file_that_would_unpack_to_more_than_we_write_is_left_packed(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = sum(len(npy(array)) for array in stored(made).values())
    monkeypatch.setattr(side_file, "MAX_BYTES", whole)
    assert channels.beside(made) is not None
    monkeypatch.setattr(side_file, "MAX_BYTES", whole - 1)
    assert channels.beside(made) is None


def test_a_folder_in_place_of_the_file_is_as_good_as_none(made: Path, tmp_path: Path) -> None:
    shutil.copy(made, tmp_path)
    side(tmp_path / made.name).mkdir()
    assert channels.beside(tmp_path / made.name) is None


@given(st.data())
def test_a_damaged_file_is_either_none_or_what_it_was(made: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    content, whole = bytearray(side(made).read_bytes()), channels.beside(made)
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    found = beside_with(made, tmp_path_factory.mktemp("damaged"), bytes(content))
    assert whole is not None
    assert found is None or (found.digits, found.table.tobytes()) == (whole.digits, whole.table.tobytes())


# What comes with convae


@pytest.fixture(scope="module")
def shipped() -> ChannelFigures:
    found = channels.beside(SHIPPED)
    assert found is not None, "the figures beside the model are those of another file: python -m convae.channels models/classic.keras"
    return found


def test_the_shipped_figures_are_those_of_all_test_digits_and_small(shipped: ChannelFigures) -> None:
    assert (shipped.digits, len(shipped.table)) == (10_000, 130)
    assert side(SHIPPED).stat().st_size < 150_000


def test_the_shipped_figures_of_the_first_layer_are_found_again_over_all_digits(shipped: ChannelFigures) -> None:
    net = network.load(SHIPPED)
    again = channels.measure(replace(net, layers=net.layers[:1]), digits.load_test()[0])
    for found, known in zip(again.table, shipped.table, strict=False):
        assert np.abs(found["counts"] - known["counts"]).sum() <= 1e-4 * found["counts"].sum()
        assert found["zeros"] == pytest.approx(known["zeros"], rel=1e-4)
        assert found["dead_on"] == known["dead_on"]


def test_the_best_digits_of_the_shipped_figures_are_found_again_among_themselves(shipped: ChannelFigures) -> None:
    best = np.unique(shipped.table["best"])
    again = channels.measure(network.load(SHIPPED), digits.load_test()[0][best])
    for name in ("best_values", "most"):
        assert again.table[name] == pytest.approx(shipped.table[name], rel=1e-4)
    assert np.mean(best[again.table["best"]] == shipped.table["best"]) > 0.99  # another processor may round two the other way
    assert np.mean(again.table["best_places"] == shipped.table["best_places"]) > 0.99


def test_no_sample_of_the_test_digits_goes_beyond_the_shipped_figures(shipped: ChannelFigures) -> None:
    sample = channels.measure(network.load(SHIPPED), digits.load_test()[0][:300])
    assert (sample.table["least"] >= shipped.table["least"] - 1e-4).all()
    assert (sample.table["most"] <= shipped.table["most"] + 1e-4).all()
    assert (sample.table["dead_on"] <= shipped.table["dead_on"]).all()
    share = sample.table["zeros"] / 300, shipped.table["zeros"] / 10_000
    assert share[0] == pytest.approx(share[1], rel=0.1, abs=10)


def test_the_command_counts_a_model_and_writes_the_figures_beside_it(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    few = black_and_white(12), digits.load_test()[1][:12]
    monkeypatch.setattr(digits, "load_test", lambda: few)
    model = Path(shutil.copy(made, tmp_path))
    assert main([str(model)]) == 0
    assert capsys.readouterr().out == f"{model}: 3 channels over 12 digits, 0 of them dead for every digit\n"
    assert side(model).read_bytes() == side(made).read_bytes()


def test_a_model_that_cannot_be_read_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    (tmp_path / "bad.keras").write_text("no model")
    for name, complaint in (("none.keras", "There is no model file"), ("bad.keras", f"{tmp_path / 'bad.keras'} cannot be read")):
        done = python("-m", "convae.channels", tmp_path / name)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert done.stderr.startswith(f"convae.channels: {complaint}")
