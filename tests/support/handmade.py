"""Model files made by hand, layer by layer, in the layout that Keras writes; with them a test can say exactly what is wrong."""

import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import h5py
import numpy as np

from convae import network
from convae.network import FeatureMaps, Network

Entry = dict[str, Any]


def layer(kind: str, name: str, **settings: Any) -> Entry:
    return {"module": "keras.layers", "class_name": kind, "config": {"name": name, **settings}, "registered_name": None}


def conv(name: str, filters: int, **settings: Any) -> Entry:
    defaults = {
        "kernel_size": [3, 3],
        "strides": [1, 1],
        "padding": "same",
        "data_format": "channels_last",
        "dilation_rate": [1, 1],
        "groups": 1,
        "activation": "relu",
        "use_bias": True,
    }
    return layer("Conv2D", name, filters=filters, **(defaults | settings))


def pool(name: str, kind: str = "MaxPooling2D", **settings: Any) -> Entry:
    return layer(kind, name, **({"pool_size": [2, 2], "strides": [2, 2], "padding": "valid", "data_format": "channels_last"} | settings))


def up(name: str, **settings: Any) -> Entry:
    return layer("UpSampling2D", name, **({"size": [2, 2], "data_format": "channels_last", "interpolation": "nearest"} | settings))


def activation(name: str = "activation", function: str = "tanh") -> Entry:
    return layer("Activation", name, activation=function)


def flatten(name: str = "flatten") -> Entry:
    return layer("Flatten", name, data_format="channels_last")


def reshape(name: str, shape: Sequence[int]) -> Entry:
    return layer("Reshape", name, target_shape=list(shape))


def encoder(code: str = "code") -> list[Entry]:
    return [
        conv("conv1", 16, padding="valid"),
        pool("pool1"),
        conv("conv2", 8),
        pool("pool2", padding="same"),
        conv("conv3", 8, strides=[2, 2]),
        flatten(),
        reshape(code, (4, 4, 8)),
    ]


def autoencoder(filters: tuple[int, int, int] = (8, 8, 16), code: str = "code") -> list[Entry]:
    return [
        *encoder(code),
        conv("conv4", filters[0]),
        up("up1"),
        conv("conv5", filters[1]),
        up("up2"),
        conv("conv6", filters[2], padding="valid"),
        up("up3"),
        conv("output", 1, activation="sigmoid"),
    ]


def config(layers: Sequence[Entry], shape: Sequence[int | None] = (28, 28, 1)) -> Entry:
    first = layer("InputLayer", "input", batch_shape=[None, *shape])
    return {"module": "keras", "class_name": "Sequential", "config": {"name": "handmade", "layers": [first, *layers]}}


def weights(layers: Sequence[Entry], channels: int = 1, seed: int = 0) -> list[list[np.ndarray]]:
    """Random kernels and biases that fit the convolutions of `layers`."""
    rng, arrays = np.random.default_rng(seed), []
    for entry in layers:
        settings = entry["config"]
        if entry["class_name"] == "Conv2D":
            size, filters = settings["kernel_size"], settings["filters"]
            kernel = rng.normal(0, 0.3, (*size, channels, filters)).astype(np.float32)
            bias = rng.normal(0, 0.3, filters).astype(np.float32)
            arrays.append([kernel, bias] if settings["use_bias"] else [kernel])
            channels = filters
        elif entry["class_name"] == "Reshape":
            channels = settings["target_shape"][-1]
    return arrays


def hdf5(arrays: Sequence[Sequence[np.ndarray]], store: Callable[[h5py.Group, str, np.ndarray], object] | None = None) -> bytes:
    """The `arrays` of convolutions as Keras stores them; `store` may put one array into its group in another way."""
    return stored({f"conv2d{f'_{number}' if number else ''}": variables for number, variables in enumerate(arrays)}, store)


def stored(groups: Mapping[str, Sequence[np.ndarray]], store: Callable[[h5py.Group, str, np.ndarray], object] | None = None) -> bytes:
    """The arrays of each layer in its group, as Keras stores them; `store` may put one array into its group in another way."""
    file = io.BytesIO()
    with h5py.File(file, "w") as root:
        for name, variables in groups.items():
            group = root.create_group(f"layers/{name}/vars")
            for index, array in enumerate(variables):
                if store:
                    store(group, str(index), array)
                else:
                    group[str(index)] = array
    return file.getvalue()


def archive(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with these files in it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return file.getvalue()


def zipped(description: object, arrays: bytes, compression: int = zipfile.ZIP_STORED) -> bytes:
    """The .keras file itself; `description` is written as JSON unless it is bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        archive.writestr("metadata.json", json.dumps({"keras_version": "3.15.1"}))
        archive.writestr("config.json", description if isinstance(description, bytes) else json.dumps(description))
        archive.writestr("model.weights.h5", arrays)
    return file.getvalue()


def model_file(layers: Sequence[Entry], shape: tuple[int, int, int] = (28, 28, 1)) -> bytes:
    return zipped(config(layers, shape), hdf5(weights(layers, shape[2])))


def open_network(layers: Sequence[Entry], shape: tuple[int, int, int] = (28, 28, 1)) -> Network:
    return network.load(io.BytesIO(model_file(layers, shape)))


def alone(layer: Entry, numbers: object) -> tuple[Network, tuple[FeatureMaps, ...]]:
    """The network of this one layer, and what it makes of one map of `numbers`."""
    values = np.array(numbers, np.float64)[..., None]
    net = open_network([layer], values.shape)
    return net, net.run(values)
