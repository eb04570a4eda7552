"""The models as Keras builds them, layer by layer."""

import json

import numpy as np
import pytest

from convae.recipes import RECIPES
from convae.training import command
from processes import ROOT

ENCODER = [
    ("conv1", "Conv2D", [26, 26, 16], 160),
    ("pool1", "MaxPooling2D", [13, 13, 16], 0),
    ("conv2", "Conv2D", [13, 13, 8], 1160),
    ("pool2", "MaxPooling2D", [7, 7, 8], 0),
    ("conv3", "Conv2D", [4, 4, 8], 584),
    ("flatten", "Flatten", [128], 0),
    ("code", "Reshape", [4, 4, 8], 0),
]
CLASSIC = [
    *ENCODER,
    ("conv4", "Conv2D", [4, 4, 8], 584),
    ("up1", "UpSampling2D", [8, 8, 8], 0),
    ("conv5", "Conv2D", [8, 8, 8], 584),
    ("up2", "UpSampling2D", [16, 16, 8], 0),
    ("conv6", "Conv2D", [14, 14, 16], 1168),
    ("up3", "UpSampling2D", [28, 28, 16], 0),
    ("output", "Conv2D", [28, 28, 1], 145),
]
SHARP = [
    *ENCODER,
    ("conv4", "Conv2D", [4, 4, 32], 2336),
    ("up1", "UpSampling2D", [8, 8, 32], 0),
    ("conv5", "Conv2D", [8, 8, 32], 9248),
    ("up2", "UpSampling2D", [16, 16, 32], 0),
    ("conv6", "Conv2D", [14, 14, 16], 4624),
    ("up3", "UpSampling2D", [28, 28, 16], 0),
    ("output", "Conv2D", [28, 28, 1], 145),
]
OWN = [
    *ENCODER,
    ("conv4", "Conv2D", [4, 4, 3], 219),
    ("up1", "UpSampling2D", [8, 8, 3], 0),
    ("conv5", "Conv2D", [8, 8, 5], 140),
    ("up2", "UpSampling2D", [16, 16, 5], 0),
    ("conv6", "Conv2D", [14, 14, 7], 322),
    ("up3", "UpSampling2D", [28, 28, 7], 0),
    ("output", "Conv2D", [28, 28, 1], 64),
]
SHIPPED = [path.stem for path in sorted((ROOT / "models").glob("*.keras"))]


@pytest.mark.parametrize(("name", "layers", "parameters"), [("classic", CLASSIC, 4385), ("sharp", SHARP, 18257), ("own", OWN, 2649)])
def test_every_layer_has_its_name_kind_shape_and_parameters(oracle, name, layers, parameters):
    for built in {f"{name}-new", name} & {f"{name}-new", *SHIPPED}:
        keras = np.load(oracle / f"{built}.npz")
        assert [tuple(fact) for fact in json.loads(str(keras["facts"]))] == layers
        assert keras["parameters"] == parameters


def test_every_model_with_a_recipe_can_be_asked_for_and_built(oracle):
    built = {path.stem.removesuffix("-new") for path in oracle.glob("*-new.keras")}
    assert built == {*RECIPES, "own"}
    for name in RECIPES:
        assert command.parser().parse_args(["--model", name]).model == name
