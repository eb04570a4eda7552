"""A network as a whole: its public names, that encoding, decoding and running it are one computation, and its weights."""

import inspect
import io
import tracemalloc
from math import prod

import numpy as np
import pytest

from convae import network
from convae.network import FeatureMaps, Layer, Network, ShapeError
from handmade import autoencoder, config, conv, encoder, flatten, hdf5, layer, model_file, open_network, pool, reshape, up, weights, zipped
from work import lines

CLASSIC = [
    ("conv1", "Conv2D", (26, 26, 16), 160),
    ("pool1", "MaxPooling2D", (13, 13, 16), 0),
    ("conv2", "Conv2D", (13, 13, 8), 1160),
    ("pool2", "MaxPooling2D", (7, 7, 8), 0),
    ("conv3", "Conv2D", (4, 4, 8), 584),
    ("flatten", "Flatten", (128,), 0),
    ("code", "Reshape", (4, 4, 8), 0),
    ("conv4", "Conv2D", (4, 4, 8), 584),
    ("up1", "UpSampling2D", (8, 8, 8), 0),
    ("conv5", "Conv2D", (8, 8, 8), 584),
    ("up2", "UpSampling2D", (16, 16, 8), 0),
    ("conv6", "Conv2D", (14, 14, 16), 1168),
    ("up3", "UpSampling2D", (28, 28, 16), 0),
    ("output", "Conv2D", (28, 28, 1), 145),
]


@pytest.fixture(scope="module")
def classic() -> Network:
    return open_network(autoencoder())


@pytest.fixture(scope="module")
def images() -> np.ndarray:
    return np.random.default_rng(0).random((20, 28, 28, 1), np.float32)


def test_classic_has_its_fourteen_layers_and_4385_parameters(classic):
    assert [(layer.name, layer.kind, layer.output_shape, layer.parameters) for layer in classic.layers] == CLASSIC
    assert classic.parameters == 4385


def test_sharp_has_18257_parameters():
    assert open_network(autoencoder((32, 32, 16))).parameters == 18257


def test_the_public_names_are_there():
    assert list(inspect.signature(network.load).parameters) == ["source"]
    assert {"name", "layers", "stages", "parameters", "encode", "decode", "run", "with_weights"} <= set(dir(Network)) | set(
        Network.__annotations__
    )
    assert {"name", "kind", "output_shape", "parameters"} <= set(dir(Layer)) | set(Layer.__annotations__)
    assert list(FeatureMaps.__annotations__) == ["layer", "values"]


def test_run_gives_the_input_and_then_every_layer_in_the_shape_it_announces(classic, images):
    stages = classic.run(images[0])
    assert [stage.layer for stage in stages] == [classic.input, *classic.layers]
    assert [stage.values.shape for stage in stages] == [stage.layer.output_shape for stage in stages]
    np.testing.assert_array_equal(stages[0].values, images[0])


def test_every_layer_begins_where_the_one_before_it_ends(classic):
    chain = [classic.input, *classic.layers]
    assert [layer.input_shape for layer in chain[1:]] == [layer.output_shape for layer in chain[:-1]]


def test_encode_and_decode_agree_with_run_for_every_picture_of_a_large_batch(classic, images):
    codes = classic.encode(images)
    decoded = classic.decode(codes)
    for image, code, picture in zip(images, codes, decoded, strict=True):
        by_name = {stage.layer.name: stage.values for stage in classic.run(image)}
        np.testing.assert_allclose(code, by_name["code"], atol=1e-5)
        np.testing.assert_allclose(picture, by_name["output"], atol=1e-5)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_precision_of_the_input_is_the_precision_of_every_layer(classic, images, dtype):
    assert {stage.values.dtype for stage in classic.run(images[0].astype(dtype))} == {np.dtype(dtype)}
    assert classic.encode(images.astype(dtype)).dtype == dtype


def test_a_picture_needs_no_channel_axis(classic, images):
    flat, deep = classic.run(images[0, :, :, 0])[-1].values, classic.run(images[0])[-1].values
    np.testing.assert_array_equal(flat, deep)


def test_no_pictures_give_no_codes_and_no_codes_no_pictures(classic, images):
    assert classic.encode(images[:0]).shape == (0, 4, 4, 8)
    assert classic.decode(np.zeros((0, 4, 4, 8), np.float32)).shape == (0, 28, 28, 1)


def test_encoder_code_and_decoder_are_the_whole_network(classic):
    assert classic.encoder + classic.decoder == classic.layers
    assert classic.encoder[-1] is classic.code


@pytest.mark.parametrize(
    ("call", "shape", "dtype"),
    [
        ("encode", (28, 28, 1), np.float32),
        ("encode", (1, 28, 27, 1), np.float32),
        ("encode", (1, 28, 28, 1), np.uint8),
        ("decode", (1, 128), np.float32),
        ("run", (1, 28, 28, 1), np.float32),
        ("run", (784,), np.float32),
        ("run", (28, 28), np.int64),
    ],
)
def test_a_wrong_array_is_refused_with_what_was_found_and_expected(classic, call, shape, dtype):
    with pytest.raises(ShapeError) as error:
        getattr(classic, call)(np.zeros(shape, dtype))
    assert np.dtype(dtype).name in str(error.value)
    assert "expected float32 (n, " in str(error.value)


def test_the_code_is_the_layer_of_that_name_even_if_another_is_narrower():
    assert open_network([conv("code", 4), pool("narrow"), up("up"), conv("out", 1)]).code.name == "code"


