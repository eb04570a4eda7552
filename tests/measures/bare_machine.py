"""The app from nothing, as a host starts it: `python tests/measures/bare_machine.py --python python3.12 --python python3.13`.

For each Python it clones the repository into an empty directory, makes a new virtual environment, installs requirements.txt
alone, runs `python -m convae --check`, starts the app as Streamlit Community Cloud does, and walks the first page in
Chromium: draws, reads the decoded digit, changes the language, opens every page. Then a class comes to it while one trains,
within the memory that Community Cloud promises (`small_machine.py`). Prints a line of JSON for each, with the seconds that each
part took; ends with 1 where one of them failed.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / "support"), str(Path(__file__).parents[2])]

import psutil
from playwright.sync_api import Browser, Error, Page, expect, sync_playwright
from websockets.exceptions import WebSocketException

import small_machine
from app_server import served
from browser_page import DESKTOP, SEVEN, changed, decoded, expect_subject, painted, ready, stroke
from processes import ROOT

FLAGS = ["--no-sandbox", "--disable-gpu"]


class StepError(Exception):
    """A step did not end as it should."""


@contextmanager
def timed(result: dict[str, object], name: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    result[name] = round(time.perf_counter() - start, 1)


def run(*command: object, cwd: Path) -> None:
    done = subprocess.run([str(word) for word in command], cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        raise StepError(f"{' '.join(map(str, command))}: {(done.stderr or done.stdout).strip().splitlines()[-1]}")


def installed(python: str, folder: Path, result: dict[str, object]) -> Path:
    """Clone the repository into `folder`, install what it asks for, and return the Python that has it."""
    run("git", "clone", "--quiet", ROOT, folder, cwd=ROOT)
    run(python, "-m", "venv", ".venv", cwd=folder)
    own = folder / ".venv" / "bin" / "python"
    with timed(result, "install_s"):
        run(own, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", "requirements.txt", cwd=folder)
    with timed(result, "check_s"):
        run(own, "-m", "convae", "--check", cwd=folder)
    return own


def walk(browser: Browser, address: str, result: dict[str, object]) -> None:
    """What a first visitor does."""
    errors: list[str] = []
    page: Page = browser.new_context(viewport=DESKTOP, locale="en-US").new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    with timed(result, "first_picture_s"):
        page.goto(address)
        expect(decoded(page)).to_be_visible(timeout=60_000)
    ready(page)
    before = painted(decoded(page))
    stroke(page, SEVEN)
    changed(page, decoded(page), before)
    expect_subject(page, "your drawing")
    page.locator(".st-key-language").get_by_text("PT").click()
    expect_subject(page, "o seu desenho")
    page.locator(".st-key-language").get_by_text("EN").click()
    expect_subject(page, "your drawing")
    for link, sight in (("Compare", ".verdict"), ("Train", ".st-key-start_training"), ("About", "[href='#about-idea']")):
        page.get_by_role("link", name=link, exact=True).click()
        expect(page.locator(sight).first).to_be_visible(timeout=30_000)
    page.context.close()
    if errors:
        raise StepError(f"the page complains: {errors[0]}")


def lesson(folder: Path, own: Path) -> dict[str, object]:
    """A class and a training within little memory, all of which has to go well."""
    done = small_machine.measured(folder, own)
    if done["training"] != "done" or any(done[name] for name in ("exceptions", "lost", "saw_anothers")):
        raise StepError(f"a class on a small machine: {done}")
    return done


def tried(python: str, browser: Browser) -> dict[str, object]:
    """Everything with one Python."""
    said = subprocess.run([python, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    result: dict[str, object] = {"python": said}
    with tempfile.TemporaryDirectory(prefix="bare-") as folder:
        try:
            own = installed(python, Path(folder) / "convae", result)
            with timed(result, "start_and_walk_s"), served(Path(folder) / "convae", own) as address:
                walk(browser, address, result)
            result |= {"class": lesson(Path(folder) / "convae", own)}
        except (StepError, Error, AssertionError, OSError, psutil.Error, WebSocketException) as error:
            return result | {"failed": str(error).splitlines()[0]}
    return result


def main() -> int:
    """Try each Python and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", action="append", help="which Pythons, by name or path (default: the 3.11 to 3.13 that are found)")
    wanted = parser.parse_args().python or [name for name in ("python3.11", "python3.12", "python3.13") if shutil.which(name)]
    failed = not wanted
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for python in wanted:
            result = tried(python, browser)
            failed |= "failed" in result
            print(json.dumps(result), flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
