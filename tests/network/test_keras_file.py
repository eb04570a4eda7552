"""Files that are broken, forged or hostile: always a ModelFileError, soon, in little memory, and nothing executed."""

import io
import pickle
import random
import struct
import textwrap
import zipfile
import zlib
from pathlib import Path

import h5py
import numpy as np
import pytest

from convae import network
from convae.network import ModelFileError
from convae.network.keras_file import group_names
from guard import guarded
from handmade import autoencoder, config, conv, encoder, hdf5, model_file, weights, zipped
from processes import ROOT, python

WHOLE = model_file(autoencoder())
ONE = [conv("conv1", 2)]


def refusal(content: bytes) -> str:
    """What is said of a file with this `content`, which has to be refused soon and in little memory."""
    with guarded(), pytest.raises(ModelFileError) as error:
        network.load(io.BytesIO(content))
    return str(error.value)


def one_convolution(store) -> bytes:
    """A model of one layer whose arrays are put into the file by `store`."""
    return zipped(config(ONE), hdf5(weights(ONE), store))


UNREADABLE = "model.keras cannot be read as a .keras model, perhaps it was cut short: save it again with Keras 3."


@pytest.mark.parametrize("path", sorted((ROOT / "models").glob("*.keras")), ids=lambda path: path.stem)
def test_the_weights_of_a_layer_lie_where_keras_has_put_them(path):
    with zipfile.ZipFile(path) as archive, h5py.File(io.BytesIO(archive.read("model.weights.h5"))) as file:
        stored = set(file["layers"])
    kinds = [layer.kind for layer in network.load(path).layers]
    assert set(group_names(kinds)) == stored


@pytest.mark.parametrize(
    ("kind", "group"),
    [("Dense", "dense"), ("BatchNormalization", "batch_normalization"), ("Conv2DTranspose", "conv2d_transpose"), ("ReLU", "re_lu")],
)
def test_a_class_of_layers_is_stored_under_its_name_in_small_letters(kind, group):
    assert list(group_names([kind, "Other", kind])) == [group, "other", f"{group}_1"]


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


def test_missing_weights_are_refused_with_the_layers_name():
    assert refusal(zipped(config(ONE), hdf5([]))) == (
        "The weights of layer conv1 are missing or cannot be read: save the model again with Keras 3."
    )
    kernel_alone = [[weights(ONE)[0][0]]]
    assert "weights of layer conv1 are missing" in refusal(zipped(config(ONE), hdf5(kernel_alone)))


@pytest.mark.parametrize("shape", [(3, 3, 1, 3), (3, 3, 2), (3, 3, 2, 1), (), (0,), (3, 3, 1, 2, 1)])
def test_weights_of_another_shape_are_refused_with_both_shapes(shape):
    bias = weights(ONE)[0][1]
    text = refusal(zipped(config(ONE), hdf5([[np.zeros(shape, np.float32), bias]])))
    assert f"The weights of layer conv1 have the shapes ({shape}, (2,)), but its settings need ((3, 3, 1, 2), (2,))" in text


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_weights_that_are_not_finite_are_refused(value):
    kernel, bias = weights(ONE)[0]
    bias[1] = value
    assert "weights of layer conv1 are not all finite" in refusal(zipped(config(ONE), hdf5([[kernel, bias]])))


def test_weights_too_large_for_float32_are_refused():
    kernel, bias = weights(ONE)[0]
    assert "weights of layer conv1 are not all finite" in refusal(zipped(config(ONE), hdf5([[kernel.astype(np.float64) * 1e300, bias]])))


@pytest.mark.parametrize("dtype", ["<f8", "<f4", "<f2", ">f4", ">f8"])
def test_weights_of_any_float_type_are_read_as_float32(dtype):
    kernel, bias = weights(ONE)[0]
    layer = network.load(io.BytesIO(zipped(config(ONE), hdf5([[kernel.astype(dtype), bias.astype(dtype)]])))).layers[0]
    assert layer.weights[0].dtype == np.dtype(np.float32)
    np.testing.assert_allclose(layer.weights[0], kernel, atol=1e-3)


@pytest.mark.parametrize("dtype", ["i4", "u1", "c8", "S4", "V4", "?"])
def test_weights_that_are_no_floats_are_refused(dtype):
    arrays = [[np.zeros((3, 3, 1, 2), dtype), np.zeros(2, dtype)]]
    assert "weights of layer conv1 are missing or cannot be read" in refusal(zipped(config(ONE), hdf5(arrays)))


