"""Training in a real browser: a visitor watches a network learn, keeps it, takes it home and brings it back; nothing stays behind."""

import re
import shutil
from math import log
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Locator, Page, expect

from browser_page import PATIENCE, Visit, number, photograph, ready, trained
from processes import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def error(page: Page) -> float:
    """The error per ink of the copy in sight, in percent."""
    said = page.locator(".story dd").first.inner_text()
    return float(said.rstrip("%"))


def loss(page: Page) -> float:
    said = page.get_by_text(re.compile(r"epoch \d+ of \d+ · loss")).inner_text()
    return float(re.findall(r"digits (\d\.\d+)", said)[0])


def along_the_curve(page: Page, dot: Locator) -> tuple[float, float]:
    """Where the dot of the time machine is, and fail unless it is above the slider's thumb, on its curve."""
    expect(dot).to_be_visible()
    spot, curve = dot.bounding_box(), page.locator(".past .curve img").bounding_box()
    assert spot is not None
    assert curve is not None
    x, y = spot["x"] + spot["width"] / 2, spot["y"] + spot["height"] / 2
    share = page.locator(".past input").evaluate("({ value, max }) => value / max")
    assert x == pytest.approx(curve["x"] + share * curve["width"], abs=1)
    assert curve["y"] <= y <= curve["y"] + curve["height"]
    return x, y


def stands_still(page: Page) -> None:
    """Wait until the error and the curve have been the same twenty times in a row, in which a training would add ten points."""
    script = """() => {
        const now = document.querySelector(".story dd").innerText + document.querySelector(".learning").innerHTML;
        window.times = now === window.before ? window.times + 1 : 0;
        window.before = now;
        return window.times === 20;
    }"""
    page.wait_for_function(script, polling=250)


def rate(page: Page) -> float:
    return float(re.findall(r"rate now (\d\.\d+)", page.locator(".learning .quiet").inner_text())[0])


def order(page: Page, epochs: int) -> None:
    """Set the form and press its button."""
    page.get_by_role("link", name="Train").click()
    number(page, "Epochs").fill(str(epochs))
    number(page, "Epochs").press("Enter")
    number(page, "Learning rate").fill("0.01")
    number(page, "Learning rate").press("Enter")
    page.get_by_role("button", name="Start training").click()


def start(page: Page, epochs: int) -> None:
    """The same, and wait until the network learns."""
    order(page, epochs)
    under_way(page)


def under_way(page: Page) -> None:
    expect(page.locator(".learning .quiet")).to_be_visible(timeout=5 * PATIENCE)


def trainings(app: Path) -> list[psutil.Process]:
    """The processes that train on the digits of this copy of the app."""
    return [each for each in psutil.process_iter(["cmdline"]) if f"{app}/convae/data" in " ".join(each.info["cmdline"] or [])]


def test_a_visitor_trains_a_network_takes_it_home_and_brings_it_back(visit: Visit, tmp_path: Path) -> None:
    page = visit()
    start(page, epochs=300)
    trained(page, epochs=3)
    photograph(page, "learning")
    assert error(page) < 50  # half of that of a page without ink; before it has learned anything it is at 300
    assert loss(page) < log(2) / 2  # half of that of a network that knows nothing and says 0.5 of every pixel
    assert rate(page) > 0.003
    number(page, "Highest learning rate").fill("0.001")
    number(page, "Highest learning rate").press("Enter")
    page.wait_for_function("Number(document.querySelector('.learning .quiet').innerText.match(/now ([\\d.]+)/)[1]) <= 0.001")
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_test_id("stProgress").get_by_text(re.compile("^Paused in epoch"))).to_be_visible()
    stands_still(page)
    page.get_by_role("button", name="Stop and keep").click()
    expect(page.get_by_text("Stopped, and the best so far is kept")).to_be_visible()
    photograph(page, "learned")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download this model").click()
    file = tmp_path / "trained.keras"
    taken.value.save_as(file)
    page.get_by_role("link", name="Explore").click()
    ready(page)
    expect(page.get_by_role("button", name="Model: yours, trained here")).to_be_visible()
    learned = error(page)
    other = visit()
    other.get_by_role("button", name="Model: classic").click()
    other.locator("input[type=file]").set_input_files(file)
    expect(other.get_by_role("button", name="Model: yours, uploaded")).to_be_visible()
    other.keyboard.press("Escape")
    expect(other.locator(".story dd").first).to_have_text(f"{learned:.1f}%")


