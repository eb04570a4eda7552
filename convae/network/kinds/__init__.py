"""The kinds of Keras layer that convae runs: what their settings mean, what shape comes out, which function computes it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import prod
from typing import Any

import numpy as np

from convae import layers
from convae.layers import Array, Padding, Pair
from convae.network.config import Settings
from convae.network.keras_file import ModelFileError

Shape = tuple[int, ...]
Function = Callable[[Array], Array]
ACTIVATIONS: dict[str, Function] = {"relu": layers.relu, "sigmoid": layers.sigmoid, "tanh": layers.tanh, "linear": layers.linear}
PADDINGS: dict[str, Padding] = {"valid": "valid", "same": "same"}


@dataclass(frozen=True)
class Operation:
    """What a layer does, before it has its weights.

    Attributes:
        output_shape: shape of one picture's result.
        options: the settings that matter to this kind: "kernel_size", "pool_size", "size", "strides", "padding", "activation".
        reads: how many numbers it looks at for one picture, those under each place of its window.
        function: from its weights to the function of a batch that is the layer.
        weight_shapes: shapes of those weights, kernel and then bias.
    """

    output_shape: Shape
    options: dict[str, Any]
    reads: int
    function: Callable[..., Function]
    weight_shapes: tuple[Shape, ...] = ()


def operation(settings: Settings, input_shape: Shape) -> Operation:
    """What the layer with these `settings` does to one picture of `input_shape`.

    Raises:
        ModelFileError: the kind, one of its options or the shape is not one that convae runs; the error names it.
    """
    if settings.kind not in _KINDS:
        raise ModelFileError("errors.model.kind", layer=settings.layer, kind=settings.kind, known=", ".join(_KINDS))
    settings.must_be(data_format="channels_last")
    return _KINDS[settings.kind](settings, input_shape)


def _conv2d(settings: Settings, input_shape: Shape) -> Operation:
    settings.must_be(dilation_rate=(1, 1), groups=1)
    size, filters = settings.pair("kernel_size"), settings.whole("filters", settings.values.get("filters"))
    if size[0] % 2 == 0 or size[1] % 2 == 0:
        raise settings.refuse("kernel_size", "1, 3, 5 …")
    activation = settings.choice("activation", tuple(ACTIVATIONS))
    places = _Places(settings, input_shape, size, settings.pair("strides"))

    def function(kernel: Array, bias: Array | None = None) -> Function:
        bias = np.zeros(filters, kernel.dtype) if bias is None else bias
        convolve = partial(layers.conv2d, kernel=kernel, bias=bias, strides=places.strides, padding=places.padding)
        return lambda x: ACTIVATIONS[activation](convolve(x))

    kernel_shape = (*size, places.channels, filters)
    return Operation(
        output_shape=(*places.shape, filters),
        options={"kernel_size": size, "strides": places.strides, "padding": places.padding, "activation": activation},
        reads=places.reads,
        function=function,
        weight_shapes=(kernel_shape, (filters,)) if settings.values.get("use_bias", True) else (kernel_shape,),
    )


def _pooling(pool: Callable[..., Array], settings: Settings, input_shape: Shape) -> Operation:
    size, strides = settings.pair("pool_size"), settings.pair("pool_size" if settings.values.get("strides") is None else "strides")
    places = _Places(settings, input_shape, size, strides)
    return Operation(
        output_shape=(*places.shape, places.channels),
        options={"pool_size": size, "strides": strides, "padding": places.padding},
        reads=places.reads,
        function=lambda: partial(pool, size=size, strides=strides, padding=places.padding),
    )


def _upsampling(settings: Settings, input_shape: Shape) -> Operation:
    settings.must_be(interpolation="nearest")
    size = settings.pair("size")
    rows, columns, channels = _picture(settings, input_shape)
    shape = (rows * size[0], columns * size[1], channels)
    return Operation(shape, {"size": size}, prod(input_shape), lambda: partial(layers.upsample, size=size))


def _flatten(settings: Settings, input_shape: Shape) -> Operation:
    return Operation((prod(input_shape),), {}, prod(input_shape), lambda: layers.flatten)


def _reshape(settings: Settings, input_shape: Shape) -> Operation:
    wanted, total = settings.values.get("target_shape"), prod(input_shape)
    if not isinstance(wanted, list) or not 1 <= len(wanted) <= 3 or wanted.count(-1) > 1:
        raise settings.refuse("target_shape", str(input_shape))
    known = prod(settings.whole("target_shape", length) for length in wanted if length != -1)
    shape = tuple(total // known if length == -1 else length for length in wanted)
    if prod(shape) != total:
        raise ModelFileError("errors.model.reshape", layer=settings.layer, numbers=total, found=str(shape), wanted=prod(shape))
    return Operation(shape, {}, total, lambda: partial(layers.reshape, shape=shape))


def _activation(settings: Settings, input_shape: Shape) -> Operation:
    activation = settings.choice("activation", tuple(ACTIVATIONS))
    return Operation(input_shape, {"activation": activation}, prod(input_shape), lambda: ACTIVATIONS[activation])


class _Places:
    """The places of a window of `size` that moves over a picture by `strides`."""

    def __init__(self, settings: Settings, input_shape: Shape, size: Pair, strides: Pair) -> None:
        rows, columns, self.channels = _picture(settings, input_shape)
        self.strides, self.padding = strides, PADDINGS[settings.choice("padding", tuple(PADDINGS))]
        if self.padding == "valid":
            if size[0] > rows or size[1] > columns:
                raise ModelFileError("errors.model.window", layer=settings.layer, size=f"{size[0]}×{size[1]}", found=f"{rows}×{columns}")
            rows, columns = rows - size[0] + 1, columns - size[1] + 1
        self.shape = -(-rows // strides[0]), -(-columns // strides[1])
        self.reads = prod((*self.shape, *size, self.channels))


def _picture(settings: Settings, input_shape: Shape) -> tuple[int, int, int]:
    if len(input_shape) != 3:
        raise ModelFileError("errors.model.not_a_picture", layer=settings.layer, kind=settings.kind, found=str(input_shape))
    rows, columns, channels = input_shape
    return rows, columns, channels


_KINDS: dict[str, Callable[[Settings, Shape], Operation]] = {
    "Conv2D": _conv2d,
    "MaxPooling2D": partial(_pooling, layers.max_pool),
    "AveragePooling2D": partial(_pooling, layers.average_pool),
    "UpSampling2D": _upsampling,
    "Flatten": _flatten,
    "Reshape": _reshape,
    "Activation": _activation,
}
