"""Files that are missing, cut short or cannot be read: one sentence about each, and the rest of the page works."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from app_server import served
from browser_page import ready
from faults.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def cut(file: Path) -> None:
    """Leave the first half of a file."""
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def unreadable(file: Path) -> None:
    """Put a file in the place of `file` that is there and can be opened, and gives an error instead of what is in it."""
    file.unlink()
    file.symlink_to("/proc/self/mem")


@pytest.mark.parametrize("spoil", [cut, unreadable])
def test_a_model_that_cannot_be_opened_says_why_and_the_first_one_stays(app: Path, visit: Visit, spoil) -> None:
    spoil(app / "models" / "sharp.keras")
    with served(app) as address:
        page = visit(address)
        ready(page)
        expect(page.locator(".model-refused")).to_have_count(0)
        page.get_by_role("button", name="Model:").click()
        page.locator("label", has=page.get_by_role("radio", name="sharp")).click()
        expect(page.locator(".model-refused")).to_have_text(
            "sharp.keras cannot be read as a .keras model, perhaps it was cut short: save it again with Keras 3."
        )
        ready(page)
        expect(page.get_by_role("button", name="Model: classic")).to_be_visible()
        expect(page.get_by_role("radio", name="classic")).to_be_checked()
        page = visit(f"{address}/compare")
        expect(page.get_by_role("alert").first).to_contain_text("sharp.keras cannot be read")
        page.get_by_role("radio", name="Two moments").click()
        expect(page.locator(".head")).to_have_count(30)


@pytest.mark.parametrize("spoil", [cut, unreadable])
def test_without_what_stands_beside_a_model_it_is_shown_and_measured_again(app: Path, visit: Visit, spoil) -> None:
    for name in ("history.npz", "channels.npz", "json"):
        spoil(app / "models" / f"classic.{name}")
    with served(app) as address:
        page = visit(address)
        ready(page)
        expect(page.get_by_text("of the test digits")).to_be_visible()
        expect(page.get_by_role("slider")).to_have_count(0)
        expect(page.get_by_role("alert")).to_have_count(0)


def test_a_first_model_that_is_broken_is_named_and_another_can_be_trained(app: Path, visit: Visit) -> None:
    unreadable(app / "models" / "classic.keras")
    with served(app) as address:
        page = visit(address)
        expect(page.get_by_text("models/classic.keras cannot be read as a .keras model")).to_be_visible()
        expect(page.get_by_role("button", name="Train the model")).to_be_enabled()


@pytest.mark.parametrize("name", ["mnist-20000.npz", "palettes.npz"])
@pytest.mark.parametrize("spoil", [Path.unlink, cut, unreadable])
def test_a_file_of_the_app_that_is_gone_is_named_on_every_page_and_missed_no_more_when_it_is_back(
    app: Path, visit: Visit, name: str, spoil
) -> None:
    file = app / "convae" / "data" / name
    whole = file.read_bytes()
    spoil(file)
    with served(app) as address:
        page = visit(address)
        for path in ("compare", "train", "about", ""):
            page.goto(f"{address}/{path}")
            expect(page.get_by_role("alert").first).to_contain_text(f"missing or broken: {name}. Whoever runs this page can put it back")
        file.unlink(missing_ok=True)
        file.write_bytes(whole)
        page.reload()
        ready(page)
