"""Principal component analysis, the plainest autoencoder there is, to compare with."""

import numpy as np
from numpy.typing import NDArray

from convae.measures.reconstruction_error import Figures, compare

Pictures = NDArray[np.uint8]


class Components:
    """The directions in which digits differ most, the most important first."""

    def __init__(self, images: Pictures) -> None:
        """Find them in `images`, uint8, shape (n, height, width): 5 seconds for 60,000."""
        pixels = images.reshape(len(images), -1).astype(np.float32) / 255
        self.mean = pixels.mean(axis=0)
        pixels -= self.mean
        _, directions = np.linalg.eigh(pixels.T @ pixels)  # in rising order
        self.directions = directions[:, ::-1]

    def numbers(self, code: int) -> int:
        """How many numbers a copy by way of a `code` of so many needs: the mean, and as many directions."""
        return int(self.mean.size * (1 + code))

    def figures(self, images: Pictures, code: int) -> Figures:
        """How well `images` come back from the first `code` components, cut to what pixels can be, 0 to 1."""
        pixels = images.reshape(len(images), -1).astype(np.float32) / 255
        chosen = self.directions[:, :code]
        copies = (pixels - self.mean) @ chosen @ chosen.T + self.mean
        return compare(pixels, copies.clip(0, 1))
