"""What all doors share."""

import pytest

from app_page import path
from convae import ink


@pytest.fixture(scope="session", autouse=True)
def _opened_before() -> None:
    """Read one drawing: with the first one SciPy is imported, which evaluates text of its own."""
    ink.steps_of_drawing({"objects": [path([(20.0, 20.0), (260.0, 260.0)])]}, size=(280, 280))
