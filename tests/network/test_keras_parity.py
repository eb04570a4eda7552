"""NumPy computes what Keras computes: every layer of every model, within the bounds of the design."""

import json
from pathlib import Path

import numpy as np
import pytest

from convae import history, network
from convae.model_files import ModelFiles
from processes import ROOT

SHIPPED = sorted((ROOT / "models").glob("*.keras"))
MADE = [
    "classic-new",
    "sharp-new",
    "own-new",
    "encoder-alone",
    "swapped-names",
    "twelve-convolutions",
    "wide",
    "narrow-windows",
    "stretched-strides",
    "with-optimizer",
]
EARLIER = {f"{path.stem}-earlier": path for path in SHIPPED}
every_model = pytest.mark.parametrize("name", [*MADE, *(path.stem for path in SHIPPED), *EARLIER])


def both(oracle: Path, name: str):
    """Our network from the file of that name, and what Keras made of it."""
    expected = np.load(oracle / f"{name}.npz")
    if path := EARLIER.get(name):
        net = network.load(path)
        past = history.read(ModelFiles(path).history, ModelFiles(path).digest, net.parameters)
        assert past is not None
        return net.with_weights(past.weights[int(expected["moment"])]), expected
    shipped = {path.stem: path for path in SHIPPED}
    return network.load(shipped.get(name, oracle / f"{name}.keras")), expected


def test_the_oracle_has_spoken_of_no_other_models(oracle):
    assert {path.stem for path in oracle.glob("*.npz")} == {*MADE, *(path.stem for path in SHIPPED), *EARLIER}


@every_model
def test_layers_have_keras_names_kinds_shapes_and_parameters(oracle, name):
    ours, keras = both(oracle, name)
    facts = [(layer.name, layer.kind, list(layer.output_shape), layer.parameters) for layer in ours.layers]
    assert facts == [tuple(fact) for fact in json.loads(str(keras["facts"]))]
    assert ours.parameters == keras["parameters"]


@every_model
@pytest.mark.parametrize("precision", ["float32", "float64"])
def test_every_layer_is_equal_to_keras(oracle, name, precision):
    ours, keras = both(oracle, name)
    runs = [ours.run(image.astype(precision)) for image in keras["inputs"]]
    for number, layer in enumerate(ours.layers):
        expected = keras[f"{precision}/{number}"]
        found = np.stack([stages[number + 1].values for stages in runs])
        bound = 1e-9 if precision == "float64" else 1e-4 * max(1, np.abs(expected).max())
        assert found.dtype == expected.dtype
        np.testing.assert_allclose(found, expected, rtol=0, atol=bound, err_msg=f"layer {layer.name} of {name}")


@pytest.mark.parametrize("name", ["classic-new", "sharp-new", "with-optimizer", *(path.stem for path in SHIPPED), *EARLIER])
def test_the_decoded_picture_is_equal_to_keras(oracle, name):
    ours, keras = both(oracle, name)
    images = keras["inputs"]
    decoded = ours.decode(ours.encode(images))
    np.testing.assert_allclose(decoded, keras[f"float32/{len(ours.layers) - 1}"], rtol=0, atol=2e-5)
