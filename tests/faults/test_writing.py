"""Nothing can be written: a full disk, a read-only file system, no home. The page works, and says what cannot be done."""

import os
import tempfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from app_server import served
from browser_page import SEVEN, decoded, expect_subject, ready, stroke
from faults.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BOUND = ["setpriv", "--bounding-set=-dac_override"] if os.geteuid() == 0 else []
"""Permissions count for whoever runs this, for root, too."""
FULL = [*BOUND, "sh", "-c", 'ulimit -f 0; exec "$@"', "sh"]
"""No file can have even one byte written to it, as on a full disk."""
NOWHERE = "/proc/nowhere"
"""Not even root can make this folder."""
NO_HOME = {"HOME": NOWHERE, "XDG_CACHE_HOME": NOWHERE, "XDG_CONFIG_HOME": NOWHERE, "MPLCONFIGDIR": NOWHERE}


def lock(app: Path) -> None:
    """Let nothing be written into the app's own folders."""
    for folder in (app, app / "models"):
        folder.chmod(0o555)


@pytest.fixture(autouse=True)
def _unlock(app: Path):
    yield
    for folder in (app, app / "models"):
        folder.chmod(0o755)


def test_where_nothing_can_be_written_the_page_works_and_training_says_why_it_cannot_start(app: Path, visit: Visit) -> None:
    lock(app)
    with served(app, within=FULL, **NO_HOME) as address:
        page = visit(address)
        ready(page)
        stroke(page, SEVEN)
        expect_subject(page, "your drawing")
        expect(decoded(page)).to_be_visible()
        expect(page.get_by_text("no figures to download, because the server has no folder that it can write to")).to_be_visible()
        for name in ("All numbers", "Decoded digit"):
            with page.expect_download() as download:
                page.get_by_role("button", name=name).click()
            assert download.value.failure() is None
        page = visit(f"{address}/train")
        page.get_by_role("button", name="Start training").click()
        expect(page.get_by_role("alert").first).to_contain_text("there is no folder for temporary files that can be written to")
        expect(page.get_by_text(tempfile.gettempdir())).to_have_count(0)
        expect(page.get_by_role("button", name="Start training")).to_be_enabled()


def test_without_a_model_and_where_nothing_can_be_written_the_page_says_both(app: Path, visit: Visit) -> None:
    (app / "models" / "classic.keras").unlink()
    lock(app)
    with served(app, within=FULL, **NO_HOME) as address:
        page = visit(address)
        expect(page.get_by_text("It cannot be saved as models/classic.keras")).to_be_visible()
        page.get_by_role("button", name="Train the model").click()
        expect(page.get_by_role("alert").first).to_contain_text("there is no folder for temporary files that can be written to")


def test_without_a_home_figures_can_be_taken_home(app: Path, visit: Visit) -> None:
    with served(app, **NO_HOME) as address:
        page = visit(address)
        ready(page)
        with page.expect_download() as download:
            page.get_by_role("button", name="All layers as a figure (SVG)").click()
        assert b"<svg" in Path(download.value.path()).read_bytes()
