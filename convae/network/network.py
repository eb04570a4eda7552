"""A sequence of layers, from a picture to its reconstruction."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from math import prod

import numpy as np

from convae.errors import ConvaeError
from convae.layers import Array
from convae.network.kinds import Shape
from convae.network.layer import Channel, FeatureMaps, Layer

READS_AT_ONCE = 1_000_000
"""How many pictures are computed at once follows from this: 8 for `classic`, so that their numbers stay in the processor's
cache, which makes 10,000 digits 2.5 times as fast as batches of 250."""


class ShapeError(ConvaeError):
    """An array has not the shape or type that the network takes."""


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

    @cached_property
    def stages(self) -> tuple[Layer, ...]:
        """The input and then every layer, as `run` tells of them."""
        return self.input, *self.layers

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
        for at, layer in enumerate(self.stages):
            values = layer.apply(values)
            if silent := [channel for stage, channel in off if stage == at]:
                values = values.copy()  # it may be the layer before's own memory
                values[..., silent] = 0
            stages.append(FeatureMaps(layer, values[0]))
        return tuple(stages)

    def with_weights(self, numbers: Array) -> "Network":
        """The same network with other weights: all of them in one row, layer by layer, kernel before bias.

        Raises:
            ShapeError: `numbers` are not as many as the network has parameters, or no floats.
        """
        if numbers.shape != (self.parameters,) or numbers.dtype.kind != "f":
            raise ShapeError("errors.shape", found=f"{numbers.dtype} {numbers.shape}", expected=f"float32 ({self.parameters},)")
        rest, layers = numbers.astype(np.float32), []
        for layer in self.layers:
            weights = []
            for weight in layer.weights:
                own, rest = rest[: weight.size], rest[weight.size :]
                weights.append(own.reshape(weight.shape))
            layers.append(replace(layer, weights=tuple(weights)))
        return replace(self, layers=tuple(layers))


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
