"""Digits as Keras takes them in for training."""

from math import ceil

import keras
import numpy as np
from numpy.typing import NDArray


class Batches(keras.utils.PyDataset):
    """Digits as (input, target) batches, in a new order every epoch; they stay uint8 until their batch is due."""

    def __init__(self, images: NDArray[np.uint8], batch: int, noise: float, rng: np.random.Generator) -> None:
        super().__init__()
        self.images, self.batch, self.noise, self.rng = images, batch, noise, rng
        self.order = rng.permutation(len(images))

    def __len__(self) -> int:
        return ceil(len(self.images) / self.batch)

    def __getitem__(self, index: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        chosen = np.sort(self.order[index * self.batch : (index + 1) * self.batch])
        images = self.images[chosen, ..., None].astype(np.float32) / 255
        if not self.noise:
            return images, images
        noise = self.rng.standard_normal(images.shape, np.float32)
        return (images + self.noise * noise).clip(0, 1), images

    def on_epoch_end(self) -> None:
        """Shuffle."""
        self.order = self.rng.permutation(len(self.images))

    def seen(self, batches: int) -> int:
        """How many digits there are in the first `batches` of an epoch; the last one may be smaller."""
        return min(batches * self.batch, len(self.images))
