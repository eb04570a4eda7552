"""What the tests of the channels' figures count: black and white digits, and where their figures lie."""

from pathlib import Path

import numpy as np

from convae import digits
from convae.model_files import ModelFiles


def black_and_white(count: int) -> np.ndarray:
    return np.where(digits.load_test()[0][:count] > 127, 255, 0).astype(np.uint8)


def side(model: Path) -> Path:
    return ModelFiles(model).channels
