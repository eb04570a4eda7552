"""The first page against two yardsticks: `python tests/measures/pages.py [--starts 3 --strokes 9 --viewers 20]`.

`yardsticks/floor.py` is the least that a Streamlit page with a canvas can do, `yardsticks/tutorial.py` how a tutorial would
build it. All three are served and opened in Chromium, in turns, and drawn on, in turns; then as many viewers draw on each, a
stroke every two seconds. Prints a line of JSON for each page: the seconds from the start of the server to the page as it stays,
the milliseconds from the end of a stroke to the last change that it makes, the server's memory with one visitor, and with many
the time in which 95 % of the strokes are answered.
"""

import argparse
import asyncio
import base64
import io
import json
import random
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1] / "support"), str(Path(__file__).parents[2])]

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, sync_playwright

from app_server import served, server_in
from browser_page import DESKTOP, ONE, SEVEN, canvas, stroke
from load import MEGABYTE, spread
from network_view import FLAGS
from processes import ROOT
from viewer import Viewer
from visits import drawing

YARDSTICKS = Path(__file__).with_name("yardsticks")
PAGES = {"convae": ROOT / "app.py", "floor": YARDSTICKS / "floor.py", "tutorial": YARDSTICKS / "tutorial.py"}
AS_OURS = {
    "STREAMLIT_RUNNER_POST_SCRIPT_GC": "false",
    "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "none",
    "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
    "MODEL": str(ROOT / "models" / "classic.keras"),
}
"""The yardsticks have the settings that serve ours, so that the pages are compared and not the settings."""
QUIET = 600
"""Milliseconds without a change after which a page is taken to have answered."""
CANVAS_WAITS = 200
"""Milliseconds that the canvas waits after a stroke before it says anything: nothing can be an answer before."""
WATCH = """(() => {
    const note = () => { window.__changed = performance.now(); };
    const watch = (root) => {
        new MutationObserver(note).observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
        root.addEventListener("load", (event) => event.target.tagName === "IMG" && note(), true);
    };
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (options) {
        const root = attach.call(this, options);
        watch(root);
        return root;
    };
    for (const name of ["putImageData", "drawImage"]) {
        const paint = CanvasRenderingContext2D.prototype[name];
        CanvasRenderingContext2D.prototype[name] = function (...given) {
            if (this.canvas.isConnected && !/(upper|lower)-canvas/.test(this.canvas.className)) note();
            return paint.apply(this, given);
        };
    }
    addEventListener("mouseup", () => { window.__lifted = performance.now(); }, true);
    watch(document);
    note();
})()"""
SETTLED = f"""performance.now() - window.__changed > {QUIET} && !document.querySelector('[data-testid="stStatusWidget"]')"""


def settled(page: Page) -> float:
    """Wait until nothing changes any more; when the last change was, in the page's own milliseconds."""
    canvas(page).wait_for(timeout=120_000)
    page.wait_for_function(SETTLED, timeout=120_000, polling=50)
    return float(page.evaluate("window.__changed"))


class Opened:
    """A page that is open, and what it takes."""

    def __init__(self, browser: Browser, address: str, started: float) -> None:
        self.address = address
        self.page = browser.new_context(viewport=DESKTOP, reduced_motion="reduce").new_page()
        self.page.add_init_script(WATCH)
        self.page.goto(address)
        settled(self.page)
        ago = float(self.page.evaluate("performance.now() - window.__changed")) / 1000
        self.first_picture = time.perf_counter() - started - ago
        self.strokes: list[float] = []

    def draw(self, at: int) -> None:
        """Draw the stroke number `at`, and note how long the answer takes."""
        stroke(self.page, SEVEN if at % 2 else ONE)
        self.page.wait_for_timeout(QUIET)
        answered = settled(self.page) - float(self.page.evaluate("window.__lifted"))
        if answered < CANVAS_WAITS:
            raise TimeoutError(f"{self.address} has not answered a stroke")
        self.strokes.append(answered)

    @property
    def memory(self) -> float:
        return server_in(self.address).memory_info().rss / MEGABYTE


@contextmanager
def opened(browser: Browser, file: Path) -> Iterator[Opened]:
    """The page in `file`, served anew."""
    started = time.perf_counter()
    with served(file.parent, page=file.name, **AS_OURS) as address:
        page = Opened(browser, address, started)
        yield page
        page.page.context.close()


async def many(address: str, viewers: int, seconds: float) -> list[float]:
    """The seconds of each answer when so many draw at a time."""
    until = time.perf_counter() + seconds

    async def visit(seed: int) -> list[float]:
        chance, times = random.Random(seed), []
        async with Viewer(address) as viewer:
            await viewer.run()
            while time.perf_counter() < until:
                await asyncio.sleep(2 * chance.uniform(0.5, 1.5))
                times.append(await viewer.send("canvas", {"drawing": pictured(drawing(chance))}))
        return times

    return [each for times in await asyncio.gather(*map(visit, range(viewers))) for each in times]


def pictured(drawn: dict[str, Any]) -> dict[str, Any]:
    """A drawing with its picture, as the canvas sends it."""
    picture, file = Image.new("RGBA", (280, 280), "black"), io.BytesIO()
    points = [tuple(command[1:]) for command in drawn["objects"][0]["path"]]
    ImageDraw.Draw(picture).line(points, "white", 18, joint="curve")
    picture.save(file, "PNG")
    return {"raw": drawn, "data": "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()}


def measured(starts: int = 3, strokes: int = 9, viewers: int = 20) -> dict[str, dict[str, float]]:
    """All figures of each page."""
    first: dict[str, list[float]] = {name: [] for name in PAGES}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for turn in range(starts + 1):
            for name, file in PAGES.items():
                with opened(browser, file) as page:
                    first[name] += [page.first_picture] * (turn > 0)  # the first start only warms the disk
        with ExitStack() as open_pages:
            pages = {name: open_pages.enter_context(opened(browser, file)) for name, file in PAGES.items()}
            for at in range(strokes + 1):
                for page in pages.values():
                    page.draw(at)
            found = {name: _figures(page, first[name]) for name, page in pages.items()}
        browser.close()
    for name, file in PAGES.items():
        with served(file.parent, page=file.name, **AS_OURS) as address:
            asyncio.run(many(address, 1, 5))
            found[name] |= {"many_ms": spread(asyncio.run(many(address, viewers, 20)))["p95_ms"]}
    return found


def _figures(page: Opened, first: list[float]) -> dict[str, float]:
    return {
        "first_picture_s": round(statistics.median(first), 2),
        "stroke_ms": round(statistics.median(page.strokes[1:])),
        "memory_mb": round(page.memory),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, value in {"starts": 3, "strokes": 9, "viewers": 20}.items():
        parser.add_argument(f"--{name}", type=int, default=value)
    for name, figures in measured(**vars(parser.parse_args())).items():
        print(json.dumps({"page": name} | figures))


if __name__ == "__main__":
    main()
