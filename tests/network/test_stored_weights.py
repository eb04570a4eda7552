"""Weights in a file that are missing, of another shape or no plain numbers are refused, and nothing brings the process down."""

import io
import struct
import textwrap
import zipfile

import h5py
import numpy as np
import pytest

from convae import network
from convae.network.keras_file import group_names
from handmade import config, conv, hdf5, weights, zipped
from processes import ROOT, python
from refused import refusal

ONE = [conv("conv1", 2)]


def one_convolution(store) -> bytes:
    """A model of one layer whose arrays are put into the file by `store`."""
    return zipped(config(ONE), hdf5(weights(ONE), store))


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
