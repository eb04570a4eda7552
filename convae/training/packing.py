"""A Keras model as the bytes of a .keras file."""

import tempfile
from pathlib import Path

import keras


def packed(model: keras.Sequential) -> bytes:
    """The .keras file of `model` as it is now, without its optimizer, whose state would triple it.

    Raises:
        OSError: there is no room for it in the folder for temporary files.
    """
    bare = keras.Sequential.from_config(model.get_config())
    bare.set_weights(model.get_weights())
    with tempfile.TemporaryDirectory(prefix="convae-") as folder:
        path = Path(folder) / "model.keras"
        bare.save(path)
        return path.read_bytes()
