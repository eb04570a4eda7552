"""Pictures to train on, as people have them: under whatever names, in whatever files, in whatever range."""

import gzip
import io
import struct
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from convae import training_pictures
from convae.digits import DigitsError
from convae.training_pictures import named_arrays
from handmade import archive

DIGITS = np.random.default_rng(0).integers(0, 256, (12, 28, 28), dtype=np.uint8)
DIGITS[:, [0, -1]] = DIGITS[:, :, [0, -1]] = 0
DIGITS[0, 5, 5:7] = 0, 255
OTHERS = DIGITS[:20, ::-1].repeat(2, axis=0)
LABELS = np.arange(12) % 10
LABELLED = list(zip(LABELS.tolist(), DIGITS, strict=True))
SHARES = DIGITS / 255


def read(folder: Path, content: bytes) -> np.ndarray:
    """What is read of a file with this content, whose name says nothing."""
    path = folder / "download"
    path.write_bytes(content)
    return training_pictures.read(path)


def refusal(folder: Path, content: bytes) -> str:
    with pytest.raises(DigitsError) as caught:
        read(folder, content)
    return str(caught.value).replace(str(folder / "download"), "download")


def npz(**arrays: np.ndarray) -> bytes:
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    return file.getvalue()


def npy(array: np.ndarray, **how: bool) -> bytes:
    file = io.BytesIO()
    np.save(file, array, **how)
    return file.getvalue()


def idx(array: np.ndarray) -> bytes:
    return bytes([0, 0, 8, array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape) + array.astype(np.uint8).tobytes()


def picture(pixels: np.ndarray, form: str = "PNG", **how: int) -> bytes:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, form, **how)
    return file.getvalue()


FILES = {
    "MNIST's layout": npz(x_train=DIGITS, y_train=LABELS, x_test=OTHERS, y_test=LABELS),
    "no test digits": npz(x_train=DIGITS),
    "a large X": npz(X_test=OTHERS, X_train=DIGITS, y_train=LABELS),
    "MedMNIST's names": npz(train_images=DIGITS, val_images=OTHERS, test_images=OTHERS, train_labels=LABELS[:, None]),
    "no names": npz(arr_0=DIGITS, arr_1=LABELS),
    "no names, labels first": npz(arr_0=LABELS, arr_1=DIGITS),
    "labels as rows of ten": npz(images=DIGITS, labels=np.eye(10)[LABELS]),
    "to train with before to test with": npz(a_test=OTHERS, images=DIGITS),
    "the most of several": npz(few=OTHERS[:3], many=DIGITS),
    "rows": npz(x_train=DIGITS.reshape(-1, 784)),
    "a channel at the end": npz(x_train=DIGITS[..., None]),
    "a channel in front": npz(x_train=DIGITS[:, None]),
    "colours": npz(x_train=np.repeat(DIGITS[..., None], 3, axis=3)),
    "shares": npz(x_train=SHARES),
    "shares of 32 bits": npz(x_train=SHARES.astype(np.float32)),
    "from -1 to 1": npz(x_train=2 * SHARES - 1),
    "0 to 255 with a point": npz(x_train=DIGITS.astype(np.float32)),
    "large whole numbers": npz(x_train=DIGITS.astype(np.int64)),
    "one array": npy(DIGITS),
    "one array of shares in rows": npy(SHARES.reshape(-1, 784)),
    "in Fortran's order": npy(np.asfortranarray(DIGITS)),
    "MNIST's own file": idx(DIGITS),
    "MNIST's own file, packed": gzip.compress(idx(DIGITS)),
    "MNIST's own files in a zip": archive(
        {
            "t10k-images-idx3-ubyte": idx(OTHERS),
            "train-labels-idx1-ubyte": idx(LABELS),
            "raw/train-images.idx3-ubyte": idx(DIGITS),
            "__MACOSX/._train-images-idx3-ubyte": b"?",
        }
    ),
    "MNIST's own packed file in a zip": archive({"train-images-idx3-ubyte.gz": gzip.compress(idx(DIGITS))}),
    "an array in a zip, beside a text": archive({"digits.npy": npy(DIGITS), "README.txt": b"digits"}),
    "pictures by folders": archive({f"digits/{label}/{at}.png": picture(one) for at, (label, one) in enumerate(LABELLED)}),
    "pictures on paper": archive({f"{label}/{at}.png": picture(255 - one) for at, (label, one) in enumerate(LABELLED)}),
    "pictures in parts": archive(
        {f"testing/0/{at}.png": picture(one) for at, one in enumerate(OTHERS)}
        | {f"training/0/{at:02}.PNG": picture(one) for at, one in enumerate(DIGITS)}
    ),
    "pictures with what a Mac leaves": archive(
        {f"0/{at:02}.bmp": picture(one, "BMP") for at, one in enumerate(DIGITS)} | {"__MACOSX/0/._00.bmp": b"?", "0/.DS_Store": b"?"}
    ),
}


@pytest.mark.parametrize("content", FILES.values(), ids=FILES)
def test_digits_are_found_in_whatever_file_they_are(tmp_path, content):
    found = read(tmp_path, content)
    assert found.dtype == np.uint8
    np.testing.assert_array_equal(found, DIGITS)


@pytest.mark.parametrize("at_once", [1, 5, 12])
def test_it_does_not_matter_how_many_are_read_at_once(tmp_path, monkeypatch, at_once):
    monkeypatch.setattr(named_arrays, "AT_ONCE", at_once)
    for name in ("shares", "colours", "one array", "rows"):
        np.testing.assert_array_equal(read(tmp_path, FILES[name]), DIGITS)


