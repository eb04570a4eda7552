"""Files in the place of a model: a network that runs, or a sentence."""

import io
import json
import pickle
import zipfile
from typing import Any

import h5py
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import handmade
from convae.viewed.model import Model
from guard import answered
from spoilt import JUNK, json_bytes, otherwise, spoilt

LAYERS = handmade.autoencoder((3, 2, 4))
CONFIG, WEIGHTS = handmade.config(LAYERS), handmade.hdf5(handmade.weights(LAYERS))
WHOLE = handmade.zipped(CONFIG, WEIGHTS)


def opens(data: bytes) -> None:
    """Open it as the page opens what a visitor brings, and let it look at a digit."""
    with answered():
        model = Model("brought", data, title="<b>model</b>.keras")
        stages = model.net.run(np.zeros((28, 28), np.float32))
        assert all(np.isfinite(stage.values).all() for stage in stages)


@given(otherwise(CONFIG, times=4).map(json_bytes))
def test_a_network_described_otherwise(description: bytes) -> None:
    opens(handmade.zipped(description, WEIGHTS))


@given(JUNK.map(json_bytes) | st.binary(max_size=60))
def test_any_description_at_all(description: bytes) -> None:
    opens(handmade.zipped(description, WEIGHTS))


@given(spoilt(WHOLE))
def test_a_file_with_bytes_changed(data: bytes) -> None:
    opens(data)


@given(spoilt(WEIGHTS))
def test_weights_with_bytes_changed(weights: bytes) -> None:
    opens(handmade.zipped(CONFIG, weights))


@given(st.lists(st.sampled_from([1, 2, 3, 7, 28, 64, 1000, 10**6, 2**31]), min_size=3, max_size=3), st.sampled_from(["same", "valid"]))
def test_layers_of_any_size(sizes: list[int], padding: str) -> None:
    filters, kernel, factor = sizes
    layers = [handmade.conv("wide", filters, kernel_size=[kernel, kernel], padding=padding), handmade.up("up", size=[factor, factor])]
    small = kernel * kernel * filters < 10**6
    opens(handmade.zipped(handmade.config(layers), handmade.hdf5(handmade.weights(layers)) if small else WEIGHTS))


def linked(link: h5py.SoftLink | h5py.ExternalLink) -> bytes:
    file = io.BytesIO()
    with h5py.File(file, "w") as root:
        root["layers/conv2d/vars/0"] = link
    return file.getvalue()


def enormous(shape: tuple[int, ...], **options: Any) -> bytes:
    """Weights of a shape that only a file can have that does not hold them."""
    file = io.BytesIO()
    with h5py.File(file, "w") as root:
        root.create_dataset("layers/conv2d/vars/0", shape, "f4", **options)
    return file.getvalue()


DESCRIPTION = json.dumps(CONFIG).encode()
HANDMADE = {
    "names that leave the folder": handmade.archive({"../../config.json": DESCRIPTION, "/etc/convae": b"x", "model.weights.h5": WEIGHTS}),
    "names twice, and longer ones": handmade.archive({"config.json": DESCRIPTION, "x/" * 20_000: b"", "model.weights.h5": WEIGHTS}),
    "60,000 members": handmade.archive({f"{at}": b"" for at in range(60_000)}),
    "a bomb for its description": handmade.archive({"config.json": b" " * 500_000_000, "model.weights.h5": WEIGHTS}),
    "a bomb for its weights": handmade.archive({"config.json": DESCRIPTION, "model.weights.h5": bytes(500_000_000)}),
    "an archive in the place of its weights": handmade.zipped(CONFIG, WHOLE),
    "a description a million deep": handmade.zipped(b"[" * 1_000_000, WEIGHTS),
    "a description of digits": handmade.zipped(b"9" * 900_000, WEIGHTS),
    "a pickle": pickle.dumps(zipfile.Path),
    "a pickle for its description": handmade.zipped(pickle.dumps(zipfile.Path), WEIGHTS),
    "a picture that is a model, too": b"\x89PNG\r\n\x1a\n" + WHOLE,
    "weights elsewhere in the file": handmade.zipped(CONFIG, linked(h5py.SoftLink("/layers/conv2d/vars"))),
    "weights in another file": handmade.zipped(CONFIG, linked(h5py.ExternalLink("/etc/passwd", "/"))),
    "gigantic weights": handmade.zipped(CONFIG, enormous((2**20, 2**20), chunks=(1, 1024))),
    "weights that are all one number": handmade.zipped(CONFIG, enormous((3, 3, 1, 2**22), chunks=(3, 3, 1, 64), fillvalue=1)),
    "a layer of Python": handmade.zipped(handmade.config([handmade.layer("Lambda", "x", function="__import__('os').abort()")]), WEIGHTS),
    "a thousand layers": handmade.zipped(handmade.config([handmade.up(f"up{at}", size=[1, 1]) for at in range(1000)]), WEIGHTS),
}


@pytest.mark.parametrize("data", HANDMADE.values(), ids=HANDMADE.keys())
def test_a_file_made_to_do_harm(data: bytes) -> None:
    opens(data)
