"""What visitors do on the page, one thing after another, and whether what they see is their own."""

import random
from collections import defaultdict
from typing import Any

import numpy as np

from app_page import header, path
from convae import ink
from convae.viewed.model import Model
from convae.words import LANGUAGES, of
from processes import ROOT
from viewer import Viewer

MODEL = Model("classic", (ROOT / "models/classic.keras").read_bytes(), (ROOT / "models/classic.history.npz").read_bytes())
SHOWN = MODEL.now
STEP = 1 / 255
"""Pictures that are nearer are the same."""
CHOICES = "model ['classic', 'sharp'] classic"
"""The key of the choice of models where there are none but those that come along."""
ACTS = {"draw": 8, "touch": 4, "switch": 2, "scrub": 4, "pick": 1, "language": 1, "page": 1, "compare": 1}
"""What visitors do, and how often of 22 times."""
DRAWINGS = 6
"""How many drawings a visitor has."""


class Visitor:
    """One viewer who does one thing after another.

    Attributes:
        times: seconds of each answer, by what was asked for.
        strange: what was seen that is not this visitor's.
        lost: what could not be done, and why; the visit ends there.
    """

    def __init__(self, seed: int) -> None:
        """Bring drawings that nobody else has, who has another `seed`."""
        self.chance = random.Random(seed)
        self.drawings = [drawing(self.chance) for _ in range(DRAWINGS)]
        self.times: dict[str, list[float]] = defaultdict(list)
        self.strange: list[str] = []
        self.lost: list[str] = []
        self._speaks = "en"
        self._which: int | None = None
        self._asked: dict[str, Any] = {}

    async def open(self, viewer: Viewer) -> None:
        """Come to the page with this `viewer`."""
        self.viewer = viewer
        self._note("open", await viewer.run())

    async def do(self, act: str) -> None:
        """Do what is called `act`, one of `ACTS`, and look whose digit is on the page."""
        await getattr(self, f"_{act}")()
        self._look()

    async def _draw(self) -> None:
        self._which = self.chance.randrange(DRAWINGS)
        self._note("draw", await self.viewer.send("canvas", {"drawing": {"raw": self.drawings[self._which], "data": None}}))

    async def _touch(self) -> None:
        await self._ask("touch", channel=[1, self.chance.randrange(SHOWN.net.stages[1].output_shape[2])])

    async def _switch(self) -> None:
        await self._ask("switch", off=[] if self._asked.get("off") else [[1, 3]])

    async def _scrub(self) -> None:
        await self._ask("scrub", moment=self.chance.randrange(SHOWN.moments - 1))

    async def _ask(self, act: str, **asked: Any) -> None:
        """Ask the network view something; what is switched off and which moment it is, stays."""
        kept = {name: self._asked[name] for name in ("off", "moment") if name in self._asked}
        self._asked = {"of": SHOWN.layers, "turn": self._asked.get("turn", 0) + 1, **kept, **asked}
        self._note(act, await self.viewer.send("network", {"asked": self._asked}))

    async def _pick(self) -> None:
        self._which = None
        self._note("source", await self.viewer.choose("source", self._say("source.pick")))
        self._note("pick", await self.viewer.tell("random", trigger_value=True))
        self._note("source", await self.viewer.choose("source", self._say("source.draw")))

    async def _language(self) -> None:
        self._speaks = self.chance.choice(list(LANGUAGES))
        self._note("language", await self.viewer.choose("language", self._speaks.upper()))

    async def _page(self) -> None:
        await self._leave("page", self.chance.choice(["about", "train"]))
        await self._back()

    async def _compare(self) -> None:
        await self._leave("compare", "compare")
        for kind in self.chance.sample(["models", "moments", "digits"], 2):
            self._note("compare", await self.viewer.choose("compare_kind", self._say(f"compare.{kind}")))
        await self._back()

    async def _leave(self, act: str, page: str) -> None:
        self._which, self._asked = None, {}
        self._note(act, await self.viewer.run(page=page))

    async def _back(self) -> None:
        self._note("page", await self.viewer.run(page=""))

    def _say(self, key: str) -> str:
        return of(self._speaks).say(key)

    def _note(self, act: str, seconds: float) -> None:
        self.times[act].append(seconds)

    def _look(self) -> None:
        """See whose digit is on the page, and remember the numbers of the network view."""
        if CHOICES not in self.viewer.elements:
            self.strange.append("another model")
        told, picture = header(self.viewer.elements["network"][0].bytes), self.viewer.digit
        if self._asked and (told["off"], told["moment"]) != (self._asked.get("off", []), self._asked.get("moment")):
            self.strange.append("an answer to another question")
        if self._which is None:
            return
        if np.abs(picture - _image(self.drawings[self._which])).max() > STEP:
            self.strange.append("another picture in the view")


def _image(drawing: dict[str, Any]) -> Any:
    return ink.steps_of_drawing(drawing, size=(280, 280)).image


def drawing(chance: random.Random) -> dict[str, Any]:
    """One stroke that wanders down the canvas, as the canvas describes it."""
    points = [(chance.uniform(60, 200), chance.uniform(40, 90))]
    for _ in range(30):
        x, y = points[-1]
        points.append((min(250.0, max(30.0, x + chance.uniform(-14, 14))), min(250.0, max(30.0, y + chance.uniform(-4, 11)))))
    return {"version": "7.4.0", "objects": [path(points)]}
