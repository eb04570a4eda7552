"""What all tests share."""

import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path

# Before NumPy is loaded, and for all that the tests start: its matrices here are too small for two threads to be faster than one, and
# where the processor is busy with something else they wait for each other most of the time.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import pytest
from hypothesis import settings
from playwright.sync_api import Browser, expect, sync_playwright
from streamlit import config

from browser_page import PATIENCE
from convae import digits
from processes import ROOT, python

UNWANTED = (
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup,"
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,LensOverlay,"
    "MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,AvoidCorsURLLoaderRestartOnRedirect,OptimizationHints,"
    "NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch"
)
"""Features of Chromium. The first two open pages of their own for the address bar behind each of ours, a fifth of all that a visit costs;
the others Playwright switches off, and is not heard where we do so, too."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={UNWANTED}",
]
IN_CI = bool(os.environ.get("CI"))

expect.set_options(timeout=PATIENCE)
# An error in a page that runs here is seen as what it is; a server of its own shows it as visitors see it.
config.set_option("client.showErrorDetails", "full")
# In CI the examples are the same every time; elsewhere they are new ones. `--hypothesis-profile long` tries many more.
settings.register_profile("convae", deadline=None, max_examples=60, derandomize=IN_CI, print_blob=True)
settings.register_profile("long", deadline=None, max_examples=1000, print_blob=True)
settings.load_profile("convae")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a browser test that is skipped is a failure: there the browser has to be."""
    report = yield
    if IN_CI and report.skipped and not hasattr(report, "wasxfail") and item.get_closest_marker("browser"):
        report.outcome = "failed"
        report.longrepr = f"skipped in CI, where it has to run: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """In CI a whole file that is skipped is a failure."""
    report = yield
    if IN_CI and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped in CI, where it has to run: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what Keras itself makes of every model of tests/support/keras_oracle.py: NAME.keras and NAME.npz."""
    folder = tmp_path_factory.mktemp("oracle")
    shipped = sorted((ROOT / "models").glob("*.keras"))
    done = python("-m", "keras_oracle", folder, *shipped)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def few_digits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with four hundred digits in MNIST's layout."""
    path, bundled = tmp_path_factory.mktemp("data") / "few.npz", digits.load()
    np.savez(path, x_train=bundled.x_train[::25], y_train=bundled.y_train[::25], x_test=bundled.x_test[:10], y_test=bundled.y_test[:10])
    return path


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, one for all tests: Playwright can be started once in a process."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium on this machine: install Debian's package chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()
