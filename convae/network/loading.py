"""From a .keras file to a network, without Keras."""

from collections.abc import Sequence
from math import prod
from pathlib import Path
from typing import BinaryIO

from convae.network import config, kinds
from convae.network.config import Settings
from convae.network.keras_file import KerasFile, ModelFileError
from convae.network.layer import Layer
from convae.network.network import Network

MAX_NUMBERS = 2_000_000
"""The most numbers that the maps of all layers may hold together, and a kernel; `classic` has 36,096."""
MAX_READS = 16_000_000
"""The most numbers that all layers together may look at for one picture; those of `classic` look at 180,756."""


def load(source: Path | str | BinaryIO) -> Network:
    """Read the .keras file `source`, a path or an open file, without Keras and without executing anything in it.

    Raises:
        ModelFileError: it is no .keras file, is broken, has a kind of layer or an option that convae does not run, or
            weights that do not fit; the error names what.
    """
    file = KerasFile(source)
    name, first, input_shape, described = config.read(file, kinds.InputLayer.__name__)
    built = [Layer(_input_name(described), kinds.InputLayer.read(first, input_shape), ())]
    numbers, reads = prod(input_shape), 0
    for settings, stored in zip(described, file.weights(settings.kind for settings in described), strict=True):
        operation = kinds.read(settings, built[-1].output_shape)
        numbers += prod(operation.output_shape)
        if max(numbers, *map(prod, operation.weight_shapes), 0) > MAX_NUMBERS:
            raise ModelFileError("errors.model.too_many_numbers", layer=settings.layer, limit=MAX_NUMBERS)
        reads += operation.reads
        if reads > MAX_READS:
            raise ModelFileError("errors.model.too_many_reads", layer=settings.layer, found=reads, limit=MAX_READS)
        built.append(Layer(settings.layer, operation, stored.read(settings.layer, operation.weight_shapes)))
    return Network(name, built[0], tuple(built[1:]))


def _input_name(described: Sequence[Settings]) -> str:
    """What the input is called: "input", and longer where a layer is called so."""
    name = "input"
    while name in {settings.layer for settings in described}:
        name += "_"
    return name
