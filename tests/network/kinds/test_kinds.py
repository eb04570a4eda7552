"""Which kinds of layer and which of their options are run, and that all others are refused by name."""

import numpy as np
import pytest

from convae.network.config import Settings
from convae.network.keras_file import ModelFileError
from convae.network.kinds import read
from handmade import conv, flatten, layer, pool, reshape, up


def refusal(entry, shape=(28, 28, 1)) -> str:
    with pytest.raises(ModelFileError) as error:
        read(Settings(entry), shape)
    return str(error.value)


@pytest.mark.parametrize(
    "kind",
    [
        "Dense",
        "BatchNormalization",
        "Conv2DTranspose",
        "Dropout",
        "ReLU",
        "GlobalAveragePooling2D",
        "Lambda",
        "Sequential",
        "InputLayer",
        "",
        "conv2d",
    ],
)
def test_an_unknown_kind_is_refused_with_its_name_and_the_kinds_that_are_run(kind):
    assert refusal(layer(kind, "odd")) == (
        f"Layer odd is a {kind}, which convae cannot run: it runs Conv2D, MaxPooling2D, AveragePooling2D, UpSampling2D, "
        "Flatten, Reshape, Activation."
    )


def test_somebodys_own_class_called_conv2d_is_not_taken_for_keras_own():
    assert "Layer mine is a mypackage.layers.Conv2D, which" in refusal(conv("mine", 4) | {"module": "mypackage.layers"})


@pytest.mark.parametrize(
    ("entry", "option", "found", "expected"),
    [
        (conv("odd", 4, dilation_rate=[2, 2]), "dilation_rate", "[2, 2]", "(1, 1)"),
        (conv("odd", 4, groups=2), "groups", "2", "1"),
        (conv("odd", 4, data_format="channels_first"), "data_format", "'channels_first'", "channels_last"),
        (conv("odd", 4, kernel_size=[2, 3]), "kernel_size", "[2, 3]", "1, 3, 5 …"),
        (conv("odd", 4, kernel_size=[3, 4]), "kernel_size", "[3, 4]", "1, 3, 5 …"),
        (conv("odd", 4, kernel_size=[3, 3, 3]), "kernel_size", "[3, 3, 3]", "1 … 64"),
        (conv("odd", 4, kernel_size=[65, 65]), "kernel_size", "[65, 65]", "1 … 64"),
        (conv("odd", 4, kernel_size=None), "kernel_size", "None", "1 … 64"),
        (conv("odd", 4, strides=[0, 1]), "strides", "[0, 1]", "1 … 64"),
        (conv("odd", 4, strides=[-1, 1]), "strides", "[-1, 1]", "1 … 64"),
        (conv("odd", 4, padding="causal"), "padding", "'causal'", "valid, same"),
        (conv("odd", 4, padding=["same"]), "padding", "['same']", "valid, same"),
        (conv("odd", 4, activation="gelu"), "activation", "'gelu'", "relu, sigmoid, tanh, linear"),
        (conv("odd", 4, activation={"class_name": "function"}), "activation", "{'class_name': 'function'}", "relu, sigmoid, tanh, linear"),
        (conv("odd", 0), "filters", "0", "1 … 4096"),
        (conv("odd", 2.5), "filters", "2.5", "1 … 4096"),
        (conv("odd", True), "filters", "True", "1 … 4096"),
        (conv("odd", 10**12), "filters", "1000000000000", "1 … 4096"),
        (conv("odd", "8"), "filters", "'8'", "1 … 4096"),
        (pool("odd", pool_size=[0, 2]), "pool_size", "[0, 2]", "1 … 64"),
        (pool("odd", strides=[2, "2"]), "strides", "[2, '2']", "1 … 64"),
        (pool("odd", data_format="channels_first"), "data_format", "'channels_first'", "channels_last"),
        (pool("odd", padding="full"), "padding", "'full'", "valid, same"),
        (pool("odd", "AveragePooling2D", pool_size=[2]), "pool_size", "[2]", "1 … 64"),
        (up("odd", interpolation="bilinear"), "interpolation", "'bilinear'", "nearest"),
        (up("odd", size=[2, 0]), "size", "[2, 0]", "1 … 64"),
        (reshape("odd", (-1, -1)), "target_shape", "[-1, -1]", "(28, 28, 1)"),
        (reshape("odd", ()), "target_shape", "[]", "(28, 28, 1)"),
        (reshape("odd", (1,) * 200_000), "target_shape", "[1, 1, 1, 1, 1, 1, ...]", "(28, 28, 1)"),
        (layer("Reshape", "odd", target_shape=784), "target_shape", "784", "(28, 28, 1)"),
        (reshape("odd", (28, 0)), "target_shape", "[28, 0]", "1 … 4096"),
        (layer("Activation", "odd", activation="softmax"), "activation", "'softmax'", "relu, sigmoid, tanh, linear"),
        (layer("Activation", "odd"), "activation", "None", "relu, sigmoid, tanh, linear"),
    ],
)
def test_an_option_that_is_not_run_is_refused_with_its_name_its_value_and_what_was_expected(entry, option, found, expected):
    assert refusal(entry) == (f"Layer odd ({entry['class_name']}) has {option} = {found}, which convae does not run: expected {expected}.")


