"""No request leaves the server, and no page of another site can talk to it."""

import http.client
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from app_server import UPGRADE, served
from browser.conftest import visitors
from browser_page import SEVEN, changed, decoded, expect_subject, painted, ready, reported, stroke, trained
from processes import ROOT, python

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def watching(log: Path) -> dict[str, str]:
    """The environment in which a Python writes into the file `log` where it connects to."""
    return {"PYTHONPATH": str(Path(__file__).parent / "watched"), "CONNECTIONS": str(log)}


class Watched:
    """A server whose connections are written down."""

    def __init__(self, address: str, log: Path) -> None:
        self.address, self._log = address, log

    @property
    def connections(self) -> list[str]:
        """Where it or its training has connected to, or looked up, but for sockets within the machine."""
        lines = self._log.read_text(encoding="utf-8").splitlines() if self._log.is_file() else []
        return [line for line in lines if not any(near in line for near in ("'127.0.0.1'", "'localhost'", "'0.0.0.0'", "'::1'", "'::'"))]


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    log = tmp_path / "connections"
    with served(ROOT, host="0.0.0.0", **watching(log)) as address:  # noqa: S104  as where it is hosted
        yield Watched(address, log)


def answer(address: str, origin: str) -> int:
    """The status with which the server answers a page from `origin` that wants to talk to it."""
    with closing(http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)) as connection:
        connection.request("GET", "/_stcore/stream", headers=UPGRADE | {"Origin": origin})
        return connection.getresponse().status


def test_nothing_leaves_the_server_while_a_visitor_draws_reads_and_trains(watched: Watched, chromium: Browser) -> None:
    with visitors(chromium, watched.address) as visit:  # which fails when the page itself asks any other server
        page = visit()
        ready(page)
        before = painted(decoded(page))
        stroke(page, SEVEN)
        changed(page, decoded(page), before)
        reported(page)
        for name in ("Compare", "About", "Train"):
            page.get_by_role("link", name=name, exact=True).click()
        page.get_by_role("button", name="Start training").click()
        trained(page, epochs=0)
        page.get_by_role("button", name="Stop and keep").click()
        page.get_by_role("link", name="Explore", exact=True).click()
        expect_subject(page, "your drawing")
    assert watched.connections == []


def test_the_server_would_be_caught_if_it_asked_another(watched: Watched, tmp_path: Path) -> None:
    python("-c", "import socket; socket.create_connection(('192.0.2.1', 9), 0.01)", **watching(tmp_path / "connections"))
    assert [line for line in watched.connections if "192.0.2.1" in line]


def test_a_page_of_another_site_is_refused_and_nobody_is_asked_about_it(watched: Watched, chromium: Browser) -> None:
    with visitors(chromium, watched.address) as visit:
        ready(visit())
    assert answer(watched.address, watched.address) == 101
    assert answer(watched.address, "https://elsewhere.example") == 403
    assert watched.connections == []