def chunked(group, name, array):
    group.create_dataset(name, data=array, chunks=True, compression="gzip")


def gigantic_and_chunked(group, name, array):
    group.create_dataset(name, shape=(2**20, 2**20, 1, 2), chunks=(64, 64, 1, 2), dtype="f4")


def virtual(group, name, array):
    layout = h5py.VirtualLayout(array.shape, "f4")
    layout[...] = h5py.VirtualSource("/etc/passwd", "x", array.shape)
    group.create_virtual_dataset(name, layout)


def external(group, name, array):
    group.create_dataset(name, shape=array.shape, dtype="f4", external=[("/etc/passwd", 0, h5py.h5f.UNLIMITED)])


def soft_link(group, name, array):
    group.file[f"elsewhere{name}"] = array
    group[name] = h5py.SoftLink(f"/elsewhere{name}")


def external_link(group, name, array):
    group[name] = h5py.ExternalLink("/etc/passwd", "/x")


def a_group(group, name, array):
    group.create_group(name)


def circular(group, name, array):
    group[name] = group.file["/"]


def references(group, name, array):
    group.create_dataset(name, data=np.full(array.shape, group.ref), dtype=h5py.ref_dtype)


@pytest.mark.parametrize(
    "store", [chunked, gigantic_and_chunked, virtual, external, soft_link, external_link, a_group, circular, references]
)
def test_weights_that_are_no_plain_arrays_of_this_file_are_refused(store):
    assert "weights of layer conv1 are missing or cannot be read" in refusal(one_convolution(store))


def test_a_gigantic_plain_array_is_refused_by_its_shape_unread():
    def gigantic(group, name, array):
        group.create_dataset(name, shape=(2**16, 2**16, 1, 2), dtype="f4")

    assert "weights of layer conv1 have the shapes ((65536, 65536, 1, 2)," in refusal(one_convolution(gigantic))


@pytest.mark.parametrize("address", [2**20, 2**62, 2**63 - 1, 2**63, 2**64 - 2])
def test_an_array_that_claims_to_lie_outside_the_file_is_refused(address):
    arrays = hdf5(weights(ONE))
    with h5py.File(io.BytesIO(arrays), "r") as file:
        true = struct.pack("<Q", file["layers/conv2d/vars/0"].id.get_offset())
    assert arrays.count(true) == 1
    moved = arrays.replace(true, struct.pack("<Q", address))
    assert "weights of layer conv1 are missing or cannot be read" in refusal(zipped(config(ONE), moved))


def test_a_group_that_is_a_link_to_another_file_is_refused(tmp_path):
    (tmp_path / "other.h5").write_bytes(hdf5(weights(ONE)))
    file = io.BytesIO()
    with h5py.File(file, "w") as root:
        root["layers"] = h5py.ExternalLink(str(tmp_path / "other.h5"), "/layers")
    assert "weights of layer conv1 are missing or cannot be read" in refusal(zipped(config(ONE), file.getvalue()))


DAMAGE = """
    import io, random, resource
    resource.setrlimit(resource.RLIMIT_AS, (4 * 2**30, 4 * 2**30))
    from handmade import autoencoder, config, hdf5, weights, zipped
    from convae import network

    layers = autoencoder()
    description, arrays = config(layers), hdf5(weights(layers))
    whole = zipped(description, arrays)

    def attempt(content):
        try:
            network.load(io.BytesIO(content))
        except network.ModelFileError:
            pass

    # Sizes and addresses, most of which stand in the first hundred bytes.
    for place in range(100):
        for number in (1, 2**31, 2**40, 2**62, 2**63):
            attempt(zipped(description, arrays[:place] + number.to_bytes(8, "little") + arrays[place + 8:]))
    # Anywhere, but between the weights' numbers, where there are mostly zeros: there a change matters.
    for seed in range(400):
        rng = random.Random(seed)
        content = bytearray(whole if seed % 2 else arrays)
        for _ in range(rng.choice([1, 4, 16, 64])):
            content[content.find(bytes(3), rng.randrange(len(content)))] = rng.choice([0, 1, 127, 128, 255, rng.randrange(256)])
        attempt(bytes(content) if seed % 2 else zipped(description, bytes(content)))
    print("survived")
"""


def test_damage_anywhere_never_brings_the_process_down():
    """In a process of its own, because what is feared is a crash inside the HDF5 library."""
    done = python("-c", textwrap.dedent(DAMAGE))
    assert (done.returncode, done.stdout, done.stderr) == (0, "survived\n", "")
