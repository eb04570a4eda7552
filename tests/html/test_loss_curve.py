"""The curve of a training's loss, while one goes on and of one that is over."""

import base64
import json
import re

import numpy as np
import pytest

from convae.history import History
from convae.html import loss_curve
from convae.html.loss_curve import FINE, MOST_POINTS, LossCurve, html, of_history, of_run
from convae.theme import LINE, QUIET
from convae.training_jobs import Snapshot
from convae.words import LANGUAGES, of
from processes import ROOT

EN = of("en")
STEPS, LOSSES = (1, 20, 40, 60, 80), (0.65, 0.4, 0.2, 0.1, 0.07)
"""Points of a curve, twenty steps an epoch."""
CONTRAST = 3.0
"""Of a line that means something, to what is behind it, by WCAG 2.2; words stand in the colour of the page's own."""


def run(losses: tuple[float, ...] = LOSSES, floor: float | None = 0.058, epochs: int = 4) -> LossCurve:
    """The curve of a run, a loss after each of `STEPS`."""
    points = tuple((step / 20, loss) for step, loss in zip(STEPS, losses, strict=False))
    return of_run(Snapshot("training", epochs, curve=points, floor=floor), EN)


def past(moments: tuple[int, ...] = (0, 20, 40, 60, 80), losses: tuple[float, ...] = LOSSES, floor: float | None = 0.058) -> History:
    """A history with weights at some `moments`, and the same curve."""
    count = len(losses)
    facts = json.dumps({"floor": floor})
    return History("", facts, 20, np.array(moments), np.zeros((len(moments), 1), np.float16), np.array(STEPS[:count]), np.array(losses))


def drawn(curve: LossCurve) -> str:
    """The picture as SVG."""
    return base64.b64decode(curve.picture.removeprefix("data:image/svg+xml;base64,")).decode()


def line(curve: LossCurve) -> np.ndarray:
    """The points of the drawn line, as shares of the picture from its left and its top."""
    (points,) = re.findall('points="(.*?)"', drawn(curve))
    return np.array([point.split(",") for point in points.split()], float) / FINE


def share(css: str | None) -> float:
    assert css is not None
    return float(css.removesuffix("%")) / 100


def labels(curve: LossCurve, kind: str) -> dict[str, str]:
    """How far down each label of a kind is, by what it says."""
    return {each.said: each.down for each in curve.labels if each.kind == kind}


def luminance(colour: str) -> float:
    parts = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return float(np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4) @ (0.2126, 0.7152, 0.0722))


@pytest.mark.parametrize("ground", ["#ffffff", "#0f1218"])
@pytest.mark.parametrize("colour", [LINE, QUIET])
def test_its_lines_can_be_seen_in_both_themes(colour, ground):
    one, other = sorted((luminance(colour), luminance(ground)))
    assert (other + 0.05) / (one + 0.05) >= CONTRAST


def test_a_training_has_the_same_curve_while_it_goes_on_and_when_it_is_over():
    now, then = run(), of_history(past(), EN)
    assert np.array_equal(line(now), line(then))
    assert labels(now, "floor") == labels(then, "floor") == {"a perfect copy: 0.058": labels(now, "floor")["a perfect copy: 0.058"]}
    assert labels(then, "level").items() < labels(now, "level").items()
    assert now.alt == then.alt
    assert now.alt.endswith("binary cross-entropy. Its last point: 0.0700. That of a perfect copy: 0.058.")


def test_each_halving_of_the_loss_is_as_high_as_the_next_and_the_floor_is_below_all():
    heights = line(run())[:, 1]
    assert np.diff(heights)[1:3] == pytest.approx([heights[2] - heights[1]] * 2, abs=2 / FINE)
    floor = share(labels(run(), "floor")["a perfect copy: 0.058"])
    assert 0 < heights[0] < heights[-1] < floor < 1
    assert f'y1="{FINE * floor:.0f}"' in re.findall("<line[^>]*5 4[^>]*>", drawn(run()))[0]


@pytest.mark.parametrize("loss", [0.1, 0.2, 0.4])
def test_a_level_stands_where_the_curve_has_its_loss(loss):
    curve = run((0.65, loss))
    ((_, down),) = curve.dots
    assert down == labels(curve, "level")[f"{loss:g}"]
    assert f'y1="{FINE * share(down):.0f}"' in drawn(curve)


def test_a_run_fills_its_curve_from_the_left_as_far_as_it_is():
    curve = run(LOSSES[:3])
    assert line(curve)[-1, 0] == 0.5
    assert curve.dots == (("50.00%", labels(curve, "level")["0.2"]),)
    assert [list(labels(curve, end)) for end in ("first", "last")] == [["0"], ["4 epochs"]]


def test_every_moment_of_a_history_has_as_much_room_and_a_dot_on_its_curve():
    curve = of_history(past((0, 1, 20, 80)), EN)
    along = [share(place) for place, _ in curve.dots]
    assert along == pytest.approx([0, 1 / 3, 2 / 3, 1], abs=1e-4)
    assert line(curve)[:, 0] == pytest.approx([1 / 3, 2 / 3, 2 / 3 + 1 / 9, 2 / 3 + 2 / 9, 1], abs=1 / FINE)
    places = {(round(x, 2), round(y, 2)) for x, y in line(curve)}
    assert {(round(share(place), 2), round(share(down), 2)) for place, down in curve.dots[1:]} <= places
    assert curve.dots[0][1] is None  # nobody has measured the loss of the random weights
    assert list(labels(curve, "last")) == ["80 steps"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_curve_before_its_first_point_is_an_empty_frame(language):
    words = of(language)
    empty = [of_run(Snapshot("training", 20), words), of_history(past((0, 1), (), None), words)]
    for curve in empty:
        assert curve.alt == words.say("curve.empty")
        assert "polyline" not in drawn(curve)
        assert labels(curve, "floor") == {}
    assert [empty[0].dots, empty[1].dots] == [(), (("0.00%", None), ("100.00%", None))]


@pytest.mark.parametrize("losses", [(0.0, 0.0), (-1.0, 1e9), (1e-30, 1e30)])
def test_a_loss_that_cannot_be_has_a_place_all_the_same(losses):
    heights = line(run(losses))[:, 1]
    assert ((heights >= 0) & (heights <= 1)).all()


@pytest.mark.parametrize("count", [400, 401, 799, 5000])
def test_a_long_curve_is_drawn_with_few_points_and_its_last(count):
    points = tuple((at / 1000, 0.7 - at / 10_000) for at in range(count))
    places = line(of_run(Snapshot("training", 5, curve=points), EN))
    assert MOST_POINTS / 2 < len(places) <= MOST_POINTS
    assert places[-1, 0] == pytest.approx((count - 1) / 5000, abs=1 / FINE)


def test_on_a_page_it_is_said_and_its_numbers_are_seen():
    said = html(run())
    assert 'alt="The curve of the loss on the training digits' in said
    assert re.findall('<span class="last"[^>]*aria-hidden="true">4 epochs</span>', said)
    assert re.findall(r'<i style="--along:100.00%;--down:[\d.]+%">', said)
    assert "<i " not in html(run(()))


def test_nothing_else_draws_a_curve():
    sources = [*(ROOT / "convae").rglob("*.js"), *(ROOT / "convae").rglob("*.py")]
    drawing = [path for path in sources if "polyline" in path.read_text(encoding="utf-8").replace("polylines", "")]
    assert [path.name for path in drawing] == [loss_curve.__name__.split(".")[-1] + ".py"]
