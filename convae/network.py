"""A trained autoencoder, read from a .keras file and run in NumPy."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce
from math import prod
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from convae.errors import ConvaeError
from convae.keras_file import KerasFile, ModelFileError
from convae.kinds import Shape, operation
from convae.layers import Array
from convae.settings import Settings, read

MAX_NUMBERS = 2_000_000
"""The most numbers that the maps of all layers may hold together, and a kernel; `classic` has 36,096."""
MAX_READS = 8_000_000
"""The most numbers that a layer may look at for one picture; the last of `classic` looks at 112,896."""
READS_AT_ONCE = 1_000_000
"""How many pictures are computed at once follows from this: 8 for `classic`, so that their numbers stay in the processor's
cache, which makes 10,000 digits 2.5 times as fast as batches of 250."""

__all__ = ["Channel", "FeatureMaps", "Layer", "ModelFileError", "Network", "ShapeError", "load"]


Channel = tuple[int, int]
"""A stage, 0 for the input, and one of its channels; of a flat row, one of its numbers."""


class ShapeError(ConvaeError):
    """An array has not the shape or type that the network takes."""


@dataclass(frozen=True, eq=False)
class Layer:
    """One layer: what it is called, what it does to a picture and with which weights.

    Attributes:
        kind: its class in Keras, such as "Conv2D"; "InputLayer" for the input.
        input_shape: shape of what goes in for one picture: (height, width, channels), or (n,) after Flatten.
        output_shape: shape of what comes out.
        options: its settings, as far as its kind has them: "kernel_size", "pool_size", "size", "strides" (pairs of
            int), "padding" and "activation" (words).
        reads: how many numbers it looks at for one picture, those under each place of its window.
        weights: kernel, shape (height, width, channels_in, channels_out), and bias, shape (channels_out,), or less.
        apply: the layer as a function of a batch.
    """

    name: str
    kind: str
    input_shape: Shape
    output_shape: Shape
    options: Mapping[str, Any]
    reads: int
    weights: tuple[Array, ...] = field(repr=False)
    apply: Callable[[Array], Array] = field(repr=False)

    @property
    def parameters(self) -> int:
        """How many numbers training has found for this layer."""
        return sum(weight.size for weight in self.weights)


@dataclass(frozen=True, eq=False)
class FeatureMaps:
    """What one layer makes of one picture: `values`, shape `layer.output_shape`."""

    layer: Layer
    values: Array


@dataclass(frozen=True, eq=False)
class Network:
    """A sequence of layers, from a picture to its reconstruction.

    Attributes:
        input: the input, as a layer that changes nothing.
        layers: the layers after it, in order.
    """

    name: str
    input: Layer
    layers: tuple[Layer, ...]

    @property
    def parameters(self) -> int:
        """How many numbers training has found in all: 4,385 for `classic`."""
        return sum(layer.parameters for layer in self.layers)

    @cached_property
    def code(self) -> Layer:
        """The layer whose output is the code: the one named "code", else the last of the narrowest."""
        named = [layer for layer in self.layers if layer.name == "code"]
        return named[0] if named else min(reversed(self.layers), key=lambda layer: prod(layer.output_shape))

    @property
    def encoder(self) -> tuple[Layer, ...]:
        """The layers up to and with the code."""
        return self.layers[: self.layers.index(self.code) + 1]

    @property
    def decoder(self) -> tuple[Layer, ...]:
        """The layers after the code; none where the network is an encoder alone."""
        return self.layers[len(self.encoder) :]

    def is_picture(self, layer: Layer) -> bool:
        """Whether the output of `layer` is a grey picture, as the input and the decoded digit are, rather than feature maps."""
        shape = layer.output_shape
        return shape == self.input.output_shape and shape[-1] == 1 and (layer is self.input or layer is self.layers[-1])

    @property
    def reconstructs(self) -> bool:
        """Whether a picture like the input comes out, so that the two can be compared."""
        return self.is_picture(self.layers[-1])

    def encode(self, images: Array) -> Array:
        """The codes of `images`: from (n, 28, 28, 1), 0 paper to 1 ink, to (n, 4, 4, 8) for `classic`.

        Raises:
            ShapeError: `images` is not a batch of the network's input.
        """
        return _in_batches(self.encoder, _checked(images, self.input.output_shape))

    def decode(self, codes: Array) -> Array:
        """The pictures that `codes` stand for: from (n, 4, 4, 8) to (n, 28, 28, 1), 0 to 1.

        Raises:
            ShapeError: `codes` is not a batch of the network's codes.
        """
        return _in_batches(self.decoder, _checked(codes, self.code.output_shape))

    def run(self, image: Array, off: Collection[Channel] = ()) -> tuple[FeatureMaps, ...]:
        """What every layer makes of one `image`, the input first: 15 stages for `classic`.

        Args:
            image: shape (28, 28) or (28, 28, 1), 0 paper to 1 ink, float32 or float64: the precision of all that follows.
            off: channels that are switched off: all their numbers are 0, and what follows has to do without them.

        Raises:
            ShapeError: `image` has another shape or type.
        """
        expected = self.input.output_shape
        if image.shape == expected[:2] and expected[2] == 1:
            image = image[..., None]
        values = _checked(image[None], expected)
        stages: list[FeatureMaps] = []
        for at, layer in enumerate((self.input, *self.layers)):
            values = layer.apply(values)
            if silent := [channel for stage, channel in off if stage == at]:
                values = values.copy()  # it may be the layer before's own memory
                values[..., silent] = 0
            stages.append(FeatureMaps(layer, values[0]))
        return tuple(stages)


def load(source: Path | str | BinaryIO) -> Network:
    """Read the .keras file `source`, a path or an open file, without Keras and without executing anything in it.

    Raises:
        ModelFileError: it is no .keras file, is broken, has a kind of layer or an option that convae does not run, or
            weights that do not fit; the error names what.
    """
    file = KerasFile(source)
    name, input_shape, described = read(file)
    network_input = Layer(_input_name(described), "InputLayer", input_shape, input_shape, {}, prod(input_shape), (), lambda x: x)
    weights, built, numbers = file.convolution_weights(), [network_input], prod(input_shape)
    for settings in described:
        shape = built[-1].output_shape
        what = operation(settings, shape)
        numbers += prod(what.output_shape)
        if max(numbers, *map(prod, what.weight_shapes), 0) > MAX_NUMBERS:
            raise ModelFileError("errors.model.too_many_numbers", layer=settings.layer, limit=MAX_NUMBERS)
        if what.reads > MAX_READS:
            raise ModelFileError("errors.model.too_many_reads", layer=settings.layer, found=what.reads, limit=MAX_READS)
        arrays = next(weights).read(settings.layer, *what.weight_shapes) if what.weight_shapes else ()
        built.append(
            Layer(settings.layer, settings.kind, shape, what.output_shape, what.options, what.reads, arrays, what.function(*arrays))
        )
    return Network(name, network_input, tuple(built[1:]))


def _input_name(described: Sequence[Settings]) -> str:
    """What the input is called: "input", and longer where a layer is called so."""
    name = "input"
    while name in {settings.layer for settings in described}:
        name += "_"
    return name


def _checked(batch: Array, shape: Shape) -> Array:
    if batch.shape[1:] != shape or batch.dtype not in (np.float32, np.float64):
        raise ShapeError("errors.shape", found=f"{batch.dtype} {batch.shape}", expected=f"float32 (n, {', '.join(map(str, shape))})")
    return batch


def _in_batches(layers: Sequence[Layer], batch: Array) -> Array:
    at_once = max(1, READS_AT_ONCE // max((layer.reads for layer in layers), default=1))
    parts = [
        reduce(lambda x, layer: layer.apply(x), layers, batch[start : start + at_once]) for start in range(0, max(1, len(batch)), at_once)
    ]
    return np.concatenate(parts)