def test_a_model_that_cannot_be_run_is_refused_and_the_one_in_sight_stays(visit: Visit, tmp_path: Path) -> None:
    broken = tmp_path / "broken.keras"
    broken.write_bytes((ROOT / "models" / "classic.keras").read_bytes()[:5000])
    page = visit()
    shown = page.locator(".story dd").first.inner_text()
    page.get_by_role("button", name="Model: classic").click()
    page.locator("input[type=file]").set_input_files(broken)
    expect(page.locator(".model-refused")).to_contain_text("broken.keras cannot be read as a .keras model")
    photograph(page, "model-refused")
    expect(page.get_by_role("button", name="Model: classic")).to_be_visible()
    assert page.locator(".story dd").first.inner_text() == shown


def test_the_walk_and_the_training_never_go_on_at_once(visit: Visit) -> None:
    page = visit()
    ready(page)
    walk, watch = page.locator(".bar .story button").nth(1), page.get_by_role("button", name="Watch it learn")
    played = page.locator(".past button").first
    walk.click()
    expect(walk).to_have_attribute("aria-label", "Pause")
    expect(page.locator(".sentence b")).to_have_text("input")
    watch.click()
    expect(played).to_have_attribute("aria-label", "Pause")
    expect(walk).to_have_attribute("aria-label", "Walk through the layers")
    expect(page.locator(".sentence b")).to_have_count(0)
    walk.click()
    expect(walk).to_have_attribute("aria-label", "Pause")
    expect(page.locator(".past")).to_be_hidden()
    expect(watch).to_have_attribute("aria-expanded", "false")


def test_the_past_can_be_scrubbed_with_any_digit(visit: Visit) -> None:
    page = visit()
    ready(page)
    of_classic = page.locator(".story dd").first.inner_text()
    page.get_by_role("button", name="Model: classic").click()
    page.get_by_role("radio", name="sharp").check(force=True)
    expect(page.get_by_role("button", name="Model: sharp")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".story dd").first).not_to_have_text(of_classic)
    now = error(page)
    page.get_by_role("button", name="Watch it learn").click()
    page.get_by_role("button", name="Pause").last.click()
    slider = page.get_by_role("slider", name="Moment of the training")
    slider.fill("0")
    expect(page.locator(".past .moment")).to_contain_text("random weights")
    expect(page.get_by_text("this network is still learning")).to_be_visible()
    page.wait_for_function("Number(document.querySelector('.story dd').innerText.replace('%', '')) > 100")
    dot = page.locator(".past .curve i")
    expect(dot).to_be_hidden()  # nobody has measured the loss of the random weights
    slider.fill("1")
    high = along_the_curve(page, dot)
    photograph(page, "past")
    slider.focus()
    slider.press("End")
    expect(page.locator(".story dd").first).to_have_text(f"{now:.1f}%")
    low = along_the_curve(page, dot)
    assert (low[0] > high[0] + 100, low[1] > high[1] + 15) == (True, True)
    slider.fill("20")
    page.wait_for_function("now => Number(document.querySelector('.story dd').innerText.replace('%', '')) > 1.2 * now", arg=now)
    page.get_by_role("button", name="Close, back to the trained network").click()
    expect(page.locator(".story dd").first).to_have_text(f"{now:.1f}%")


def test_a_killed_training_is_told_and_leaves_nothing(visit_copy: Visit, copied_app: Path) -> None:
    shutil.copytree(ROOT / "models", copied_app / "models")
    page = visit_copy()
    start(page, epochs=300)
    (training,) = trainings(copied_app)
    training.kill()
    expect(page.get_by_text("ended from outside (signal 9)")).to_be_visible()
    photograph(page, "training-killed")
    assert {path.name for path in (copied_app / "models").iterdir()} == {path.name for path in (ROOT / "models").iterdir()}
    expect(page.get_by_role("button", name="Start training")).to_be_enabled()


def test_a_second_visitor_waits_in_the_queue_and_trains_when_the_first_has_done(visit: Visit) -> None:
    first, second = visit(), visit()
    start(first, epochs=300)
    order(second, epochs=300)
    expect(second.get_by_test_id("stProgress").get_by_text("Somebody else is training: you are number 1 in the queue.")).to_be_visible()
    photograph(second, "learning-queue")
    first.get_by_role("button", name="Stop and keep").click()
    expect(first.get_by_text("Stopped, and the best so far is kept")).to_be_visible()
    under_way(second)
    second.get_by_role("button", name="Stop and keep").click()
    expect(second.get_by_text("Stopped, and the best so far is kept")).to_be_visible()


def test_a_killed_server_takes_its_training_along_and_leaves_nothing(visit_copy: Visit, copied_app: Path) -> None:
    shutil.copytree(ROOT / "models", copied_app / "models")
    page = visit_copy()
    start(page, epochs=300)
    (training,) = trainings(copied_app)
    server = training.parent()
    assert server is not None
    page.context.close()
    server.kill()
    psutil.wait_procs([training], timeout=60)
    assert trainings(copied_app) == []
    assert {path.name for path in (copied_app / "models").iterdir()} == {path.name for path in (ROOT / "models").iterdir()}
