"""The app without a model, in a real browser: it trains one and goes on with it."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser_page import Visit, photograph, ready, trained

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_missing_model_is_trained_stopped_and_shown(visit_copy: Visit, copied_app: Path) -> None:
    page = visit_copy()
    page.get_by_role("button", name="Train the model").click()
    trained(page, epochs=1)
    photograph(page, "training")
    page.get_by_role("button", name="Stop and keep").click()
    expect(page.locator(".head")).to_have_count(15)
    ready(page)
    expect(page.get_by_text("of the test digits")).to_be_visible()
    assert {path.name for path in (copied_app / "models").iterdir()} == {"classic.keras", "classic.history.npz"}
