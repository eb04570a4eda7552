"""Whatever network is opened: it is shown, or refused with a sentence; the page is never blank."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser_page import Visit, photograph
from handmade import conv, model_file
from view_samples import MADE

pytestmark = pytest.mark.browser


@pytest.fixture
def model(request: pytest.FixtureRequest, copied_app: Path) -> str:
    """The app shows the odd network that the test names; its name."""
    (copied_app / "models").mkdir()
    (copied_app / "models" / "classic.keras").write_bytes(model_file(MADE[request.param]))
    return str(request.param)


@pytest.mark.parametrize("model", MADE, indirect=True)
def test_odd_networks_are_shown_and_answer(model: str, visit_copy: Visit) -> None:
    page = visit_copy()
    expect(page.locator(".head")).to_have_count(1 + len(MADE[model]))
    page.locator(".head").nth(1).click()
    expect(page.locator(".lens h3")).to_be_visible()
    page.locator(".stage").focus()
    page.keyboard.press("Home")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator(".lens .heat, .lens .result").first).to_be_visible()
    assert page.locator('[data-testid="stMain"]').evaluate("e => e.scrollWidth - e.clientWidth") <= 0  # a wide table scrolls in itself
    photograph(page, f"odd-{model.replace(' ', '-')}")


def test_a_network_that_takes_no_digits_is_refused_with_a_sentence(copied_app: Path, visit_copy: Visit) -> None:
    (copied_app / "models").mkdir()
    (copied_app / "models" / "classic.keras").write_bytes(model_file([conv("a", 1)], (32, 32, 1)))
    page = visit_copy()
    expect(page.get_by_text("The model takes pictures of shape (32, 32, 1)")).to_be_visible()
