"""A network that takes longer than a frame runs in a worker beside the page: it shows what it would on the page, as soon as it can."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app_server import copy_app, served
from browser_page import Visit, back_again, changed, decoded, painted, reported, seen, stroke
from convae import ink, measures, network
from handmade import model_file
from view_samples import SLOW

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    models = copy_app(tmp_path_factory.mktemp("app")) / "models"
    models.mkdir()
    models.joinpath("classic.keras").write_bytes(model_file(SLOW))
    return models / "classic.keras"


@pytest.fixture(scope="module")
def address(model: Path) -> Iterator[str]:
    with served(model.parents[1]) as at:
        yield at


def error(page: Page) -> float:
    return float(page.locator(".story dd").first.inner_text().rstrip("%").replace(",", "")) / 100


def with_a_worker(visit: Visit) -> Page:
    """The page, once so much has been drawn that the network has gone to a worker."""
    page = visit()
    expect(page.locator(".head")).to_have_count(5)
    expect(page.locator("[data-testid=stStatusWidget]")).to_have_count(0)
    with page.expect_worker():
        for height in (0.3, 0.5, 0.7):
            stroke(page, [(0.3, height), (0.7, height)])
    return page


def test_it_runs_in_a_worker_and_shows_what_python_finds(model: Path, visit: Visit) -> None:
    page = with_a_worker(visit)
    reported(page)
    page.wait_for_timeout(1000)
    before = painted(decoded(page))
    page.get_by_role("button", name="Clear").click()
    changed(page, decoded(page), before)
    before = painted(seen(page))
    stroke(page, [(0.5, 0.2), (0.5, 0.8)])
    changed(page, seen(page), before)
    reported(page)
    picture = ink.from_strokes([[(140, 56), (140, 224)]])
    copy = network.load(model).run(picture)[-1].values[..., 0]
    expect(page.locator(".story dd").first).not_to_have_text("")
    assert error(page) == pytest.approx(measures.compare(picture, copy).error_per_ink, rel=0.02)
    assert len(page.workers) == 1


def test_a_channel_is_switched_off_and_explained_there_too(visit: Visit) -> None:
    page = with_a_worker(visit)
    page.locator(".head").nth(1).click()
    whole = painted(decoded(page))
    page.locator(".lens .switch").first.click()
    assert "to 0.0%" not in page.locator(".worth").inner_text()  # what is not there yet is no perfect copy
    changed(page, decoded(page), whole)
    page.locator(".lens .switch").first.click()
    back_again(page, decoded(page), whole)
    page.locator(".lens canvas").first.click()
    expect(page.locator(".result")).to_contain_text("products add up to")
