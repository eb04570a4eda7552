"""Files of arrays: digits, a model's history, the figures of its channels. What they hold, or a sentence, or nothing."""

import gzip
import io
import pickle
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from convae import digits, history, network, training_pictures
from convae.channels import side_file
from convae.model_files import ModelFiles
from guard import answered, guarded
from processes import ROOT
from spoilt import spoilt

MODEL = ROOT / "models" / "classic.keras"
DIGEST, PARAMETERS = ModelFiles(MODEL).digest, network.load(MODEL).parameters
HISTORY, CHANNELS = ModelFiles(MODEL).history.read_bytes(), ModelFiles(MODEL).channels.read_bytes()
SHAPES = [(), (0,), (1,), (2,), (28, 28), (2, 28, 28), (0, 28, 28), (2, 28, 28, 1), (41, PARAMETERS), (22,)]
FEW = {
    "x_train": np.zeros((2, 28, 28), np.uint8),
    "y_train": np.arange(2),
    "x_test": np.ones((2, 28, 28), np.uint8),
    "y_test": np.arange(2),
}
IDX = bytes([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 28, 0, 0, 0, 28]) + bytes(range(196)) * 8
Door = Callable[[bytes, Path], None]


def packed(arrays: dict[str, Any]) -> bytes:
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


def pictures() -> bytes:
    """A zip of two pictures."""
    picture, file = io.BytesIO(), io.BytesIO()
    Image.fromarray(np.eye(28, dtype=np.uint8) * 255).save(picture, "PNG")
    with zipfile.ZipFile(file, "w") as archive:
        for name in ("0/a.png", "1/b.png"):
            archive.writestr(name, picture.getvalue())
    return file.getvalue()


ZIP = pictures()


def as_digits(data: bytes, folder: Path) -> None:
    file = folder / "digits.npz"
    file.write_bytes(data)
    with answered():
        found = digits.load(file)
        assert found.x_test.shape == (len(found.y_test), 28, 28)


def as_training_pictures(data: bytes, folder: Path) -> None:
    file = folder / "pictures"
    file.write_bytes(data)
    with answered():
        found = training_pictures.read(file)
        assert (found.dtype, found.shape) == (np.uint8, (len(found), 28, 28))


def as_history(data: bytes, folder: Path) -> None:
    with guarded():
        found = history.read(io.BytesIO(data), DIGEST, PARAMETERS)
        assert found is None or all(np.isfinite([found.epoch(at), found.loss(at) or 0]).all() for at in range(len(found.steps)))


def as_channels(data: bytes, folder: Path) -> None:
    model = folder / "model.keras"
    model.write_bytes(MODEL.read_bytes())
    ModelFiles(model).channels.write_bytes(data)
    with guarded():
        found = side_file.beside(model)
        assert found is None or found.digest == DIGEST


DOORS = pytest.mark.parametrize("reads", [as_digits, as_training_pictures, as_history, as_channels])
ARRAYS = st.builds(
    lambda kind, shape, fill: np.full(shape, fill).astype(kind),
    st.sampled_from(["u1", "i4", "i8", "f2", "f4", "f8", "c8", "?", "U3", "S3"]),
    st.sampled_from(SHAPES),
    st.sampled_from([0, 1, 7]),
)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("arrays")


@DOORS
@given(st.binary(max_size=200))
def test_any_bytes_at_all(reads: Door, folder: Path, data: bytes) -> None:
    reads(data, folder)


@given(spoilt(packed(FEW)))
def test_digits_with_bytes_changed(folder: Path, data: bytes) -> None:
    as_digits(data, folder)


@pytest.mark.parametrize("whole", [packed(FEW), IDX, gzip.compress(IDX), ZIP], ids=["arrays", "IDX", "packed IDX", "a zip of pictures"])
@given(st.data())
def test_training_pictures_with_bytes_changed(folder: Path, whole: bytes, data: st.DataObject) -> None:
    as_training_pictures(data.draw(spoilt(whole)), folder)


@given(spoilt(HISTORY))
def test_a_history_with_bytes_changed(folder: Path, data: bytes) -> None:
    as_history(data, folder)


@given(spoilt(CHANNELS))
def test_figures_with_bytes_changed(folder: Path, data: bytes) -> None:
    as_channels(data, folder)


@pytest.mark.parametrize(
    ("reads", "whole"), [(as_digits, packed(FEW)), (as_training_pictures, packed(FEW)), (as_history, HISTORY), (as_channels, CHANNELS)]
)
@given(st.data())
def test_other_arrays_in_the_places_of_some(reads: Door, whole: bytes, folder: Path, data: st.DataObject) -> None:
    with np.load(io.BytesIO(whole)) as file:
        arrays = dict(file)
    for name in data.draw(st.lists(st.sampled_from(sorted(arrays)), min_size=1, max_size=3, unique=True)):
        arrays[name] = data.draw(ARRAYS)
    reads(packed(arrays), folder)


def member(name: str, content: bytes, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An .npz in which `name` has this content, and all else is as it should be."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for each, array in FEW.items():
            single = io.BytesIO()
            np.save(single, array)
            archive.writestr(f"{each}.npy", content if each == name else single.getvalue())
    return file.getvalue()


def header(text: str) -> bytes:
    """What an .npy begins with, and no numbers."""
    return b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text.encode()


def objects() -> bytes:
    file = io.BytesIO()
    np.save(file, np.array([zipfile.Path, {}], object), allow_pickle=True)
    return file.getvalue()


HANDMADE = {
    "Python objects": member("x_train", objects()),
    "a pickle": pickle.dumps(zipfile.Path),
    "a pickle inside": member("x_train", pickle.dumps(zipfile.Path)),
    "a bomb": member("x_train", header("{'descr': '|u1', 'fortran_order': False, 'shape': (500000, 28, 28)}") + bytes(392_000_000)),
    "a bomb that is stored": member("x_train", bytes(150_000_000), zipfile.ZIP_STORED),
    "another packing": member("x_train", bytes(1_000), zipfile.ZIP_LZMA),
    "a gigantic shape": member("x_train", header("{'descr': '|u1', 'fortran_order': False, 'shape': (1099511627776, 28, 28)}")),
    "a negative shape": member("x_train", header("{'descr': '|u1', 'fortran_order': False, 'shape': (-1, 28, 28)}")),
    "a header that is a program": member("x_train", header("__import__('os').system('touch /convae')")),
    "a header without an end": member("x_train", header("(" * 60_000)),
    "names that leave the folder": member("../../x_train", b""),
}


@pytest.mark.parametrize("data", HANDMADE.values(), ids=HANDMADE.keys())
@DOORS
def test_a_file_made_to_do_harm(reads: Door, folder: Path, data: bytes) -> None:
    reads(data, folder)
