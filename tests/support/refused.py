"""What is said of a model file that is refused."""

import io

import pytest

from convae import network
from convae.network import ModelFileError
from guard import guarded


def refusal(content: bytes) -> str:
    """What is said of a file with this `content`, which has to be refused soon and in little memory."""
    with guarded(), pytest.raises(ModelFileError) as error:
        network.load(io.BytesIO(content))
    return str(error.value)
