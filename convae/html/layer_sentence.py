"""What a layer does, in plain sentences made from its own description: kind, options and shapes."""

from collections.abc import Callable
from math import prod

from convae.network import Layer
from convae.words import Words


def describe(layer: Layer, words: Words, *, is_code: bool = False) -> str:
    """What `layer` does to these shapes, in one to four sentences."""
    parts = _KINDS[layer.kind](layer, words)
    if is_code:
        parts.append(words.say("layers.code"))
    return " ".join(parts)


def size(shape: tuple[int, ...]) -> str:
    """A shape as people write it: 26×26×16."""
    return "×".join(map(str, shape))


def _input(layer: Layer, words: Words) -> list[str]:
    height, width, _ = layer.output_shape
    return [words.say("layers.input", height=height, width=width)]


def _conv2d(layer: Layer, words: Words) -> list[str]:
    channels, filters = layer.input_shape[2], layer.output_shape[2]
    window = layer.options["kernel_size"]
    key = "layers.conv_single" if filters == 1 else "layers.conv_one" if channels == 1 else "layers.conv"
    parts = [words.say(key, filters=filters, channels=channels, size=size(window), terms=window[0] * window[1] * channels)]
    parts += _activation_parts(layer, words)
    stride = layer.options["strides"][0]
    if stride > 1:
        key = "layers.stride_same" if layer.options["padding"] == "same" else "layers.stride"
        parts.append(words.say(key, stride=stride, **_before_after(layer)))
    else:
        parts.append(words.say(f"layers.{layer.options['padding']}", **_before_after(layer)))
    return parts


def _max_pool(layer: Layer, words: Words) -> list[str]:
    window, length = layer.options["pool_size"], layer.input_shape[0]
    parts = [words.say("layers.max_pool", size=size(window), **_before_after(layer))]
    if layer.options["padding"] == "same" and length % window[0]:
        parts.append(words.say("layers.pool_same", length=length, size=window[0], after=layer.output_shape[0]))
    return parts


def _average_pool(layer: Layer, words: Words) -> list[str]:
    return [words.say("layers.average_pool", size=size(layer.options["pool_size"]), **_before_after(layer))]


def _upsample(layer: Layer, words: Words) -> list[str]:
    return [words.say("layers.upsample", size=size(layer.options["size"]), **_before_after(layer))]


def _flatten(layer: Layer, words: Words) -> list[str]:
    return [words.say("layers.flatten", numbers=layer.output_shape[0])]


def _reshape(layer: Layer, words: Words) -> list[str]:
    shape = layer.output_shape
    if len(shape) != 3:
        return [words.say("layers.reshape_other", numbers=prod(shape))]
    return [words.say("layers.reshape", numbers=prod(shape), channels=shape[2], size=size(shape[:2]))]


def _activation(layer: Layer, words: Words) -> list[str]:
    return [words.say("layers.activation"), *_activation_parts(layer, words)]


def _activation_parts(layer: Layer, words: Words) -> list[str]:
    name = layer.options["activation"]
    return [] if name == "linear" else [words.say(f"layers.{name}")]


def _before_after(layer: Layer) -> dict[str, str]:
    return {"before": size(layer.input_shape[:2]), "after": size(layer.output_shape[:2])}


_KINDS: dict[str, Callable[[Layer, Words], list[str]]] = {
    "InputLayer": _input,
    "Conv2D": _conv2d,
    "MaxPooling2D": _max_pool,
    "AveragePooling2D": _average_pool,
    "UpSampling2D": _upsample,
    "Flatten": _flatten,
    "Reshape": _reshape,
    "Activation": _activation,
}
