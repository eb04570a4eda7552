"""The whole page, run without a browser."""

import pytest

from app_page import Page


@pytest.fixture
def page() -> Page:
    """The page as it opens."""
    return Page()