@pytest.mark.parametrize("dtype", [np.uint8, np.int32, np.float32, bool])
def test_ink_that_is_there_or_not_is_black_or_white(tmp_path, dtype):
    np.testing.assert_array_equal(read(tmp_path, npz(x_train=(DIGITS > 99).astype(dtype))), 255 * (DIGITS > 99))


def test_larger_pictures_in_a_zip_are_shrunk_as_wholes(tmp_path):
    tall = np.full((112, 56), 255, np.uint8)
    tall[16:96, 24:32] = 0
    cut = np.dstack([np.zeros((56, 56, 3), np.uint8), np.zeros((56, 56), np.uint8)])
    cut[8:48, 24:32, 3] = 255
    found = read(tmp_path, archive({"1/a.jpg": picture(tall, "JPEG", quality=95), "1/b.png": picture(cut)}))
    expected = np.zeros((2, 28, 28))
    expected[0, 4:24, 13:15] = expected[1, 4:24, 12:16] = 255
    assert np.abs(found - expected).max() < 12


REFUSED = {
    "a text": (b"digits", "download is none of the files that are read: give an .npz"),
    "nothing": (b"", "is none of the files that are read"),
    "a PDF": (b"%PDF-1.7", "is none of the files that are read"),
    "a zip of texts": (archive({"a.txt": b"1", "b.txt": b"2"}), "is none of the files that are read"),
    "a zip in a zip": (archive({"a.zip": archive({"0/a.png": picture(DIGITS[0])})}), "is none of the files that are read"),
    "an empty zip": (archive({}), "is none of the files that are read"),
    "labels": (idx(LABELS), "download holds labels and no pictures"),
    "large pictures": (
        npz(images=np.ones((3, 64, 64)), labels=LABELS),
        "download holds images float64 (3, 64, 64), labels int64 (12,): expected",
    ),
    "many arrays": (npz(**{f"a{at}": LABELS for at in range(9)}), "a5 int64 (12,), …: expected pictures of shape (n, 28, 28)"),
    "no picture": (npz(x_train=DIGITS[:0]), "holds x_train uint8 (0, 28, 28): expected"),
    "one array that will not do": (npy(LABELS), "download holds int64 (12,): expected"),
    "large pictures of MNIST's own kind": (idx(np.ones((2, 32, 32))), "download holds uint8 (2, 32, 32): expected"),
    "standardised": (npz(x_train=(SHARES - 0.1307) / 0.3081), "go from −0.42421 to 2.8215: expected numbers from 0 to 1"),
    "16 bits": (npz(x_train=DIGITS.astype(np.uint16) * 257), "go from 0 to 65,535: expected"),
    "all the same": (npz(x_train=np.zeros((3, 28, 28))), "go from 0 to 0: expected"),
    "not a number": (npz(x_train=np.where(SHARES > 0.99, np.nan, SHARES)), "hold numbers that are infinite or none at all (NaN)"),
    "Python's objects": (npy(np.array([[1, "a"]] * 3, object), allow_pickle=True), "download holds object (3, 2): expected"),
    "objects called pictures": (npz(x_train=DIGITS.astype(object)), "holds x_train object (12, 28, 28): expected"),
    "a picture that is none": (
        archive({"0/a.png": picture(DIGITS[0]), "0/b.png": b"?"}),
        "0/b.png in download cannot be read as a picture",
    ),
    "packed by LZMA": (archive({"x_train.npy": npy(DIGITS)}, zipfile.ZIP_LZMA), "download cannot be read to its end"),
    "pictures packed by LZMA": (archive({"0/a.png": picture(DIGITS[0])}, zipfile.ZIP_LZMA), "download cannot be read to its end"),
    "too many": (b"\0\0\x08\x03" + struct.pack(">3I", 2**20, 28, 28), "unpacks to more than 128 MB"),
    "too many, it says": (
        archive({"x.npy": b"\x93NUMPY\x01\x00\x46\x00{'descr': '|u1', 'fortran_order': False, 'shape': (9999999, 28, 28), }"}),
        "more than 128",
    ),
}


@pytest.mark.parametrize(("content", "said"), REFUSED.values(), ids=REFUSED)
def test_what_will_not_do_is_refused_for_what_it_is(tmp_path, content, said):
    assert said in refusal(tmp_path, content).replace("\xa0", " ")


@pytest.mark.parametrize("name", ["MNIST's layout", "one array", "MNIST's own file", "MNIST's own file, packed", "pictures by folders"])
@pytest.mark.parametrize("tenth", range(1, 10))
def test_a_file_cut_short_anywhere_is_refused(tmp_path, name, tenth):
    content = FILES[name]
    assert refusal(tmp_path, content[: len(content) * tenth // 10])


def test_a_gzip_that_never_ends_is_not_unpacked_to_its_end(tmp_path, monkeypatch):
    monkeypatch.setattr("convae.training_pictures.unpacking.MEGABYTES", 1)
    monkeypatch.setattr("convae.training_pictures.reading.MEGABYTES", 1)
    assert "unpacks to more than 1 MB" in refusal(tmp_path, gzip.compress(bytes(3 * 2**20))).replace("\xa0", " ")


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(DigitsError, match="There is no file"):
        training_pictures.read(tmp_path / "none")
