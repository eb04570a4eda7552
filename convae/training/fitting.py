"""Fit an autoencoder to digits in Keras."""

from dataclasses import asdict, dataclass

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from convae import architecture, measures
from convae.history import History
from convae.recipes import Recipe, name_of
from convae.training.batches import Batches
from convae.training.control import Control
from convae.training.packing import packed
from convae.training.recording import Recorder
from convae.training.schedule import Rate
from convae.training.watching import Watch
from convae.training_events import Built, Listener


@dataclass(frozen=True)
class Fitted:
    """What came out of a training: the model, and how it came to be.

    Attributes:
        kept: the epoch after which the model was the best, and is kept as it was then; None where it is as the last step left it.
    """

    model: keras.Sequential
    recorder: Recorder
    last: int
    facts: dict[str, object]
    kept: int | None

    def history(self, digest: str) -> History:
        """The history of the model in the file with this `digest`."""
        return self.recorder.history(self.model, self.last, digest, self.facts)


def fit(recipe: Recipe, images: NDArray[np.uint8], *, hold_out: int, tell: Listener, control: Control, weights: bool = False) -> Fitted:
    """Train a model by `recipe` on `images`, uint8, shape (n, 28, 28).

    The last `hold_out` images are kept for validation and choose the best epoch; with none, the last step stands. The same
    recipe gives the same weights on one machine.

    Args:
        control: what the training is told while it goes on.
        weights: whether the steps are told with the weights, and the untrained model comes before them.
    """
    tf.config.experimental.enable_op_determinism()
    keras.utils.set_random_seed(recipe.seed)
    model = architecture.build(name_of(recipe.decoder), recipe.decoder)
    kept = len(images) - hold_out
    batches = Batches(images[:kept], recipe.batch, recipe.noise, np.random.default_rng(recipe.seed))
    total = recipe.epochs * len(batches)
    rate = Rate(recipe, total)
    if weights:
        # Whoever wants to look on needs the network to put the weights into.
        tell(Built(packed(model)))
    model.compile(keras.optimizers.Adam(rate), "binary_crossentropy", metrics=["mse"])
    validation = images[kept:, ..., None].astype(np.float32) / 255
    recorder = Recorder(total, batches)
    watch = Watch(tell, control, rate, recipe.epochs, batches, weights=weights)
    model.fit(
        batches,
        epochs=recipe.epochs,
        shuffle=False,
        verbose=0,
        callbacks=[recorder, watch],
        validation_data=(validation, validation) if hold_out else None,
        validation_batch_size=500,
    )
    last = watch.pace.done
    if watch.best_weights is not None:
        model.set_weights(watch.best_weights)
        last = watch.best_step
    known = {"recipe": asdict(recipe), "images": kept, "held_out": hold_out, "floor": measures.floor(images[:kept])}
    facts = known | {"steps": watch.pace.done, "seconds": round(watch.pace.seconds)}
    return Fitted(model, recorder, last, facts, None if last == watch.pace.done else last // len(batches))
