"""The curve of a training's loss: as a picture that is stretched over its room, with its numbers on it and around it.

Both pages that show it take it from here: while a network is trained, and above the slider through what a training has been.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log

import numpy as np

from convae.history import History
from convae.html.markup import tag, text
from convae.pictures import data_uri
from convae.theme import LINE, QUIET
from convae.training_jobs import Snapshot
from convae.words import Words

MOST_POINTS = 400
"""How many points of the curve are drawn at most."""
LEVELS, FEW_LEVELS = (0.1, 0.2, 0.4), (0.1, 0.4)
"""The losses that have a line and a number of their own, where the curve is high, and where it has the height of two numbers."""
MARGIN = 0.93
"""What the picture has above the largest loss and below the smallest, as a factor: as much as the line is thick."""
LEAST = 1e-7
"""A loss that no curve goes below, for nothing has as many halvings as it takes to 0."""
FINE = 1000
"""Units of the picture in each direction: so many that a place can be a whole number."""
GRID = f"{QUIET}40"
"""The colour of the levels' lines. Words need more contrast than any one colour has in both themes, so they stand on the picture,
as text of the page."""


@dataclass(frozen=True)
class Label:
    """Words on the curve or beside it.

    Attributes:
        kind: what they are: a "level" of the loss, the "floor", the "name" of the curve, its "first" and its "last" place.
        down: how far below the curve's top they belong, in CSS; empty where their `kind` says it.
        about: what is said to those who point at them.
    """

    kind: str
    said: str
    down: str = ""
    about: str = ""


@dataclass(frozen=True)
class LossCurve:
    """A curve, ready to be put on a page.

    Attributes:
        picture: the address of its picture, to be stretched over the whole room.
        alt: what it shows, in words.
        dots: places on it from the left and from the top, in CSS, to be pointed out one at a time; None for a height that nobody knows.
        labels: the words on it and around it.
    """

    picture: str
    alt: str
    dots: tuple[tuple[str, str | None], ...]
    labels: tuple[Label, ...]


def of_run(now: Snapshot, words: Words) -> LossCurve:
    """Of a run so far, evenly over the epochs that were ordered; its dot is its end."""
    placed = [(epoch / now.epochs, loss) for epoch, loss in now.curve]
    around = _around(words.say("curve.epochs", epochs=now.epochs), "", words)
    return _drawn(placed, placed[-1:], now.floor, LEVELS, around, words)


def of_history(past: History, words: Words) -> LossCurve:
    """Of a training that is over, with as much room between any two of its moments; each of them has a dot."""
    places = np.linspace(0, 1, len(past.steps))
    placed = list(zip(np.interp(past.curve_steps, past.steps, places).tolist(), past.curve_bce.tolist(), strict=True))
    dots = [(place, past.loss(moment)) for moment, place in enumerate(places.tolist())]
    around = _around(words.say("curve.steps", steps=int(past.steps[-1])), words.say("curve.spread"), words)
    return _drawn(placed, dots, past.floor, FEW_LEVELS, around, words)


def html(curve: LossCurve) -> str:
    """The curve with its last dot, as HTML."""
    dots = [tag("i", style=f"--along:{along};--down:{down}") for along, down in curve.dots[-1:]]
    said = [
        tag("span", text(each.said), class_=each.kind, style=f"--down:{each.down}", title=each.about or None, aria_hidden="true")
        for each in curve.labels
    ]
    # Decoded at once, so that a new picture replaces the old one without a blink.
    return tag("div", tag("img", src=curve.picture, alt=curve.alt, decoding="sync"), *dots, *said, class_="curve")


def _around(last: str, about: str, words: Words) -> list[Label]:
    return [Label("name", words.say("curve.loss"), about=about), Label("first", "0"), Label("last", last)]


def _drawn(
    points: Sequence[tuple[float, float]],
    dots: Sequence[tuple[float, float | None]],
    floor: float | None,
    levels: Sequence[float],
    around: Sequence[Label],
    words: Words,
) -> LossCurve:
    """The loss at places from 0 to 1, each halving of it as high as the next, and the `floor` that it cannot fall below."""
    losses = [loss for _, loss in points]
    most, least = max([*losses, 0.65]) / MARGIN, max(min([*losses, floor or 0.06]) * MARGIN, LEAST)

    def down(loss: float) -> float:
        return log(max(loss, least) / most) / log(least / most)

    heights = {loss: down(loss) for loss in levels if least < loss < most}
    drawn = [_across(height, GRID) for height in heights.values()]
    labels = [Label("level", words.number(loss, "g"), _css(height)) for loss, height in heights.items()]
    if floor:
        drawn.append(_across(down(floor), QUIET, "5 4"))
        labels.append(Label("floor", words.say("curve.floor", floor=floor), _css(down(floor))))
    if points:
        drawn.append(_line([(place, down(loss)) for place, loss in points]))
    alt = words.say("curve.alt", bce=losses[-1]) if losses else words.say("curve.empty")
    alt += " " + words.say("curve.floor_alt", floor=floor) if floor else ""
    placed = tuple((_css(place), None if loss is None else _css(down(loss))) for place, loss in dots)
    return LossCurve(_picture("".join(drawn)), alt, placed, (*labels, *around))


def _picture(drawn: str) -> str:
    """Shapes of SVG as the address of a picture, because Streamlit lets no drawing into a page."""
    svg = tag("svg", drawn, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {FINE} {FINE}", preserveAspectRatio="none")
    return data_uri(svg.encode(), "svg+xml")


def _line(places: Sequence[tuple[float, float]]) -> str:
    """A line through so many of these places that it can be drawn fast, the last among them."""
    every = max(1, ceil((len(places) - 1) / (MOST_POINTS - 1)))
    kept = " ".join(f"{FINE * x:.0f},{FINE * y:.0f}" for x, y in [*places[:-1:every], places[-1]])
    return _stroke("polyline", LINE, points=kept, fill="none", **{"stroke-width": 2})


def _across(down: float, colour: str, dashes: str | None = None) -> str:
    return _stroke("line", colour, x1=0, x2=FINE, y1=f"{FINE * down:.0f}", y2=f"{FINE * down:.0f}", **{"stroke-dasharray": dashes})


def _stroke(shape: str, colour: str, **about: object) -> str:
    """A shape whose line is as wide as it says, however the picture is stretched."""
    return tag(shape, stroke=colour, **{"vector-effect": "non-scaling-stroke"}, **about)


def _css(share: float) -> str:
    return f"{share:.2%}"