def test_without_that_name_the_code_is_the_last_of_the_narrowest():
    assert open_network(autoencoder(code="bottleneck")).code.name == "conv4"
    assert open_network([conv("a", 1), pool("b"), conv("c", 1), up("d")]).code.name == "c"


def test_an_encoder_alone_opens_and_decodes_to_the_code_itself(images):
    alone = open_network(encoder())
    assert (alone.code.name, alone.decoder) == ("code", ())
    codes = alone.encode(images)
    np.testing.assert_array_equal(alone.decode(codes), codes)


def test_a_network_of_other_widths_kinds_and_picture_shape_runs():
    layers = [
        conv("a", 5, kernel_size=[5, 1], strides=[2, 3], activation="tanh", use_bias=False),
        pool("b", "AveragePooling2D"),
        flatten(),
        reshape("c", (-1, 5)),
        flatten("d"),
        reshape("e", (5, 1, 25)),
        layer("Activation", "f", activation="relu"),
        up("g", size=[1, 3]),
    ]
    other = open_network(layers, shape=(20, 30, 3))
    assert [layer.output_shape for layer in other.layers] == [
        (10, 10, 5),
        (5, 5, 5),
        (125,),
        (25, 5),
        (125,),
        (5, 1, 25),
        (5, 1, 25),
        (5, 3, 25),
    ]
    stages = other.run(np.random.default_rng(0).random((20, 30, 3)))
    assert [stage.values.shape for stage in stages[1:]] == [layer.output_shape for layer in other.layers]


def test_networks_and_layers_can_be_compared_and_hashed(classic):
    assert classic != open_network(autoencoder())
    assert len({classic, *classic.layers}) == 15


def test_a_wide_network_runs_in_little_memory():
    wide = open_network([conv("a", 64), conv("b", 64), conv("c", 64)])
    images = np.zeros((100, 28, 28, 1), np.float32)
    tracemalloc.start()
    wide.encode(images)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    result = 100 * prod(wide.code.output_shape) * 4
    assert peak < 2 * result + 30e6


def row(arrays: list[list[np.ndarray]]) -> np.ndarray:
    """All these weights in one row, layer by layer, kernel before bias."""
    return np.concatenate([array.ravel() for variables in arrays for array in variables])


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_a_network_with_other_weights_is_the_one_that_a_file_with_them_would_give(images, dtype):
    layers = [conv("a", 3, use_bias=False), pool("b"), conv("code", 5, padding="valid"), up("c", size=[2, 2]), conv("d", 1)]
    others = [[array.astype(dtype).astype(np.float32) for array in variables] for variables in weights(layers, seed=1)]
    expected = network.load(io.BytesIO(zipped(config(layers), hdf5(others))))
    found = open_network(layers).with_weights(row(others).astype(dtype))
    assert [layer.operation for layer in found.layers] == [layer.operation for layer in expected.layers]
    for ours, theirs in zip(found.run(images[0]), expected.run(images[0]), strict=True):
        np.testing.assert_array_equal(ours.values, theirs.values)
    np.testing.assert_array_equal(found.encode(images), expected.encode(images))


def test_a_network_keeps_its_own_weights_when_it_is_given_others(images):
    net, same = open_network(autoencoder()), open_network(autoencoder())
    silent = net.with_weights(np.zeros(4385, np.float32))
    assert silent.run(images[0])[-1].values.max() == 0.5
    before, after = same.run(images[0])[-1].values, net.run(images[0])[-1].values
    np.testing.assert_array_equal(before, after)
    assert all(layer.weights[0].any() for layer in net.layers if layer.weights)


def test_the_weights_that_a_network_was_given_may_change_afterwards(images):
    numbers = row(weights(autoencoder()))
    net = open_network(autoencoder()).with_weights(numbers)
    before = net.run(images[0])[-1].values
    numbers[:] = 0
    np.testing.assert_array_equal(net.run(images[0])[-1].values, before)
    np.testing.assert_array_equal(net.layers[0].weights[0].ravel(), row(weights(autoencoder()))[:144])


def test_with_the_weights_that_it_has_a_network_is_as_before(classic, images):
    again = classic.with_weights(np.concatenate([weight.ravel() for layer in classic.layers for weight in layer.weights]))
    assert again != classic
    assert (again.name, again.parameters, again.code.name) == (classic.name, classic.parameters, classic.code.name)
    np.testing.assert_array_equal(again.decode(again.encode(images)), classic.decode(classic.encode(images)))


@pytest.mark.parametrize(
    ("shape", "dtype"), [((4384,), np.float32), ((4386,), np.float32), ((1, 4385), np.float32), ((4385,), np.int64), ((4385,), np.bool_)]
)
def test_weights_of_another_count_or_type_are_refused_with_what_was_found_and_expected(classic, shape, dtype):
    with pytest.raises(ShapeError) as error:
        classic.with_weights(np.zeros(shape, dtype))
    assert f"{np.dtype(dtype)} {shape}" in str(error.value)
    assert "expected float32 (4385,)" in str(error.value)


def test_a_pass_and_opening_a_file_take_few_lines_of_python_however_many_numbers_there_are(images):
    """How long they take, tests/measures/without_keras.py says."""
    narrow, wide = (model_file(autoencoder(filters)) for filters in ((3, 2, 4), (32, 32, 16)))
    first, second = (network.load(io.BytesIO(file)) for file in (narrow, wide))
    assert lines(lambda: first.run(images[0])) == lines(lambda: second.run(images[0])) < 1_500
    assert lines(lambda: network.load(io.BytesIO(narrow))) == lines(lambda: network.load(io.BytesIO(wide))) < 15_000
