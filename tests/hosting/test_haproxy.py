"""The example of several servers behind one address: its syntax, and a visitor who goes on when their server ends."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest
from playwright.sync_api import Browser, Page, expect

from app_server import free_port, served
from browser_page import DESKTOP, ONE, PATIENCE, SEVEN, changed, decoded, expect_subject, painted, ready, stroke
from processes import ROOT

EXAMPLE = ROOT / ".hosting" / "haproxy.cfg"


@pytest.fixture
def haproxy() -> str:
    """The program, which CI installs."""
    found = shutil.which("haproxy", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin:/opt/homebrew/bin")
    if found is None:
        pytest.skip("no HAProxy on this machine: install Debian's package haproxy")
    return found


def test_the_example_is_understood(haproxy: str) -> None:
    done = subprocess.run([haproxy, "-c", "-f", EXAMPLE], capture_output=True, text=True, timeout=20, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.browser
@pytest.mark.slow
def test_a_visitor_stays_with_one_server_and_goes_on_with_another_when_it_ends(haproxy: str, chromium: Browser, tmp_path: Path) -> None:
    with served(ROOT) as one, served(ROOT) as two, balanced(haproxy, tmp_path, one=one, two=two) as address:
        page = chromium.new_context(viewport=DESKTOP, locale="en-US").new_page()
        page.goto(address)
        ready(page)
        draw(page)
        expect_subject(page, "your drawing")
        first = chosen(page)
        page.reload()
        ready(page)
        assert chosen(page) == first
        with page.expect_websocket(timeout=PATIENCE):  # without a reload: the page finds its way by itself
            listening(urlsplit({"one": one, "two": two}[first]).port).kill()
        draw_again(page)
        expect_subject(page, "your drawing")
        assert chosen(page) != first
        page.context.close()


@pytest.mark.browser
@pytest.mark.slow
def test_behind_the_example_all_of_the_page_works_and_nothing_from_elsewhere_does(haproxy: str, chromium: Browser, tmp_path: Path) -> None:
    errors: list[str] = []
    with served(ROOT) as only, balanced(haproxy, tmp_path, one=only, two=only) as address:
        page = chromium.new_context(viewport=DESKTOP, locale="en-US").new_page()
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.goto(address)
        ready(page)
        draw(page)
        with page.expect_download():
            page.get_by_role("button", name="Decoded digit").click()
        for link, sight in (("Compare", ".verdict"), ("Train", ".st-key-start_training"), ("About", "[href='#about-idea']")):
            page.get_by_role("link", name=link, exact=True).click()
            expect(page.locator(sight).first).to_be_visible()
        assert errors == []
        page.evaluate("document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.hacked = 1' }))")
        page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=window.hacked=1>')")
        assert page.evaluate("fetch('http://192.0.2.1/').catch((error) => String(error))") == "TypeError: Failed to fetch"
        assert page.evaluate("window.hacked") is None
        for refused in ("inline script violates", "inline event handler violates", "Refused to connect because it violates"):
            assert any(refused in error for error in errors), errors
        page.context.close()


@contextmanager
def balanced(haproxy: str, folder: Path, **servers: str) -> Iterator[str]:
    """The example with its own ports replaced, and the address at which it answers."""
    port = free_port()
    text = EXAMPLE.read_text(encoding="utf-8").replace("bind :80", f"bind 127.0.0.1:{port}")
    for (name, address), usual in zip(servers.items(), (8501, 8502), strict=True):
        text = text.replace(f"server {name} 127.0.0.1:{usual}", f"server {name} {urlsplit(address).netloc}")
    file = folder / "haproxy.cfg"
    file.write_text(text, encoding="utf-8")
    process = subprocess.Popen([haproxy, "-f", file], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until_it_listens(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait(60)


def until_it_listens(port: int) -> None:
    for _ in range(1200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("HAProxy did not start in two minutes")


def listening(port: int | None) -> psutil.Process:
    """The process that listens on `port`."""
    pids = [each.pid for each in psutil.net_connections("tcp") if each.status == psutil.CONN_LISTEN and each.laddr.port == port]
    return psutil.Process(pids[0])


def chosen(page: Page) -> str:
    """The server that the visitor's cookie names."""
    return next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "convae")


def draw(page: Page) -> None:
    before = painted(decoded(page))
    stroke(page, SEVEN)
    changed(page, decoded(page), before)


def draw_again(page: Page) -> None:
    """Draw until it is answered: a stroke may be lost while the page still finds its way, the next ones are not."""
    before = painted(decoded(page))
    for points in 15 * (ONE, SEVEN):
        stroke(page, points)
        with suppress(AssertionError):
            changed(page, decoded(page), before, 2_000)
            return
    raise TimeoutError("no stroke was answered in a minute")
