"""Keeps the history of a training while it goes on."""

import json

import keras
import numpy as np
from numpy.typing import NDArray

from convae import history
from convae.history import History
from convae.training.batches import Batches
from convae.training.interval_loss import IntervalLoss


class Recorder(keras.callbacks.Callback):
    """Keeps the weights at the moments that a history wants, and the loss between the points of its curve."""

    def __init__(self, total: int, batches: Batches) -> None:
        super().__init__()
        self.batches = batches
        self.moments = set(history.moments(total, len(batches), history.MOMENTS))
        self.points = set(history.moments(total, len(batches), history.POINTS))
        self.weights: dict[int, NDArray[np.float16]] = {}
        self.curve: dict[int, float] = {}
        self.done, self.loss = 0, IntervalLoss()

    def on_train_begin(self, logs=None):
        """Keep the weights before the first step."""
        self._keep()

    def on_epoch_begin(self, epoch, logs=None):
        """Let no interval of the curve go over the end of an epoch."""
        self.loss.begin_epoch()

    def on_train_batch_end(self, batch, logs=None):
        """Keep what is due."""
        self.done += 1
        if self.done in self.points:
            self.curve[self.done] = self.loss.upto(self.batches.seen(batch + 1), logs["loss"])
        if self.done in self.moments:
            self._keep()

    def _keep(self) -> None:
        self.weights[self.done] = half(self.model)

    def history(self, model: keras.Sequential, last: int, digest: str, facts: dict[str, object]) -> History:
        """The history of `model`, whose weights are those after step `last`, and whose file has the `digest`."""
        self.weights[last] = half(model)
        steps = sorted(step for step in self.weights if step <= last)
        curve = sorted(step for step in self.curve if step <= last)
        return History(
            digest,
            json.dumps(facts),
            len(self.batches),
            np.array(steps, np.int32),
            np.stack([self.weights[step] for step in steps]),
            np.array(curve, np.int32),
            np.array([self.curve[step] for step in curve], np.float32),
        )


def half(model: keras.Sequential) -> NDArray[np.float16]:
    """All weights of `model` in one row, in half precision; what is too large for it becomes the largest there is."""
    largest = np.finfo(np.float16).max
    return flat(model).clip(-largest, largest).astype(np.float16)


def flat(model: keras.Sequential) -> NDArray[np.float32]:
    """All weights of `model` in one row, layer by layer, kernel before bias."""
    return np.concatenate([weights.ravel() for weights in model.get_weights()])
