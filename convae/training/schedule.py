"""The learning rate: how it rises and falls, and how it is changed on the way."""

import keras
import tensorflow as tf

from convae.recipes import WARM_UP, Recipe


class Rate(keras.optimizers.schedules.LearningRateSchedule):
    """The learning rate of a `recipe` after each of `total` steps, times a factor that may be changed while they are made."""

    def __init__(self, recipe: Recipe, total: int) -> None:
        super().__init__()
        self.recipe = recipe
        # A short run warms up for a quarter of its steps at most, so that it has time left to learn.
        self.warm_up = min(WARM_UP, total // 4)
        self.rest = max(1, total - self.warm_up)
        self.falling = keras.optimizers.schedules.CosineDecay(0.0, self.rest, warmup_target=recipe.rate, warmup_steps=self.warm_up)
        self.factor = tf.Variable(1.0, trainable=False)

    def __call__(self, step):
        """The learning rate after `step` steps, a tensor."""
        if self.recipe.schedule == "cosine":
            return self.falling(step) * self.factor
        risen = tf.minimum(1.0, tf.cast(step, tf.float32) / max(1, self.warm_up))
        return self.recipe.rate * risen * self.factor

    def change(self, rate: float) -> None:
        """Let the learning rate be as if `rate` had been its highest all along."""
        self.factor.assign(rate / self.recipe.rate)

    def at(self, step: int) -> float:
        """The learning rate after `step` steps."""
        return float(self(step))

    def get_config(self):
        """What Keras would save of it: nothing, a saved model has no optimizer."""
        return {}
