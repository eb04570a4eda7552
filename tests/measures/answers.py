"""How fast the page answers one visitor while another one trains: `python tests/measures/answers.py`.

Serves the app and opens it in Chromium. From a click for another test digit, and from a pull at the slider of a comparison, it takes
the time until another one is there; first with nobody training, then while a second visitor trains, in turns. Prints the medians in
milliseconds, and by how much training slows them down. What is drawn and the time machine need no answer.
"""

import argparse
import json
import statistics
import sys
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1] / "support"), str(Path(__file__).parents[2])]

from playwright.sync_api import Browser, Page, expect, sync_playwright

from app_server import served
from browser_page import DESKTOP, ready
from processes import ROOT

FLAGS = ["--no-sandbox", "--disable-gpu"]
WATCH = """selector => {
    const shown = () => { const last = [...document.querySelectorAll(selector)].at(-1); return last?.src ?? last?.textContent; };
    let before = shown();
    window.__start = window.__end = null;
    new MutationObserver(() => {
        const now = shown();
        if (!now || now === before) return;
        before = now;
        window.__end ??= performance.now();
    }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["src"] });
    const begin = () => { window.__start = performance.now(); window.__end = null; };
    window.addEventListener("mouseup", begin, true);
    window.addEventListener("keydown", begin, true);
}"""
STEPS = 24


def opened(browser: Browser, address: str) -> Page:
    page = browser.new_context(viewport=DESKTOP, reduced_motion="reduce", locale="en-US").new_page()
    page.goto(address)
    ready(page)
    return page


def took(page: Page) -> float:
    """The milliseconds of the last answer, once it has come."""
    page.wait_for_function("window.__end !== null", timeout=20_000)
    milliseconds = float(page.evaluate("window.__end - window.__start"))
    page.wait_for_timeout(300)
    return milliseconds


def picks(page: Page, count: int) -> list[float]:
    """From each click to another test digit."""
    times = []
    for _ in range(count):
        page.locator(".st-key-random button").click()
        times.append(took(page))
    return times


def pulls(page: Page, slider: str, count: int) -> list[float]:
    """From each press of a key on a slider to the decoded picture."""
    handle = page.get_by_role("slider", name=slider).first
    handle.focus()
    times = []
    for at in range(count):
        handle.press("ArrowLeft" if at < count / 2 else "ArrowRight")
        times.append(took(page))
    return times


def seen_by_one(browser: Browser, address: str, count: int) -> dict[str, list[float]]:
    """Both kinds of answers, for a new visitor."""
    page = opened(browser, address)
    page.get_by_role("radio", name="Pick", exact=True).click()
    page.locator(".st-key-random button").wait_for()
    page.wait_for_timeout(1_500)
    page.evaluate(WATCH, ".story .part:first-child .caption")
    found = {"test digit": picks(page, count)}
    page.get_by_role("link", name="Compare").click()
    page.get_by_role("radio", name="Two moments").click()
    expect(page.locator(".verdict")).to_contain_text("epoch 1)")
    page.wait_for_timeout(1_500)
    page.evaluate(WATCH, ".pictures > div:nth-child(2) img")
    found["comparison"] = pulls(page, "A", count)
    page.context.close()
    return found


def trained(browser: Browser, address: str) -> Page:
    """A visitor who trains for a long time."""
    page = opened(browser, address)
    page.get_by_role("link", name="Train").click()
    epochs = page.get_by_role("spinbutton", name="Epochs")
    epochs.fill("2000")
    epochs.press("Enter")
    page.get_by_role("button", name="Start training").click()
    expect(page.locator(".learning .quiet")).to_be_visible(timeout=120_000)
    return page


def measured(rounds: int = 3) -> list[dict[str, Any]]:
    """Each kind of answer: its medians with nobody training and while somebody trains, and their ratio."""
    alone: dict[str, list[float]] = {}
    training: dict[str, list[float]] = {}
    with served(ROOT) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for _ in range(rounds):
            for times, busy in ((alone, False), (training, True)):
                other = trained(browser, address) if busy else None
                for name, values in seen_by_one(browser, address, STEPS).items():
                    times.setdefault(name, []).extend(values)
                if other:
                    other.get_by_role("button", name="Stop and keep").click()
                    expect(other.get_by_role("button", name="Start training")).to_be_visible(timeout=60_000)
                    other.context.close()
    pairs = {name: (statistics.median(times), statistics.median(training[name])) for name, times in alone.items()}
    return [
        {"answer": name, "alone_ms": round(quiet), "while_training_ms": round(busy), "ratio": round(busy / quiet, 2)}
        for name, (quiet, busy) in pairs.items()
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    for answer in measured(parser.parse_args().rounds):
        print(json.dumps(answer))


if __name__ == "__main__":
    main()
