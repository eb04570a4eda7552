"""How quickly the network view answers, how much goes over the wire, and whether it keeps memory: `python tests/measures/network_view.py`.

Serves the app, opens it in Chromium and prints for 200 random cells the time from pointer to outline, for 30 the time from click to
arithmetic, for 300 moves of the pen the time to the painted maps, the bytes that a stroke brings, the times of a channel's switch and of
the time machine, and how the browser's heap and the server's memory grow over 500 updates.
"""

import argparse
import json
import random
import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / "support"), str(Path(__file__).parents[2])]

import psutil
from playwright.sync_api import CDPSession, Page, sync_playwright

from app_server import served, server_in
from browser_page import DESKTOP, canvas, ready, reported
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
CLICK = """([x, y]) => {
    const stage = window.__stage;
    const { left, top } = stage.getBoundingClientRect();
    const start = performance.now();
    stage.dispatchEvent(new PointerEvent("click", { clientX: left + x, clientY: top + y, bubbles: true, pointerType: "mouse" }));
    if (!stage.getRootNode().querySelector(".lens header")) throw new Error("nothing was explained");
    return performance.now() - start;
}"""
SWITCH = """(button) => {
    const start = performance.now();
    button.click();
    return performance.now() - start;
}"""
SLIDE = """(slider, moment) => {
    const start = performance.now();
    slider.value = moment;
    slider.dispatchEvent(new Event("input"));
    return performance.now() - start;
}"""
MOVES = """() => {
    window.moves = [];
    let since = null;
    addEventListener("mousemove", (event) => { if (event.buttons) since = event.timeStamp; }, { capture: true });
    const draw = CanvasRenderingContext2D.prototype.drawImage;
    CanvasRenderingContext2D.prototype.drawImage = function (...given) {
        draw.apply(this, given);
        if (since === null || !this.canvas.isConnected) return;
        const from = since;
        since = null;
        queueMicrotask(() => window.moves.push(performance.now() - from));
    };
}"""
"""Keep the milliseconds from each move of the pen until the maps are painted; a move has waited for its frame when it is heard."""
ARRIVED = "() => !window.__stage.getRootNode().querySelector('.past .moment').textContent.includes('on their way')"
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
        result = {"hover_ms_p95": round(at(0.95, hover), 2), "click_ms_p95": round(at(0.95, click), 1)}
        result |= drawn(page, sizes) | switched(page) | watched(page, sizes)
        return result | grown(page, server_in(address), updates)


def drawn(page: Page, sizes: list[int], count: int = 6) -> dict[str, float]:
    """How soon the maps follow the pen, and how much the server sends for a stroke."""
    page.evaluate(MOVES)
    for at_row in range(count):
        sizes.clear()
        slowly(page, [(0.25, 0.2 + 0.1 * at_row), (0.75, 0.25 + 0.1 * at_row)])
        reported(page)
    moves = page.evaluate("window.moves")
    return {"move_ms_median": round(at(0.5, moves), 1), "move_ms_p95": round(at(0.95, moves), 1), "update_bytes": max(sizes)}


def slowly(page: Page, ends: list[tuple[float, float]], moves: int = 50) -> None:
    """Draw a line, its ends given as shares of the canvas, with a move every 20 milliseconds."""
    box = canvas(page).bounding_box()
    assert box is not None
    (x, y), (right, down) = ((box["x"] + across * box["width"], box["y"] + deep * box["height"]) for across, deep in ends)
    page.mouse.move(x, y)
    page.mouse.down()
    for move in range(1, moves + 1):
        page.mouse.move(x + (right - x) * move / moves, y + (down - y) * move / moves)
        page.wait_for_timeout(20)
    page.mouse.up()


def switched(page: Page, count: int = 30) -> dict[str, float]:
    """How soon the picture shows that a channel is switched off or on."""
    page.locator(".head").nth(1).click()
    button = page.locator(".lens .switch")
    times = [button.nth(turn // 2).evaluate(SWITCH) for turn in range(count)]
    return {"switch_ms_p95": round(at(0.95, times), 1)}


def watched(page: Page, sizes: list[int], count: int = 60) -> dict[str, float]:
    """How long the time machine takes to open, and to go to another moment."""
    sizes.clear()
    start = time.perf_counter()
    page.locator(".watch").click()
    page.wait_for_function(ARRIVED)
    opened, slider = 1000 * (time.perf_counter() - start), page.locator(".past input")
    page.locator(".past button").first.click()
    times = [slider.evaluate(SLIDE, str(turn % 30)) for turn in range(count)]
    page.locator(".past button").last.click()
    return {"open_ms": round(opened), "open_mb": round(max(sizes) / 2**20, 2), "slide_ms_p95": round(at(0.95, times), 1)}


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
