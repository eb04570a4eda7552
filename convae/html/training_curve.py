"""The curve of a training's loss, as a picture with its numbers around it."""

import base64
from collections.abc import Sequence
from math import ceil, log

from convae.html.markup import tag, text
from convae.theme import ACCENT, QUIET, SOURCE
from convae.training_jobs.progress import Point
from convae.words import Words

WIDTH, HEIGHT, LEFT, RIGHT, BELOW, ABOVE = 270, 190, 30, 6, 22, 8
"""Units of the picture, which is as large as there is room, and those around the curve for its numbers."""
MOST_POINTS = 400
"""How many points of the curve are drawn at most."""
LINE, END, FLOOR, GRID = SOURCE.either, ACCENT.either, QUIET, f"{QUIET}40"
"""Colours of lines that can be seen in the light and the dark theme: a picture does not know which one it is in. Words need more
contrast than any one colour has in both, so they stand on the picture, as text of the page."""


def curve(points: Sequence[Point], floor: float | None, epochs: int, words: Words) -> str:
    """The loss over the epochs, each halving as high as the next, and the `floor` that it cannot fall below, as HTML."""
    losses = [loss for _, loss in points]
    most, least = max([*losses, 0.7]), 0.93 * min([*losses, floor or 0.06])

    def at(epoch: float, loss: float) -> tuple[float, float]:
        down = log(max(loss, least) / most) / log(least / most)
        return LEFT + (WIDTH - LEFT - RIGHT) * epoch / epochs, ABOVE + (HEIGHT - ABOVE - BELOW) * down

    levels = {loss: at(0, loss)[1] for loss in (0.1, 0.2, 0.4) if least < loss < most}
    drawn = "".join(_across(y, GRID) for y in levels.values())
    said = [_label(words.number(loss, "g"), y, right=WIDTH - LEFT + 5) for loss, y in levels.items()]
    said += [
        _label("0", HEIGHT - 9, left=LEFT),
        _label(words.say("train.epochs_axis", epochs=epochs), HEIGHT - 9, right=RIGHT),
        _label(words.say("train.loss_axis"), ABOVE, right=RIGHT),
    ]
    if floor:
        y = at(0, floor)[1]
        drawn += _across(y, FLOOR, "5 4")
        said.append(_label(words.say("train.floor", floor=floor), y - 9, right=RIGHT))
    if points:
        every = max(1, ceil((len(points) - 1) / (MOST_POINTS - 1)))
        places = [f"{x:.1f},{y:.1f}" for x, y in (at(*point) for point in [*points[:-1:every], points[-1]])]
        right, down = places[-1].split(",")
        drawn += tag("polyline", points=" ".join(places), fill="none", stroke=LINE, **{"stroke-width": 1.8})
        drawn += tag("circle", cx=right, cy=down, r=3.5, fill=END)
    alt = words.say("train.curve", bce=losses[-1]) if losses else words.say("train.curve_empty")
    return tag("div", _picture(drawn, alt), *said, class_="curve", style=f"aspect-ratio:{WIDTH}/{HEIGHT}")


def _picture(drawn: str, alt: str) -> str:
    """Shapes of SVG as a picture, because Streamlit lets no drawing into a page."""
    svg = tag("svg", drawn, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDTH} {HEIGHT}", width=2 * WIDTH, height=2 * HEIGHT)
    source = "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
    return tag("img", src=source, alt=alt, decoding="sync")


def _across(y: float, colour: str, dashes: str = "") -> str:
    return tag("line", x1=LEFT, x2=WIDTH - RIGHT, y1=f"{y:.1f}", y2=f"{y:.1f}", stroke=colour, **{"stroke-dasharray": dashes})


def _label(said: str, y: float, **side: float) -> str:
    """Words in the middle of the height `y`, so many units from the `left` or the `right` side."""
    ((name, units),) = side.items()
    return tag("span", text(said), style=f"{name}:{units / WIDTH:.2%};top:{y / HEIGHT:.2%}", aria_hidden="true")
