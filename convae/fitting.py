"""Fit an autoencoder to digits in Keras, reporting as it goes."""

import socket
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from threading import Event

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from convae import architecture, digits

Report = Callable[[dict[str, object]], None]
"""Takes what there is to say: an "event" ("step", "epoch"), and its figures."""


@dataclass(frozen=True)
class Recipe:
    """How a model is trained: Adam, the learning rate rising to `peak` in `warm_up` steps and falling to 0 as a cosine."""

    epochs: int
    peak: float
    warm_up: int = 500
    batch: int = 128


DOWNLOAD_TIMEOUT = 20
"""Seconds without an answer after which the download of MNIST is given up: Keras sets no limit of its own."""

RECIPES = {"classic": Recipe(epochs=150, peak=1e-2), "sharp": Recipe(epochs=120, peak=8e-3)}


class Batches(keras.utils.PyDataset):
    """Digits as (input, target) batches, in a new order every epoch; they stay uint8 until their batch is due."""

    def __init__(self, images: NDArray[np.uint8], batch: int, rng: np.random.Generator) -> None:
        super().__init__()
        self.images, self.batch, self.rng = images, batch, rng
        self.order = rng.permutation(len(images))

    def __len__(self) -> int:
        return ceil(len(self.images) / self.batch)

    def __getitem__(self, index: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        chosen = np.sort(self.order[index * self.batch : (index + 1) * self.batch])
        images = self.images[chosen, ..., None].astype(np.float32) / 255
        return images, images

    def on_epoch_end(self) -> None:
        """Shuffle."""
        self.order = self.rng.permutation(len(self.images))


class Watch(keras.callbacks.Callback):
    """Reports each epoch and, twice a second, the step; keeps the best weights; stops when asked."""

    def __init__(self, report: Report, stop: Event, epochs: int, steps: int) -> None:
        super().__init__()
        self.report, self.stop, self.epochs, self.steps = report, stop, epochs, steps
        self.best, self.best_weights = float("inf"), None
        self.started = self.reported = time.monotonic()
        self.done = 0

    def on_epoch_begin(self, epoch, logs=None):
        """Note which epoch it is."""
        self.epoch = epoch

    def on_train_batch_end(self, batch, logs=None):
        """Stop if asked, report if it is time."""
        self.done += 1
        if self.stop.is_set():
            self.model.stop_training = True
        if (now := time.monotonic()) - self.reported >= 0.5:
            self.reported = now
            left = (now - self.started) / self.done * (self.epochs * self.steps - self.done)
            self.report(
                {
                    "event": "step",
                    "epoch": self.epoch + 1,
                    "epochs": self.epochs,
                    "step": batch + 1,
                    "steps": self.steps,
                    "bce": float(logs["loss"]),
                    "seconds_left": round(left),
                }
            )

    def on_epoch_end(self, epoch, logs=None):
        """Report the figures and keep the weights if they are the best."""
        figures = {"bce": logs["loss"], "mse": logs["mse"]}
        if "val_loss" in logs:
            figures |= {"validation_bce": logs["val_loss"], "validation_mse": logs["val_mse"]}
            if logs["val_loss"] < self.best:
                self.best, self.best_weights = logs["val_loss"], self.model.get_weights()
        self.report(
            {
                "event": "epoch",
                "epoch": epoch + 1,
                "epochs": self.epochs,
                "seconds": round(time.monotonic() - self.started, 1),
                **{k: float(v) for k, v in figures.items()},
            }
        )


def fit(name: str, images: NDArray[np.uint8], *, epochs: int, seed: int, hold_out: int, report: Report, stop: Event) -> keras.Sequential:
    """Train the model called `name` on `images`, uint8, shape (n, 28, 28), and return it.

    The last `hold_out` images are kept for validation and choose the best epoch; with none, the last epoch stands.
    Setting `stop` ends the training after the step under way. The same seed gives the same weights on one machine.
    """
    recipe = RECIPES[name]
    tf.config.experimental.enable_op_determinism()
    keras.utils.set_random_seed(seed)
    model = architecture.build(name)
    kept = len(images) - hold_out
    batches = Batches(images[:kept], recipe.batch, np.random.default_rng(seed))
    total = epochs * len(batches)
    # A short run warms up for a quarter of its steps at most, so that it has time left to learn.
    warm_up = min(recipe.warm_up, total // 4)
    rate = keras.optimizers.schedules.CosineDecay(0.0, max(1, total - warm_up), warmup_target=recipe.peak, warmup_steps=warm_up)
    model.compile(keras.optimizers.Adam(rate), "binary_crossentropy", metrics=["mse"])
    validation = images[kept:, ..., None].astype(np.float32) / 255
    watch = Watch(report, stop, epochs, len(batches))
    model.fit(
        batches,
        epochs=epochs,
        shuffle=False,
        verbose=0,
        callbacks=[watch],
        validation_data=(validation, validation) if hold_out else None,
        validation_batch_size=500,
    )
    if watch.best_weights is not None:
        model.set_weights(watch.best_weights)
    return model


def save(model: keras.Sequential, path: Path) -> None:
    """Write `model` to `path` as a .keras file, whole or not at all: a kill at any moment leaves the old file as it was."""
    # Built afresh, the model has no optimizer, whose state would triple the file.
    bare = keras.Sequential.from_config(model.get_config())
    bare.set_weights(model.get_weights())
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".saving-") as folder:
        whole = Path(folder) / path.name
        bare.save(whole)
        whole.replace(path)


def find_digits() -> tuple[digits.Digits, str]:
    """MNIST from Keras's cache or download, else the digits that come with convae, and a name for where they came from."""
    socket.setdefaulttimeout(DOWNLOAD_TIMEOUT)
    # Keras would announce its download on standard output, in between our reports.
    keras.utils.disable_interactive_logging()
    try:
        (x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
    except Exception as error:  # noqa: BLE001 - Keras raises a bare Exception when a download fails; whatever it was, it is said
        reason = (str(error) or type(error).__name__).splitlines()[0]
        return digits.load(), f"convae itself, MNIST could not be downloaded ({reason})"
    return digits.Digits(x_train, y_train, x_test, y_test), "keras.datasets.mnist"
