"""The two convolutional autoencoders, built in Keras layer by layer.

Only the training process and the tests import this module: the page reads the saved models without Keras.
"""

import keras
from keras import layers

from convae.recipes import RECIPES

CODE_SHAPE = (4, 4, 8)
"""Rows, columns and channels of the code: 128 numbers for the 784 pixels of a digit."""


def build(name: str, filters: tuple[int, int, int] | None = None) -> keras.Sequential:
    """Build a model called `name` with new random weights: "classic" (4,385 parameters), "sharp" (18,257), or one of your own.

    Input and output are batches of digits, shape (n, 28, 28, 1), from 0 (paper) to 1 (ink). The weights come from
    Keras's global generator: `keras.utils.set_random_seed` makes them repeatable.

    Args:
        filters: of conv4, conv5 and conv6, the only way in which models differ; those of the model known by `name` without.

    Raises:
        KeyError: there is no model known by that name.
    """
    chosen = filters or RECIPES[name].decoder
    return keras.Sequential([keras.Input((28, 28, 1), name="input"), *encoder(), *decoder(chosen)], name=name)


def encoder() -> list[keras.Layer]:
    """The layers that turn a digit, shape (28, 28, 1), into its code, shape (4, 4, 8)."""
    return [
        layers.Conv2D(16, 3, activation="relu", name="conv1"),
        layers.MaxPooling2D(2, name="pool1"),
        layers.Conv2D(8, 3, activation="relu", padding="same", name="conv2"),
        # 13 is odd: 'same' pads it to 14, so that 7 come out. With 'valid' throughout, 13 -> 11 -> 5 -> 2 leaves
        # 2×2×8 = 32 numbers, which no Reshape can turn into 4×4×8.
        layers.MaxPooling2D(2, padding="same", name="pool2"),
        layers.Conv2D(8, 3, strides=2, activation="relu", padding="same", name="conv3"),
        layers.Flatten(name="flatten"),
        layers.Reshape(CODE_SHAPE, name="code"),
    ]


def decoder(filters: tuple[int, int, int]) -> list[keras.Layer]:
    """The layers that turn a code, shape (4, 4, 8), into a digit, shape (28, 28, 1)."""
    first, second, third = filters
    return [
        layers.Conv2D(first, 3, activation="relu", padding="same", name="conv4"),
        layers.UpSampling2D(2, name="up1"),
        layers.Conv2D(second, 3, activation="relu", padding="same", name="conv5"),
        layers.UpSampling2D(2, name="up2"),
        # 'valid', so that 16 becomes 14 and the last doubling ends at 28.
        layers.Conv2D(third, 3, activation="relu", name="conv6"),
        layers.UpSampling2D(2, name="up3"),
        layers.Conv2D(1, 3, activation="sigmoid", padding="same", name="output"),
    ]
