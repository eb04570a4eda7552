"""The channels' figures come back from the file beside the model; what is damaged, forged or another's is none."""

import io
import shutil
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convae import channels, network
from convae.channels import ChannelFigures, side_file
from convae.channels.channel_figures import ROW
from counted_model import black_and_white, side


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
