"""A class on a small machine: `python tests/measures/small_machine.py [--megabytes 690 --viewers 20 --epochs 3]`.

Serves the app with no more memory than Streamlit Community Cloud promises, server and training together: a control group sets
the limit where we may make one (as root on Linux), beyond which the kernel ends one of the processes. One visitor trains on the
digits that come along, and so many others do what visitors do, for as long as that takes. Prints a line of JSON: what came of
the training, the others' answers, and the most memory that all processes took together: their proportional set size (PSS)
without mapped files, which the kernel takes away when it needs the room.
"""

import argparse
import asyncio
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1] / "support"), str(Path(__file__).parents[2])]

import psutil

from app_server import served, server_in
from load import MEGABYTE, crowd
from processes import ROOT
from viewer import Viewer, played

GROUPS = {Path("/sys/fs/cgroup/memory"): "memory.limit_in_bytes", Path("/sys/fs/cgroup"): "memory.max"}
"""Where Linux keeps control groups of memory, the older way and the newer, and what their limit is called."""
SMALL = 690
"""Megabytes that Community Cloud promises."""


@contextmanager
def limit(megabytes: int) -> Iterator[list[str]]:
    """A command that runs another one with no more than so much memory; an empty one where we may not set a limit."""
    for parent, name in GROUPS.items():
        group = parent / f"convae-{os.getpid()}"
        if not (parent / "cgroup.procs").exists():
            continue
        try:
            group.mkdir()
            (group / name).write_text(str(megabytes * MEGABYTE))
        except OSError:
            with suppress(OSError):
                group.rmdir()
            continue
        try:
            yield ["sh", "-c", f'echo $$ > {group}/cgroup.procs; exec "$@"', "sh"]
        finally:
            _left(group)
        return
    yield []


def _left(group: Path) -> None:
    """Take a control group away, as soon as its last process is gone."""
    for _ in range(100):
        with suppress(OSError):
            group.rmdir()
            return
        time.sleep(0.1)


async def trained(address: str, epochs: int) -> str:
    """Train as a visitor does, and say what came of it."""
    async with Viewer(address) as viewer:
        await viewer.run()
        await viewer.run(page="train")
        await viewer.tell("train epochs 20", int_value=epochs)
        await viewer.tell("start_training", trigger_value=True)
        await viewer.run()
        while "start_training" not in viewer.elements:
            await asyncio.sleep(1)
            await viewer.run()
        return "done" if "take" in viewer.elements else "; ".join(viewer.alerts.values()) or "ended without a word"


async def lesson(address: str, server: psutil.Process, viewers: int, epochs: int) -> dict[str, Any]:
    """One trains, the others look on, until it is over; what came of both."""
    most, start = [0.0], time.perf_counter()
    training = asyncio.create_task(trained(address, epochs))

    async def watch() -> None:
        while True:
            most[0] = max(most[0], anonymous(server))
            await asyncio.sleep(0.5)

    watching = asyncio.create_task(watch())
    crowds = []
    while not training.done():
        crowds.append(await crowd(address, server, viewers, seconds=20, think=2))
    watching.cancel()
    worst = max(crowds, key=lambda each: each["p95_ms"])
    odd = {name: sum(each[name] for each in crowds) for name in ("exceptions", "lost", "saw_anothers")}
    return {
        "training": training.result(),
        "seconds": round(time.perf_counter() - start),
        "viewers": viewers,
        "answers": sum(each["answers"] for each in crowds),
        "p95_ms": worst["p95_ms"],
        "pss_mb": round(most[0]),
        **odd,
    }


def anonymous(server: psutil.Process) -> float:
    """Megabytes of the server and all that it has started, what they share counted once, without mapped files."""
    total = 0.0
    for process in (server, *server.children(recursive=True)):
        with suppress(OSError, psutil.Error):  # it has just ended
            lines = Path(f"/proc/{process.pid}/smaps_rollup").read_text().splitlines()[1:]
            sizes = {name: int(size.split()[0]) for name, size in (line.split(":") for line in lines)}
            total += (sizes["Pss"] - sizes["Pss_File"]) / 1024
    return total


def measured(
    folder: Path, python: Path | str = sys.executable, megabytes: int = SMALL, viewers: int = 20, epochs: int = 3
) -> dict[str, Any]:
    """What came of a lesson with the app in `folder`."""
    with limit(megabytes) as within, served(folder, python, within=within) as address:
        done = played(lesson(address, server_in(address), viewers, epochs))
    return {"limit_mb": megabytes if within else "none could be set"} | done


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, value in {"megabytes": SMALL, "viewers": 20, "epochs": 3}.items():
        parser.add_argument(f"--{name}", type=int, default=value)
    print(json.dumps(measured(ROOT, **vars(parser.parse_args()))))


if __name__ == "__main__":
    main()
