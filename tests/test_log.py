"""What whoever runs the app reads."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app_page import Page
from app_server import free_port, start, wait_until_healthy
from convae import log
from convae.ui.server import startup
from processes import ROOT
from viewer import Viewer, played


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    log.to(stream)
    yield stream
    log.to(io.StringIO())


def said(lines: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in lines.getvalue().splitlines()]


def test_an_event_is_one_line_with_its_time_and_its_facts(lines: io.StringIO) -> None:
    log.event("model", name="a\nb", path=io.BytesIO)
    (line,) = said(lines)
    assert line.pop("time").endswith("+00:00")
    assert line == {"event": "model", "name": "a\nb", "path": "<class '_io.BytesIO'>"}


def test_another_stream_takes_the_place_of_the_first(lines: io.StringIO) -> None:
    other = io.StringIO()
    log.to(other)
    log.event("start")
    assert (lines.getvalue(), len(said(other))) == ("", 1)


def test_the_start_and_every_model_are_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    startup.begin.clear()
    page = Page()
    page.run()
    told = [json.loads(line) for line in capsys.readouterr().err.splitlines() if line.startswith('{"time"')]
    assert [line["event"] for line in told].count("start") == 1
    assert {"version", "python", "streamlit"} <= told[0].keys()


def test_a_drawing_that_is_refused_is_told_by_its_reason_alone(lines: io.StringIO) -> None:
    page = Page()
    log.to(lines)
    page.draw([(1e9, 1e9), (2e9, 2e9)])
    refusals = [line for line in said(lines) if line["event"] == "refused"]
    assert page.refusal
    assert refusals
    assert {tuple(sorted(line)) for line in refusals} == {("door", "event", "reason", "time")}
    assert {line["door"] for line in refusals} == {"drawing"}


def test_a_server_says_on_standard_error_what_happens_in_lines_of_json_alone(tmp_path: Path) -> None:
    port = free_port()
    with (tmp_path / "log").open("w") as file, start(ROOT, port, errors=file) as server:
        wait_until_healthy(port)

        async def visit() -> None:
            async with Viewer(f"http://127.0.0.1:{port}") as viewer:
                await viewer.run()
                await viewer.tell("source", int_value=5)  # a widget told nonsense

        played(visit())
        server.terminate()
    told = [json.loads(line) for line in (tmp_path / "log").read_text().splitlines()]
    assert [line["event"] for line in told] == ["start", "model", "model", "failed", "stop"]
    assert told[3]["places"]
