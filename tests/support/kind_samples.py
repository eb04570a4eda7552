"""A sample of every kind of layer, with all that makes it say or compute something else."""

from handmade import Entry, conv, flatten, layer, pool, reshape, up

MAPS = (5, 4, 2)
SAMPLES: dict[str, list[tuple[Entry, tuple[int, ...]]]] = {
    "Conv2D": [
        (conv("a", 3), MAPS),
        (conv("a", 2, kernel_size=[3, 1], strides=[2, 3], padding="valid", activation="sigmoid", use_bias=False), MAPS),
        (conv("a", 1, kernel_size=[1, 1], strides=[2, 2], activation="linear"), MAPS),
        (conv("a", 4, strides=[2, 2], padding="valid", activation="tanh"), (5, 5, 1)),
    ],
    "MaxPooling2D": [(pool("a"), MAPS), (pool("a", pool_size=[3, 2], strides=[1, 3], padding="same"), MAPS)],
    "AveragePooling2D": [
        (pool("a", "AveragePooling2D"), MAPS),
        (pool("a", "AveragePooling2D", pool_size=[3, 2], strides=[1, 3], padding="same"), MAPS),
    ],
    "UpSampling2D": [(up("a", size=[2, 3]), MAPS)],
    "Flatten": [(flatten("a"), MAPS), (flatten("a"), (6,))],
    "Reshape": [(reshape("a", (2, 5, 4)), MAPS), (reshape("a", (8, 5)), MAPS), (reshape("a", (2, 3, 1)), (6,))],
    "Activation": [(layer("Activation", "a", activation=name), MAPS) for name in ("relu", "sigmoid", "tanh", "linear")]
    + [(layer("Activation", "a", activation="tanh"), (6,))],
}
"""Layers of each kind, with all that makes them say something else."""
