"""What a visitor sees in a photo better than convae does."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

MOST = 3
"""Steps to more ink, or to less."""
STEP = 1.8
"""By how many times fainter a stroke is that is still taken for ink, with each step to more of it."""
SHIFT = 0.13
"""By how much of the way from paper to ink in full the place is shifted that parts the two, with each step."""


@dataclass(frozen=True)
class Correction:
    """How a photo is to be looked at otherwise than it would be.

    Attributes:
        across, down: the part of it that is looked at, from the left and from the top, as shares of its width and height.
        more: steps to more ink, below 0 to less, at most `MOST`.
        swapped: whether what would be paper is the ink.
    """

    across: tuple[float, float] = (0.0, 1.0)
    down: tuple[float, float] = (0.0, 1.0)
    more: int = 0
    swapped: bool = False

    @property
    def fainter(self) -> float:
        """By how many times fainter a stroke may be than it may otherwise, and be ink."""
        return float(STEP**self.more)

    def shifted(self, ink: NDArray[np.float32]) -> NDArray[np.float32]:
        """The `ink`, 0 to 1, with half of it where more of it was, or less."""
        half = 0.5 - SHIFT * self.more
        return np.interp(ink, [0, half, 1], [0, 0.5, 1]).astype(np.float32)

    def part(self, pixels: NDArray[Any]) -> NDArray[Any]:
        """The part of a picture that is looked at, at least one pixel."""
        (top, bottom), (left, right) = (
            (min(int(first * side), side - 1), max(round(last * side), int(first * side) + 1))
            for (first, last), side in zip((self.down, self.across), pixels.shape[:2], strict=True)
        )
        return pixels[top:bottom, left:right]


NONE = Correction()
"""As convae sees it."""
