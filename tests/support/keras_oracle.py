"""What Keras makes of many models and inputs, layer by layer, for the tests to compare with.

`python -m keras_oracle FOLDER [MODEL.keras ...]` writes each model to FOLDER as NAME.keras, and as NAME.npz the inputs,
every layer's output for them in both precisions, and what Keras says of every layer; of a MODEL also as NAME-earlier.npz,
with its weights at the `MOMENT` of its history. It runs in a process of its own: no
test imports Keras.
"""

import json
import os
import sys
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
from keras import layers

from convae import architecture, digits
from convae.model_files import ModelFiles
from convae.recipes import RECIPES

MOMENT = 12
"""Which moment of a model's history: in the first epoch, when it has begun to learn."""


def made() -> dict[str, keras.Sequential]:
    """Models of every kind of layer, option and order of names that convae runs."""
    return {
        **{f"{name}-new": architecture.build(name) for name in RECIPES},
        "own-new": architecture.build("own", (3, 5, 7)),
        "encoder-alone": keras.Sequential([keras.Input((28, 28, 1)), *architecture.encoder()]),
        "swapped-names": keras.Sequential(
            [
                keras.Input((28, 28, 1)),
                layers.Conv2D(4, 3, padding="same", name="conv2d_1"),
                layers.Conv2D(4, 3, padding="same", name="conv2d"),
                layers.Conv2D(4, 3, padding="same", name="conv2d_2"),
            ]
        ),
        "twelve-convolutions": keras.Sequential(
            [keras.Input((28, 28, 1)), *(layers.Conv2D(3, 3, activation="tanh", padding="same") for _ in range(12))]
        ),
        "wide": keras.Sequential(
            [
                keras.Input((28, 28, 1)),
                layers.Conv2D(5, (5, 3), strides=(2, 3), padding="same", activation="tanh", use_bias=False),
                layers.AveragePooling2D((3, 2), strides=(1, 2), padding="same"),
                layers.Conv2D(40, (1, 7), padding="same"),
                layers.Activation("relu"),
                layers.MaxPooling2D(3, strides=2, padding="same"),
                layers.Conv2D(7, 5, strides=3, padding="same", activation="linear"),
                layers.Flatten(),
                layers.Reshape((-1, 7)),
                layers.Reshape((3, 1, 7)),
                layers.UpSampling2D((2, 3)),
                layers.Activation("sigmoid"),
            ]
        ),
        "narrow-windows": keras.Sequential(
            [
                keras.Input((20, 17, 3)),
                layers.Conv2D(6, 5, strides=2, activation="relu"),
                layers.AveragePooling2D(2),
                layers.MaxPooling2D((3, 2), strides=(1, 3)),
                layers.Conv2D(6, 1, strides=2, padding="same", activation="sigmoid", use_bias=False),
                layers.Activation("tanh"),
            ]
        ),
        "stretched-strides": keras.Sequential(
            [
                keras.Input((13, 13, 2)),
                layers.MaxPooling2D(2, strides=3, padding="same"),
                layers.Conv2D(3, 1, strides=(3, 2), padding="same"),
                layers.AveragePooling2D(3, strides=1, padding="same"),
            ]
        ),
    }


def with_new_weights(model: keras.Sequential, rng: np.random.Generator) -> keras.Sequential:
    """Give `model` kernels and biases of which none is zero, as Keras's own new biases are."""
    # The more products a sum has, the smaller each weight, so that the numbers stay in one range from layer to layer.
    sizes = [max(1, np.prod(weight.shape[:-1]) / 9) for weight in model.get_weights()]
    model.set_weights([rng.normal(0, 0.5 / size**0.5, weight.shape) for size, weight in zip(sizes, model.get_weights(), strict=True)])
    return model


def inputs(shape: tuple[int, int, int], rng: np.random.Generator) -> np.ndarray:
    """Zeros, ones, noise and, for a network that takes them, digits."""
    pictures = [np.zeros((1, *shape)), np.ones((1, *shape)), rng.random((3, *shape))]
    if shape == (28, 28, 1):
        pictures.append(digits.load().x_test[:8, ..., None] / 255)
    return np.concatenate(pictures).astype(np.float32)


def layer_by_layer(model: keras.Sequential, images: np.ndarray, precision: str) -> list[np.ndarray]:
    """Every layer's output for `images` from Keras itself, computed in `precision` from the same weights."""
    config = json.loads(json.dumps(model.get_config()).replace("float32", precision))
    twin = keras.Sequential.from_config(config)
    twin.set_weights(model.get_weights())
    x, outputs = keras.ops.convert_to_tensor(images, precision), []
    for layer in twin.layers:
        x = layer(x)
        outputs.append(np.asarray(x))
    assert {output.dtype.name for output in outputs} == {precision}
    return outputs


def write(folder: Path, name: str, model: keras.Sequential, rng: np.random.Generator) -> None:
    images = inputs(model.input_shape[1:], rng)
    arrays = {
        f"{precision}/{number}": output
        for precision in ("float32", "float64")
        for number, output in enumerate(layer_by_layer(model, images, precision))
    }
    facts = [(layer.name, type(layer).__name__, layer.output.shape[1:], layer.count_params()) for layer in model.layers]
    np.savez(folder / f"{name}.npz", inputs=images, facts=json.dumps(facts), parameters=model.count_params(), moment=MOMENT, **arrays)


def earlier(model: keras.Sequential, history: Path) -> keras.Sequential:
    """The `model` with the weights of a moment in its `history`."""
    numbers, weights = np.load(history)["weights"][MOMENT].astype(np.float32), model.get_weights()
    parts = np.split(numbers, np.cumsum([weight.size for weight in weights])[:-1])
    model.set_weights([part.reshape(weight.shape) for part, weight in zip(parts, weights, strict=True)])
    return model


def losses() -> dict[str, float]:
    """What Keras says of a noisy picture and a copy of it with pixels at both ends of the scale: see test_measures.py."""
    picture, copy = np.random.default_rng(7).random((2, 28, 28), np.float32)
    copy[:4], copy[-4:] = 0, 1
    pair = [keras.ops.reshape(values, (1, -1)) for values in (picture, copy)]
    return {"bce": float(keras.losses.binary_crossentropy(*pair)[0]), "mse": float(keras.losses.mean_squared_error(*pair)[0])}


def main(folder: Path, shipped: list[Path]) -> None:
    rng = np.random.default_rng(0)
    keras.utils.set_random_seed(0)
    for name, model in made().items():
        with_new_weights(model, rng).save(folder / f"{name}.keras")
        write(folder, name, model, rng)
    compiled = architecture.build("classic")
    compiled.compile("adam", "binary_crossentropy")
    compiled.fit(*[rng.random((32, 28, 28, 1))] * 2, verbose=0)
    compiled.save(folder / "with-optimizer.keras")
    write(folder, "with-optimizer", compiled, rng)
    (folder / "known.json").write_text(json.dumps({"losses": losses()}))
    for path in shipped:
        model = keras.models.load_model(path)
        write(folder, path.stem, model, rng)
        write(folder, f"{path.stem}-earlier", earlier(model, ModelFiles(path).history), rng)


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(argument) for argument in sys.argv[2:]])
