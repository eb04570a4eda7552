"""Whatever network is opened: it is shown, or refused with a sentence; the page is never blank."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from app_server import copy_app, served
from browser_page import Visit, photograph
from handmade import conv, model_file
from view_samples import MADE

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the app that is visited here has its model; it reads another one when there is one."""
    models = copy_app(tmp_path_factory.mktemp("app")) / "models"
    models.mkdir()
    return models / "classic.keras"


@pytest.fixture(scope="module")
def address(file: Path) -> Iterator[str]:
    """Where that app is served."""
    with served(file.parents[1]) as at:
        yield at


@pytest.mark.parametrize("model", MADE)
def test_odd_networks_are_shown_and_answer(model: str, file: Path, visit: Visit) -> None:
    file.write_bytes(model_file(MADE[model]))
    page = visit()
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


def test_a_network_that_takes_no_digits_is_refused_with_a_sentence(file: Path, visit: Visit) -> None:
    file.write_bytes(model_file([conv("a", 1)], (32, 32, 1)))
    page = visit()
    expect(page.get_by_text("The model takes pictures of shape (32, 32, 1)")).to_be_visible()
