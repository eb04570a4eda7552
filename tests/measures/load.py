"""Many visitors at once: `python tests/measures/load.py [--viewers 50 --seconds 600 --rounds 2]`.

Serves the app and lets so many viewers at a time draw, pick, touch a number, switch a channel off, look at another moment of the
training, change the language and the page, each every two seconds on average. After every stroke a viewer looks whether the digit
on the page is their own. Prints a line of JSON for each round: the answers' times, the server's processor time for each, its
memory before, at its peak and afterwards, the errors that were shown, and how often a viewer saw a digit that was not theirs.
`--viewers 1 10 25 50 100 200 --rounds 1` shows what the number of viewers costs.
"""

import argparse
import asyncio
import json
import random
import sys
import time
from collections import defaultdict
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

import psutil

from app_page import path
from app_server import served
from convae import history, ink, measures, network, pictures
from convae.ui.network_view.shown import Shown
from processes import ROOT
from viewer import Viewer

MODEL = ROOT / "models" / "classic.keras"
NET = network.load(MODEL)
SHOWN = Shown(NET, history.read(history.side(MODEL), measures.digest(MODEL), NET.parameters))
MEGABYTE = 2**20


class Visitor:
    """One viewer who does one thing after another, and remembers how long each answer took.

    Attributes:
        times: seconds of each answer, by what was done.
        strange: how often the digit on the page was not the one drawn.
    """

    def __init__(self, viewer: Viewer, chance: random.Random) -> None:
        self.viewer, self.chance = viewer, chance
        self.times: dict[str, list[float]] = defaultdict(list)
        self.strange = 0
        self._off = False

    async def do(self, act: str) -> None:
        """Do what is called `act`, and note how long the answer took."""
        self.times[act].append(await getattr(self, act)())

    async def draw(self) -> float:
        x, y = self.chance.uniform(60, 200), self.chance.uniform(40, 90)
        points = [(x, y)]
        for _ in range(30):
            x, y = min(250.0, max(30.0, x + self.chance.uniform(-14, 14))), min(250.0, max(30.0, y + self.chance.uniform(-4, 11)))
            points.append((x, y))
        drawing = {"version": "7.4.0", "objects": [path(points)]}
        seconds = await self.viewer.send("canvas", {"drawing": {"raw": drawing, "data": None}})
        own = ink.steps_of_drawing(drawing, size=(280, 280)).image
        self.strange += pictures.single(own) not in self.viewer.shown
        return seconds

    async def touch(self) -> float:
        height, width, channels = NET.stages[1].output_shape
        cell = {"row": self.chance.randrange(height), "column": self.chance.randrange(width), "channel": self.chance.randrange(channels)}
        return await self._ask(view="cell", stage=1, **cell)

    async def switch(self) -> float:
        self._off = not self._off
        return await self._ask(off=[[1, 3]] if self._off else [])

    async def scrub(self) -> float:
        return await self._ask(moment=self.chance.randrange(SHOWN.moments))

    async def language(self) -> float:
        return await self.viewer.choose("language", self.chance.choice(["EN", "PT"]))

    async def page(self) -> float:
        away = await self.viewer.run(page=self.chance.choice(["compare", "about", "train"]))
        return max(away, await self.viewer.run(page=""))

    async def pick(self) -> float:
        await self.viewer.choose("source", "Pick")
        try:
            return await self.viewer.tell("random", trigger_value=True)
        finally:
            await self.viewer.choose("source", "Draw")

    async def _ask(self, **asked: object) -> float:
        return await self.viewer.send("network", {"asked": {"of": SHOWN.layers, "turn": 1, **asked}})


ACTS = {"draw": 8, "touch": 4, "switch": 2, "scrub": 4, "pick": 1, "language": 1, "page": 1}
"""What visitors do, and how often of 21 times."""


async def visit(address: str, seed: int, until: float, think: float) -> Visitor:
    """Come, do things until the time is up, and go."""
    chance = random.Random(seed)
    await asyncio.sleep(chance.random() * think)
    async with Viewer(address) as viewer:
        visitor = Visitor(viewer, chance)
        visitor.times["open"].append(await viewer.run())
        await viewer.choose("language", "EN")
        while time.perf_counter() < until:
            await asyncio.sleep(think * (0.5 + chance.random()))
            await visitor.do(chance.choices(list(ACTS), list(ACTS.values()))[0])
    return visitor


async def crowd(address: str, server: psutil.Process, viewers: int, options: argparse.Namespace) -> dict[str, object]:
    """One round: what came of it."""
    before, used, start = server.memory_info().rss, sum(server.cpu_times()[:2]), time.perf_counter()
    most = [before]

    async def watch() -> None:
        while True:
            most[0] = max(most[0], server.memory_info().rss)
            await asyncio.sleep(0.5)

    watching = asyncio.create_task(watch())
    visitors = await asyncio.gather(*(visit(address, seed, start + options.seconds, options.think) for seed in range(viewers)))
    watching.cancel()
    elapsed, used = time.perf_counter() - start, sum(server.cpu_times()[:2]) - used
    every = [seconds for visitor in visitors for act, times in visitor.times.items() if act != "open" for seconds in times]
    by_act = {act: at(0.95, [t for visitor in visitors for t in visitor.times[act]]) for act in ("open", *ACTS)}
    return {
        "viewers": viewers,
        "answers": len(every),
        "p50_ms": at(0.5, every),
        "p95_ms": at(0.95, every),
        "worst_ms": at(1, every),
        "p95_ms_by_act": by_act,
        "cpu_ms_each": round(1000 * used / len(every), 1),
        "cpu_share": round(used / elapsed, 2),
        "memory_mb": [round(bytes_ / MEGABYTE) for bytes_ in (before, most[0], server.memory_info().rss)],
        "exceptions": [error for visitor in visitors for error in visitor.viewer.exceptions][:3],
        "saw_anothers": sum(visitor.strange for visitor in visitors),
    }


def at(share: float, seconds: list[float]) -> int:
    """The time in milliseconds that this share of all stays below."""
    return round(1000 * sorted(seconds)[min(len(seconds) - 1, int(share * len(seconds)))]) if seconds else 0


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--viewers", type=int, nargs="+", default=[50])
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--think", type=float, default=2)
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    with served(ROOT) as address:
        server = next(each for each in psutil.Process().children() if "streamlit" in " ".join(each.cmdline()))
        for viewers in options.viewers * options.rounds:
            print(json.dumps(asyncio.run(crowd(address, server, viewers, options))), flush=True)


if __name__ == "__main__":
    main()
