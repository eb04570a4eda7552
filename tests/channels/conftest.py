"""A small model with its channels' figures."""

from pathlib import Path

import pytest

import handmade
from convae import channels, network
from convae.model_files import ModelFiles
from counted_model import black_and_white, side


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small model with its figures beside it."""
    path = tmp_path_factory.mktemp("made") / "small.keras"
    path.write_bytes(handmade.model_file([handmade.conv("a", 2), handmade.flatten()]))
    figures = channels.measure(network.load(path), black_and_white(12), digest=ModelFiles(path).digest)
    channels.save(figures, side(path))
    return path
