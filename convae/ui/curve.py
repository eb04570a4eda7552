"""The curve of a training's loss, as a picture."""

import base64
from collections.abc import Sequence
from math import log

from convae.trainer.reports import Point
from convae.ui.markup import tag, text
from convae.words import Words

WIDTH, HEIGHT, LEFT, RIGHT, BELOW, ABOVE = 270, 190, 30, 6, 22, 8
"""CSS pixels of the picture, and the room around the curve for its numbers."""
MOST_POINTS = 400
"""How many points of the curve are drawn at most."""
LINE, END, QUIET, GRID = "#3b82f6", "#e8622c", "#808895", "#80889540"
"""Colours that can be seen in the light and the dark theme: a picture does not know which one it is in."""


def curve(points: Sequence[Point], floor: float | None, epochs: int, words: Words) -> str:
    """The loss over the epochs, each halving as high as the next, and the `floor` that it cannot fall below, as HTML."""
    losses = [loss for _, loss in points]
    most, least = max([*losses, 0.7]), 0.93 * min([*losses, floor or 0.06])

    def at(epoch: float, loss: float) -> tuple[float, float]:
        down = log(max(loss, least) / most) / log(least / most)
        return LEFT + (WIDTH - LEFT - RIGHT) * epoch / epochs, ABOVE + (HEIGHT - ABOVE - BELOW) * down

    drawn = "".join(_level(at(0, loss)[1], words.number(loss, "g")) for loss in (0.1, 0.2, 0.4) if least < loss < most)
    drawn += _words(LEFT, HEIGHT - 6, "0", "start") + _words(
        WIDTH - RIGHT, HEIGHT - 6, words.say("train.epochs_axis", epochs=epochs), "end"
    )
    if floor:
        y = at(0, floor)[1]
        drawn += _across(y, QUIET, "5 4") + _words(WIDTH - RIGHT, y - 5, words.say("train.floor", floor=floor), "end")
    if points:
        every = max(1, len(points) // MOST_POINTS)
        places = [f"{x:.1f},{y:.1f}" for x, y in (at(*point) for point in [*points[:-1:every], points[-1]])]
        x, y = places[-1].split(",")
        drawn += tag("polyline", points=" ".join(places), fill="none", stroke=LINE, **{"stroke-width": 1.8})
        drawn += tag("circle", cx=x, cy=y, r=3.5, fill=END)
    said = words.say("train.curve", bce=losses[-1]) if losses else words.say("train.curve_empty")
    svg = tag("svg", drawn, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDTH} {HEIGHT}", width=2 * WIDTH, height=2 * HEIGHT)
    # As a picture, because Streamlit lets no drawing into a page.
    source = "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
    return tag("img", src=source, alt=said, width=WIDTH, height=HEIGHT, class_="curve", decoding="sync")


def _level(y: float, said: str) -> str:
    return _across(y, GRID) + _words(LEFT - 5, y + 3.5, said, "end")


def _across(y: float, colour: str, dashes: str = "") -> str:
    return tag("line", x1=LEFT, x2=WIDTH - RIGHT, y1=f"{y:.1f}", y2=f"{y:.1f}", stroke=colour, **{"stroke-dasharray": dashes})


def _words(x: float, y: float, said: str, anchor: str) -> str:
    style = {"font-size": 10.5, "font-family": "sans-serif", "text-anchor": anchor}
    return tag("text", text(said), x=x, y=f"{y:.1f}", fill=QUIET, **style)
