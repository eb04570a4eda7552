"""Files that are broken, forged or hostile: always a ModelFileError, soon, in little memory, and nothing executed."""

import io
import pickle
import random
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from convae import network
from convae.network import ModelFileError
from handmade import autoencoder, config, conv, encoder, hdf5, model_file, weights, zipped
from refused import refusal

WHOLE = model_file(autoencoder())
ONE = [conv("conv1", 2)]
UNREADABLE = "model.keras cannot be read as a .keras model, perhaps it was cut short: save it again with Keras 3."


def test_a_missing_file_is_refused_with_its_path(tmp_path):
    for path in (tmp_path / "none.keras", str(tmp_path / "none.keras"), tmp_path):
        with pytest.raises(ModelFileError) as error:
            network.load(path)
        assert str(path) in str(error.value)


def test_a_path_a_text_and_an_open_file_read_alike(tmp_path):
    path = tmp_path / "model.keras"
    path.write_bytes(WHOLE)
    with path.open("rb") as file:
        networks = [network.load(path), network.load(str(path)), network.load(file), network.load(io.BytesIO(WHOLE))]
    assert {each.parameters for each in networks} == {4385}


def test_a_broken_file_is_named_as_it_was_given(tmp_path):
    path = tmp_path / "broken.keras"
    path.write_bytes(WHOLE[:1000])
    with pytest.raises(ModelFileError, match=str(path)):
        network.load(path)
    with path.open("rb") as file, pytest.raises(ModelFileError, match=r"broken\.keras"):
        network.load(file)


@pytest.mark.parametrize("twentieth", range(20))
def test_a_file_cut_short_anywhere_is_refused(twentieth):
    assert refusal(WHOLE[: len(WHOLE) * twentieth // 20]) == UNREADABLE


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK",
        b"not a model",
        pickle.dumps({"config": 1}),
        zlib.compress(b"x" * 1000),
        random.Random(0).randbytes(5000),
        hdf5(weights(encoder())),
    ],
    ids=["empty", "two letters", "text", "pickle", "zlib", "noise", "bare HDF5"],
)
def test_what_is_no_zip_is_refused(content):
    assert refusal(content) == UNREADABLE


def test_a_pickle_in_the_place_of_the_config_is_not_opened(tmp_path):
    class Trap:
        def __reduce__(self):
            return Path.touch, (tmp_path / "sprung",)

    assert refusal(zipped(pickle.dumps(Trap()), hdf5([]))) == UNREADABLE
    assert not (tmp_path / "sprung").exists()


@pytest.mark.parametrize("name", ["config.json", "model.weights.h5"])
def test_an_archive_without_one_of_its_two_parts_is_refused(name):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, b"{}")
    assert refusal(file.getvalue()) == UNREADABLE


@pytest.mark.parametrize(
    "description",
    [b"", b"{", b"[]", b"null", b'"Sequential"', b"\xff\xfe", b"[" * 100_000, b'{"a":' * 100_000, b"1" * 10_000, b"[1e999, NaN]"],
    ids=lambda text: repr(text[:12]),
)
def test_a_config_that_is_no_json_object_is_refused(description):
    assert refusal(zipped(description, hdf5([]))) == UNREADABLE


@pytest.mark.parametrize(
    ("description", "arrays", "name", "limit"),
    [(b" " * 30 * 2**20, b"", "config.json", 1), (config(ONE), bytes(250 * 2**20), "model.weights.h5", 64)],
    ids=["config", "weights"],
)
def test_a_zip_bomb_is_refused_before_it_is_unpacked(description, arrays, name, limit):
    bomb = zipped(description, arrays, zipfile.ZIP_DEFLATED)
    assert len(bomb) < 2**20
    del arrays
    assert refusal(bomb).startswith(f"{name} inside the model unpacks to more than {limit} MB")


def test_a_zip_bomb_that_lies_about_its_size_is_refused():
    bomb = zipped(b" " * 30 * 2**20, b"", zipfile.ZIP_DEFLATED)
    true, lie = struct.pack("<I", 30 * 2**20), struct.pack("<I", 1000)
    assert bomb.count(true) == 2
    assert refusal(bomb.replace(true, lie)) == UNREADABLE


def test_a_declared_size_larger_than_the_file_is_refused():
    stored = zipped(config(ONE), b"weights")
    true, lie = struct.pack("<II", 7, 7), struct.pack("<II", 2**31, 2**31)
    assert stored.count(true) == 2
    assert refusal(stored.replace(true, lie)) == UNREADABLE


@pytest.mark.parametrize("compression", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_compression_that_keras_never_writes_is_refused(compression):
    assert refusal(zipped(config(ONE), hdf5(weights(ONE)), compression)) == UNREADABLE


def test_a_deflated_archive_opens_as_a_stored_one_does():
    assert network.load(io.BytesIO(zipped(config(ONE), hdf5(weights(ONE)), zipfile.ZIP_DEFLATED))).parameters == 20


def test_an_encrypted_archive_is_refused():
    content = bytearray(WHOLE)
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = -1
        while (start := content.find(signature, start + 1)) >= 0:
            content[start + flags] |= 1
    assert refusal(bytes(content)) == UNREADABLE


def test_a_flipped_byte_in_the_config_is_noticed():
    place = WHOLE.index(b'"filters"')
    assert refusal(WHOLE[:place] + b"'" + WHOLE[place + 1 :]) == UNREADABLE
