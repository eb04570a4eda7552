"""The bundled digits, and files in MNIST's layout, good and bad."""

import hashlib
import io
import pickle
import struct
import zipfile

import numpy as np
import pytest

from convae import digits
from convae.digits import DigitsError

GOOD = {
    "x_train": np.arange(3 * 784).reshape(3, 28, 28).astype(np.uint8),
    "y_train": np.array([1, 2, 3], np.uint8),
    "x_test": np.zeros((2, 28, 28), np.uint8),
    "y_test": np.array([0, 9], np.uint8),
}


def saved(folder, **changes):
    """A file of `GOOD` with some `changes`; what is None is left out."""
    path = folder / "digits.npz"
    np.savez(path, **{name: array for name, array in (GOOD | changes).items() if array is not None})
    return path


def refusal(path) -> str:
    with pytest.raises(DigitsError) as error:
        digits.load(path)
    assert str(path) in str(error.value)
    return str(error.value)


def test_the_bundled_test_digits_are_mnist_own_to_the_last_byte():
    bundled = digits.load()
    assert hashlib.sha256(bundled.x_test.tobytes()).hexdigest() == "6d87418db22cc8025d05968bec9bd5c3932904b23485740db143a061a2c9d161"
    assert hashlib.sha256(bundled.y_test.tobytes()).hexdigest() == "ddeff807876a9661a1110d45c266c86239a3a1b7d37da0c3716a7a683c852ff5"


def test_the_bundled_training_digits_are_a_thousand_of_each_class():
    bundled = digits.load()
    assert np.bincount(bundled.y_train).tolist() == [1000] * 10
    assert bundled.x_train.shape == (10_000, 28, 28)
    assert bundled.x_train.mean() / 255 == pytest.approx(0.1307, abs=0.002)


def test_the_bundled_file_is_small():
    assert digits.BUNDLED.stat().st_size <= 3.5 * 2**20


def test_the_bundled_digits_are_read_once_and_cannot_be_changed_by_accident():
    assert digits.load() is digits.load()
    for array in vars(digits.load()).values():
        assert array.dtype == np.uint8
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_a_file_in_mnist_layout_is_read_as_it_is(tmp_path):
    for path in (saved(tmp_path), str(saved(tmp_path))):
        read = digits.load(path)
        for name, array in GOOD.items():
            np.testing.assert_array_equal(getattr(read, name), array)


def test_labels_of_another_integer_type_become_uint8(tmp_path):
    assert digits.load(saved(tmp_path, y_test=np.array([3, 4]))).y_test.dtype == np.uint8


def test_a_missing_file_is_refused(tmp_path):
    assert refusal(tmp_path / "none.npz").startswith("There is no file")
    assert refusal(tmp_path).startswith("There is no file")


def test_arrays_of_other_names_are_refused_with_the_names_that_are_missing(tmp_path):
    assert "has no y_train, x_test: expected" in refusal(saved(tmp_path, y_train=None, x_test=None, images=np.zeros(3)))


@pytest.mark.parametrize(
    ("name", "array", "found"),
    [
        ("x_train", np.zeros((3, 28, 28)), "float64 (3, 28, 28)"),
        ("x_train", np.zeros((3, 784), np.uint8), "uint8 (3, 784)"),
        ("x_test", np.zeros((2, 28, 28, 1), np.uint8), "uint8 (2, 28, 28, 1)"),
        ("x_test", np.zeros((0, 28, 28), np.uint8), "uint8 (0, 28, 28)"),
        ("x_test", np.uint8(7), "uint8 ()"),
        ("y_train", np.zeros(4, np.uint8), "uint8 (4,)"),
        ("y_train", np.zeros((3, 10), np.uint8), "uint8 (3, 10)"),
        ("y_test", np.zeros(2), "float64 (2,)"),
        ("y_test", np.array([-1, 3]), "int64 (2,)"),
        ("y_test", np.array([0, 256]), "int64 (2,)"),
    ],
)
def test_an_array_of_another_shape_or_type_is_refused_with_what_was_found(tmp_path, name, array, found):
    assert f"{name} in {tmp_path / 'digits.npz'} is {found}: expected" in refusal(saved(tmp_path, **{name: array}))


@pytest.mark.parametrize("twentieth", range(20))
def test_a_file_cut_short_anywhere_is_refused(tmp_path, twentieth):
    path = saved(tmp_path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * twentieth // 20])
    assert "cannot be read as an .npz file" in refusal(path)


def npy(array) -> bytes:
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def header(text: str) -> bytes:
    """A .npy file with a header of its own and nothing after it."""
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text.encode()


@pytest.mark.parametrize(
    "content",
    [b"digits", npy(GOOD["x_train"]), pickle.dumps(GOOD), b"\x93NUMPY\x01\x00", b"PK\x03\x04"],
    ids=["text", "npy", "pickle", "npy header", "zip header"],
)
def test_a_file_of_another_kind_is_refused(tmp_path, content):
    path = tmp_path / "digits.npz"
    path.write_bytes(content)
    assert "cannot be read as an .npz file" in refusal(path)


@pytest.mark.parametrize(
    "content",
    [
        b"digits",
        b"",
        npy(np.array([GOOD], object)),
        header("{'descr': '|u1', 'fortran_order': False, 'shape': (9999999999999, 28, 28), }"),
        header("{'descr': '|u1', 'shape': "),
        header("__import__('os')"),
        header("{'descr': [('a', 'O')], 'fortran_order': False, 'shape': (1,), }"),
    ],
    ids=["text", "nothing", "objects", "gigantic", "half a header", "code", "fields of objects"],
)
def test_an_array_that_is_none_is_refused(tmp_path, content):
    path = saved(tmp_path, x_train=None)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("x_train.npy", content)
    text = refusal(path)
    assert "cannot be read as an .npz file" in text or "expected uint8 pictures" in text
