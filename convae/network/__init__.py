"""A trained autoencoder, read from a .keras file and run in NumPy."""

from convae.network.keras_file import ModelFileError
from convae.network.layer import Channel, FeatureMaps, Layer
from convae.network.loading import MAX_NUMBERS, MAX_READS, load
from convae.network.network import READS_AT_ONCE, Network, ShapeError

__all__ = [
    "MAX_NUMBERS",
    "MAX_READS",
    "READS_AT_ONCE",
    "Channel",
    "FeatureMaps",
    "Layer",
    "ModelFileError",
    "Network",
    "ShapeError",
    "load",
]