@pytest.mark.parametrize("entry", [conv("flat", 4), pool("flat"), up("flat")])
def test_a_layer_of_pictures_after_flatten_is_refused(entry):
    assert "receives numbers of shape (128,): it needs rows, columns and channels" in refusal(entry, (128,))


@pytest.mark.parametrize(
    ("entry", "size"), [(conv("big", 4, kernel_size=[5, 3], padding="valid"), "5×3"), (pool("big", pool_size=[3, 5]), "3×5")]
)
def test_a_window_larger_than_the_maps_is_refused(entry, size):
    assert f"Layer big slides a window of {size} over maps of only 4×4" in refusal(entry, (4, 4, 8))


@pytest.mark.parametrize(("target", "found", "wanted"), [((4, 4, 9), "(4, 4, 9)", 144), ((-1, 5), "(25, 5)", 125)])
def test_a_reshape_that_does_not_come_out_even_is_refused(target, found, wanted):
    assert f"receives 128 numbers and would make {found} of them, which takes {wanted}" in refusal(reshape("code", target), (128,))


def test_without_same_padding_the_design_ends_at_32_numbers_and_its_reshape_is_refused():
    shape = (28, 28, 1)
    for entry in [
        conv("conv1", 16, padding="valid"),
        pool("pool1"),
        conv("conv2", 8, padding="valid"),
        pool("pool2"),
        conv("conv3", 8, strides=[2, 2], padding="valid"),
        flatten(),
    ]:
        shape = read(Settings(entry), shape).output_shape
    assert shape == (32,)
    assert "receives 32 numbers and would make (4, 4, 8) of them, which takes 128" in refusal(reshape("code", (4, 4, 8)), shape)


@pytest.mark.parametrize(
    ("entry", "shape"),
    [
        (conv("a", 4, kernel_size=[5, 3], strides=[2, 3], padding="valid"), (12, 9, 4)),
        (conv("a", 4, kernel_size=[5, 3], strides=[2, 3], padding="same"), (14, 10, 4)),
        (conv("a", 4, kernel_size=3, strides=2), (14, 14, 4)),
        (pool("a", pool_size=[3, 2], strides=None), (9, 14, 3)),
        (pool("a", pool_size=[3, 3], strides=[2, 5], padding="same"), (14, 6, 3)),
        (up("a", size=3), (84, 84, 3)),
        (reshape("a", (-1, 3)), (784, 3)),
    ],
)
def test_the_announced_shape_is_the_shape_that_comes_out(entry, shape):
    what = read(Settings(entry), (28, 28, 3))
    arrays = [np.zeros(weight, np.float32) for weight in what.weight_shapes]
    assert what.output_shape == shape
    assert what.function(tuple(arrays))(np.zeros((2, 28, 28, 3), np.float32)).shape == (2, *shape)


def test_a_convolution_without_bias_needs_a_kernel_alone():
    assert read(Settings(conv("a", 4, use_bias=False)), (28, 28, 3)).weight_shapes == ((3, 3, 3, 4),)


@pytest.mark.parametrize(
    ("entry", "reads"), [(conv("a", 4, padding="valid"), 26 * 26 * 9 * 3), (pool("a"), 28 * 28 * 3), (up("a"), 28 * 28 * 3)]
)
def test_a_layer_reads_what_lies_under_each_place_of_its_window(entry, reads):
    assert read(Settings(entry), (28, 28, 3)).reads == reads
