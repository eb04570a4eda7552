"""Many visitors at once: `python tests/measures/load.py [--viewers 50 --seconds 600 --then-viewers 200 --then-seconds 60 --rounds 2]`.

Serves the app and lets so many viewers at a time draw, pick, touch a number, switch a channel off, look at another moment of the
training, compare, change the language and the page, each every two seconds on average (`--think`). After each a viewer looks
whether the digit on the page and all numbers of the network are those of their own drawing. Prints a line of JSON for each crowd:
the answers' times, the server's processor time for each, its memory before, at its peak and afterwards, the errors shown, what
could not be done, and what a viewer saw that was not theirs; at the end, by how much the last round left more memory in use than
the first. `--cost cost.png` tries 1 to 200 viewers for 20 seconds each and draws what they cost.
"""

import argparse
import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1] / "support"), str(Path(__file__).parents[2])]

import psutil
from websockets.exceptions import WebSocketException

from app_server import served, server_in
from processes import ROOT
from viewer import Viewer
from visits import ACTS, Visitor

MEGABYTE = 2**20
COST_VIEWERS, COST_SECONDS = (1, 10, 25, 50, 100, 200), 20.0
COST = {
    "p50_ms": "half of the answers, ms",
    "p95_ms": "95 % of the answers, ms",
    "cpu_share": "processor, of one core",
    "memory_mb": "memory, MB",
}


async def visit(visitor: Visitor, address: str, until: float, think: float) -> list[str]:
    """Come, do things until the time is up, and go; return the errors that were shown."""
    viewer, act = Viewer(address), "open"
    try:
        await asyncio.sleep(visitor.chance.random() * think)
        async with viewer:
            await visitor.open(viewer)
            while time.perf_counter() < until:
                await asyncio.sleep(think * (0.5 + visitor.chance.random()))
                act = visitor.chance.choices(list(ACTS), list(ACTS.values()))[0]
                await visitor.do(act)
    except (WebSocketException, OSError, LookupError) as error:  # one who cannot go on is counted, and the others do
        visitor.lost.append(f"{act}: {error!r}")
    return viewer.exceptions


async def crowd(address: str, server: psutil.Process, viewers: int, seconds: float, think: float) -> dict[str, Any]:
    """So many viewers for so long: what came of it."""
    visitors = [Visitor(seed) for seed in range(viewers)]
    before, used, start = _memory(server), _processor(server), time.perf_counter()
    most = [before]

    async def watch() -> None:
        while True:
            most[0] = max(most[0], _memory(server))
            await asyncio.sleep(0.5)

    watching = asyncio.create_task(watch())
    shown = await asyncio.gather(*(visit(visitor, address, start + seconds, think) for visitor in visitors))
    watching.cancel()
    elapsed, used, after = time.perf_counter() - start, _processor(server) - used, _memory(server)
    memory = [before, max(most[0], after), after]
    return {"viewers": viewers} | told(visitors, used, elapsed) | {"memory_mb": memory, **odd(visitors, shown)}


def told(visitors: list[Visitor], used: float, elapsed: float) -> dict[str, Any]:
    """The times of the answers and what they cost."""
    names = sorted({act for visitor in visitors for act in visitor.times})
    acts = {act: [seconds for visitor in visitors for seconds in visitor.times.get(act, [])] for act in names}
    every = [seconds for times in acts.values() for seconds in times]
    return {
        "answers": len(every),
        **spread([seconds for act, times in acts.items() if act != "open" for seconds in times]),
        "by_act": {act: {"answers": len(times), **spread(times)} for act, times in acts.items()},
        "cpu_ms_each": round(1000 * used / max(1, len(every)), 1),
        "cpu_share": round(used / elapsed, 2),
    }


def odd(visitors: list[Visitor], shown: list[list[str]]) -> dict[str, Any]:
    """What should not have been: how often, and the first of each."""
    kinds = {"exceptions": shown, "lost": [each.lost for each in visitors], "saw_anothers": [each.strange for each in visitors]}
    flat = {name: [what for each in found for what in each] for name, found in kinds.items()}
    return {name: len(found) for name, found in flat.items()} | {f"first_{name}": found[0] for name, found in flat.items() if found}


def spread(seconds: list[float]) -> dict[str, int]:
    """In milliseconds, what half of the times and 95 % of them stay below, and the worst."""
    ordered = sorted(seconds) or [0.0]
    shares = {"p50_ms": 0.5, "p95_ms": 0.95, "worst_ms": 1.0}
    return {name: round(1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]) for name, share in shares.items()}


def draw_cost(crowds: list[dict[str, Any]], file: Path) -> None:
    """A picture of what the number of viewers costs, and the same as a table."""
    from matplotlib.figure import Figure

    rows = [{"viewers": each["viewers"]} | {name: each[name] for name in COST} | {"memory_mb": each["memory_mb"][1]} for each in crowds]
    print("\t".join(rows[0]), *("\t".join(map(str, row.values())) for row in rows), sep="\n")
    figure = Figure((11, 3), layout="constrained")
    for axes, (name, label) in zip(figure.subplots(1, len(COST)), COST.items(), strict=True):
        axes.plot([row["viewers"] for row in rows], [row[name] for row in rows], "o-", color="#d9481c")
        axes.set(title=label, xlabel="viewers", ylim=(0, None))
    figure.savefig(file, dpi=150)


def _memory(server: psutil.Process) -> int:
    return round(server.memory_info().rss / MEGABYTE)


def _processor(server: psutil.Process) -> float:
    return sum(server.cpu_times()[:2])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, value in {"viewers": 50, "then-viewers": 200, "rounds": 2}.items():
        parser.add_argument(f"--{name}", type=int, default=value)
    for name, duration in {"seconds": 600.0, "then-seconds": 60.0, "think": 2.0}.items():
        parser.add_argument(f"--{name}", type=float, default=duration)
    parser.add_argument("--cost", type=Path, help="the picture to write")
    options = parser.parse_args()
    a_round = [(options.viewers, options.seconds), (options.then_viewers, options.then_seconds)]
    plan = [(viewers, COST_SECONDS) for viewers in COST_VIEWERS] if options.cost else a_round * options.rounds
    done = []
    with served(ROOT) as address:
        server = server_in(address)
        asyncio.run(visit(Visitor(-1), address, until=0, think=0))  # the one whose coming lets the server read what it needs
        for viewers, seconds in plan:
            if viewers and seconds:
                done.append(asyncio.run(crowd(address, server, viewers, seconds, options.think)))
                print(json.dumps(done[-1]), flush=True)
    if options.cost:
        draw_cost(done, options.cost)
    else:
        print(
            json.dumps({"last_round_ends_with_more_mb": done[-1]["memory_mb"][2] - done[len(done) // options.rounds - 1]["memory_mb"][2]})
        )


if __name__ == "__main__":
    main()
