"""How quickly the network view answers, how much goes over the wire, and whether it keeps memory: `python tests/measures/network_view.py`.

Serves the app, opens it in Chromium and prints for 200 random cells the time from pointer to outline, for 30 the time from
click to arithmetic, the bytes of one update, and how the browser's heap and the server's memory grow over 500 updates.
"""

import argparse
import json
import random
import statistics
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / "support"), str(Path(__file__).parents[2])]

import psutil
from playwright.sync_api import CDPSession, Page, sync_playwright

from app_server import served, server_in
from browser_page import DESKTOP, SEVEN, expect_subject, ready, stroke
from convae import network
from processes import ROOT

FLAGS = ["--no-sandbox", "--disable-gpu"]
NET = network.load(ROOT / "models" / "classic.keras")
HOVER = """([x, y]) => {
    const stage = window.__stage;
    const { left, top } = stage.getBoundingClientRect();
    const start = performance.now();
    stage.dispatchEvent(new PointerEvent("pointermove", { clientX: left + x, clientY: top + y, bubbles: true, pointerType: "mouse" }));
    stage.getRootNode().querySelector(".tip").getBoundingClientRect();
    return performance.now() - start;
}"""
CLICK = """([x, y]) => new Promise((done) => {
    const stage = window.__stage;
    const root = stage.getRootNode();
    const { left, top } = stage.getBoundingClientRect();
    const start = performance.now();
    const lens = root.querySelector(".lens");
    const seen = new MutationObserver(() => {
        if (!lens.querySelector("header")) return;
        seen.disconnect();
        done(performance.now() - start);
    });
    stage.dispatchEvent(new PointerEvent("click", { clientX: left + x, clientY: top + y, bubbles: true, pointerType: "mouse" }));
    seen.observe(lens, { childList: true, subtree: true, attributes: true });
})"""
CHANGED = "before => document.querySelector('.story .caption').innerText !== before"


def points(page: Page, count: int, chance: random.Random) -> list[tuple[float, float]]:
    """Random places of the picture that lie on some map."""
    box = page.locator(".stage").bounding_box()
    assert box is not None
    found: list[tuple[float, float]] = []
    while len(found) < count:
        x, y = chance.uniform(0, box["width"]), chance.uniform(0, box["height"])
        page.evaluate(HOVER, [x, y])
        if page.locator(".tip").is_visible():
            found.append((x, y))
    return found


def at(share: float, values: list[float]) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def heap(session: CDPSession) -> float:
    session.send("HeapProfiler.collectGarbage")
    return float(session.send("Runtime.getHeapUsage")["usedSize"]) / 2**20


def frames(page: Page) -> list[int]:
    """A list that takes the size of every message from the server, in bytes."""
    session, sizes = page.context.new_cdp_session(page), []
    session.send("Network.enable")
    session.on("Network.webSocketFrameReceived", lambda event: sizes.append(len(event["response"]["payloadData"]) * 3 // 4))
    return sizes


def measured(updates: int = 500) -> dict[str, float]:
    """All figures of the view; so many digits are shown to see whether memory grows."""
    chance = random.Random(0)
    with served(ROOT) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        page = browser.new_context(viewport=DESKTOP, reduced_motion="reduce", locale="en-US").new_page()
        sizes = frames(page)
        page.goto(address)
        ready(page)
        page.locator(".stage").evaluate("stage => { window.__stage = stage; }")
        places = points(page, 230, chance)
        hover = [page.evaluate(HOVER, place) for place in places[:200]]
        click = [page.evaluate(CLICK, place) for place in places[200:]]
        page.locator('[data-testid="stMain"]').evaluate("e => e.scrollTo(0, 0)")
        sizes.clear()
        stroke(page, SEVEN)
        expect_subject(page, "your drawing")
        page.wait_for_timeout(500)
        result = {
            "hover_ms_p95": round(at(0.95, hover), 2),
            "click_ms_median": round(statistics.median(click), 1),
            "update_bytes": max(sizes),
            "answer_bytes": sum(sizes),
        }
        return result | grown(page, server_in(address), updates)


def grown(page: Page, server: psutil.Process, updates: int) -> dict[str, float]:
    """By how many MB the browser's heap and the server's memory grow while other digits are shown."""
    session = page.context.new_cdp_session(page)
    page.get_by_role("radio", name="Pick", exact=True).click()
    button, caption = page.locator(".st-key-random button"), page.locator(".story .caption").first

    def show(count: int) -> None:
        for _ in range(count):
            before = caption.inner_text()
            button.click()
            page.wait_for_function(CHANGED, arg=before, timeout=10_000)

    show(50)
    before = heap(session), server.memory_info().rss / 2**20
    show(updates)
    after = heap(session), server.memory_info().rss / 2**20
    return {"updates": updates, "heap_mb_more": round(after[0] - before[0], 2), "server_mb_more": round(after[1] - before[1], 2)}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--updates", type=int, default=500)
    print(json.dumps(measured(parser.parse_args().updates)))


if __name__ == "__main__":
    main()
