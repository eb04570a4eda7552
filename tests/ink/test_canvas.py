"""The canvas's JSON: curves, each object's place, the edges of the canvas, what is no stroke, and what is hostile."""

import json
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convae import ink
from drawn_digits import Points, drawing, on_canvas, path
from work import lines, megabytes

# Recorded from streamlit-drawable-canvas 0.13 in Chromium: a stroke that leaves the canvas of 280×280 at the right and comes back.
FLICK = path(
    ["M", 199.98, 19.98],
    ["Q", 200, 20, 235, 20],
    ["Q", 270, 20, 285, 40],
    ["Q", 300, 60, 275, 110],
    ["L", 249.98, 160.02],
    left=247.6084,
    top=90,
    width=95.2569,
    height=140.04,
)
TAP = path(["M", 49.98, 50], ["L", 50.02, 50], left=50, top=50, width=0.04)
CORNERS = [(20, 30), (80, 30), (50, 110)]
CORNER = path(["M", *CORNERS[0]], ["L", *CORNERS[1]], ["L", *CORNERS[2]], left=50, top=70)


def of_points(points: Points) -> dict[str, Any]:
    """The points as one stroke that stands where it was drawn."""
    (left, top), (right, bottom) = points.min(0), points.max(0)
    return path(["M", *points[0]], *(["L", *point] for point in points[1:]), left=(left + right) / 2, top=(top + bottom) / 2)


def test_a_stroke_is_where_it_was_drawn():
    points = on_canvas(4)[0]
    assert np.allclose(ink.strokes(drawing(of_points(points)))[0], points)


def test_the_strokes_of_a_digit_give_the_digit():
    sent = drawing(*map(of_points, on_canvas(5)))
    steps = ink.steps_of_drawing(sent)
    assert np.abs(steps.image - ink.from_strokes(on_canvas(5))).max() < 0.05
    assert np.array_equal(steps.image, ink.from_strokes(ink.strokes(sent)))


def test_curves_are_followed_closely():
    quadratic = path(["M", 20, 20], ["Q", 150, 20, 150, 200], left=85, top=110)
    cubic = path(["M", 20, 200], ["C", 20, 20, 200, 20, 200, 200], left=110, top=132.5)
    share = np.linspace(0, 1, 10_001)[:, None]
    exact = [
        (1 - share) ** 2 * (20, 20) + 2 * share * (1 - share) * (150, 20) + share**2 * (150, 200),
        ((1 - share) ** 3 + 3 * share * (1 - share) ** 2) * (20, 0)
        + (share**3 + 3 * share**2 * (1 - share)) * (200, 0)
        + (200 * ((1 - share) ** 3 + share**3) + 20 * 3 * share * (1 - share)) * (0, 1),
    ]
    for line, curve in zip(ink.strokes(drawing(quadratic, cubic)), exact, strict=True):
        middles = (line[1:] + line[:-1]) / 2
        assert np.sqrt(((np.concatenate([line, middles])[:, None] - curve[None]) ** 2).sum(2).min(1)).max() < 0.1
        assert np.allclose(line[[0, -1]], curve[[0, -1]])


def test_a_move_begins_another_line():
    twice = path(["M", 10, 10], ["L", 20, 20], ["M", 50, 50], ["L", 90, 90], ["M", 7, 7], left=50, top=50)
    assert [line.tolist() for line in ink.strokes(drawing(twice))] == [[[10, 10], [20, 20]], [[50, 50], [90, 90]]]


def test_a_real_stroke_that_leaves_the_canvas_and_comes_back_is_two_lines():
    out, back = ink.strokes(drawing(FLICK))
    assert np.allclose([out[0], back[-1]], [(199.98, 19.98), (249.98, 160.02)], atol=1e-3)
    assert np.allclose([out[-1, 0], back[0, 0]], 280)
    assert max(out.max(), back.max()) <= 280


def test_a_tap_is_one_point():
    assert [line.tolist() for line in ink.strokes(drawing(TAP))] == [[[50, 50]]]


@pytest.mark.parametrize("nothing", [drawing(), drawing(path()), drawing(path(["M", 5, 5])), drawing(TAP | {"left": -3})])
def test_where_nothing_is_on_the_canvas_there_are_no_strokes(nothing):
    assert ink.strokes(nothing) == ()


# What fabric itself makes of objects placed by another point than their centre: Chromium turned the same paths, closed, into polygons.
@pytest.mark.parametrize(
    ("fields", "centre", "corners"),
    [
        ({"originX": "left", "originY": "top", "strokeWidth": 4, "scaleX": 2, "scaleY": 0.5}, (184, 111), [(-60, -20), (60, -20), (0, 20)]),
        ({"originX": "right", "originY": "center", "strokeWidth": 6, "angle": 30, "flipX": True}, (91.4212, 73.5), None),
        (
            {"originX": "left", "originY": "bottom", "strokeWidth": 10, "angle": -70, "scaleX": 1.5, "scaleY": 1.2, "skewX": 20},
            (95.6154, -0.8893),
            [(-66.83821, -48), (23.16179, -48), (21.83821, 48)],
        ),
        (
            {
                "originX": "right",
                "originY": "top",
                "strokeWidth": 8,
                "scaleX": 0.7,
                "scaleY": 1.3,
                "skewX": -15,
                "skewY": 25,
                "angle": 45,
                "flipY": True,
                "strokeUniform": True,
            },
            (46.4151, 121.33),
            None,
        ),
    ],
)
def test_objects_stand_where_fabric_places_them(fields, centre, corners):
    line = ink.strokes(drawing(CORNER | {"left": 620, "top": 590} | fields), size=(999, 999))[0] - 500  # all of it on the canvas
    middle = (line[1] + line[0]) / 4 + line[2] / 2  # of the path's bounds, wherever they are turned
    assert np.allclose(middle, centre, atol=1e-3)
    if corners:
        angle = math.radians(fields.get("angle", 0))
        turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
        assert np.allclose(line, np.array(corners) @ turn.T + centre, atol=1e-3)


angles, scales, flips = st.floats(-360, 360), st.floats(0.2, 3), st.booleans()


@given(st.tuples(st.floats(300, 500), st.floats(300, 500)), st.tuples(scales, scales), st.tuples(flips, flips), angles)
def test_move_scale_flip_and_turn_are_about_the_paths_own_centre(place, scale, flip, angle):
    sent = CORNER | {"left": place[0], "top": place[1], "scaleX": scale[0], "scaleY": scale[1], "flipX": flip[0], "flipY": flip[1]}
    sent["angle"] = angle
    expected = []
    for x, y in CORNERS:  # one corner after the other, as complex numbers; the bounds of the path are 20..80 and 30..110
        corner = complex((x - 50) * scale[0] * (-1) ** flip[0], (y - 70) * scale[1] * (-1) ** flip[1])
        turned = corner * complex(math.cos(math.radians(angle)), math.sin(math.radians(angle))) + complex(*place)
        expected.append((turned.real, turned.imag))
    assert np.allclose(ink.strokes(drawing(sent), size=(900, 900))[0], expected)


@given(st.floats(-60, 60), st.floats(-60, 60))
def test_a_skew_along_y_comes_before_the_one_along_x(skew_x, skew_y):
    sent = CORNER | {"left": 500, "top": 500, "skewX": skew_x, "skewY": skew_y}
    expected = []
    for x, y in CORNERS:
        along_y = (y - 70) + math.tan(math.radians(skew_y)) * (x - 50)
        expected.append((500 + (x - 50) + math.tan(math.radians(skew_x)) * along_y, 500 + along_y))
    assert np.allclose(ink.strokes(drawing(sent), size=(1000, 1000))[0], expected)


def test_a_real_curved_stroke_turns_about_the_point_that_fabric_took_for_its_centre():
    turned, straight = (ink.strokes(drawing(FLICK | {"left": 500, "top": 500, "angle": angle}), size=(999, 999))[0] for angle in (180, 0))
    assert np.allclose(turned + straight, 1000)
    assert np.allclose(straight[0], (199.98 - 247.6084 + 500, 19.98 - 90 + 500), atol=1e-3)


def test_the_first_step_shows_each_stroke_with_its_own_brush():
    thin, thick = CORNER | {"strokeWidth": 4}, CORNER | {"left": 200, "top": 150, "strokeWidth": 10, "scaleX": 1.5, "scaleY": 1.5}
    shown = ink.steps_of_drawing(drawing(thin, thick)).ink
    assert float(shown[20:60, 50].sum()) == pytest.approx(4, abs=0.3)
    assert float(shown[60:110, 200].sum()) == pytest.approx(15, abs=0.3)


IMAGE = {"type": "Image", "left": 0, "top": 0, "src": "data:image/png;base64,"}


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (drawing(IMAGE), "more on the canvas than strokes of one brush (Image)"),
        (drawing(TAP, {"type": "IText", "text": "7"}), "strokes of one brush (IText)"),
        (drawing(CORNER | {"fill": "#ffffff"}), "strokes of one brush (fill)"),
        (drawing(CORNER | {"path": [*CORNER["path"], ["Z"]]}), "strokes of one brush (path)"),
        (drawing(CORNER | {"stroke": None}), "strokes of one brush (stroke)"),
        (drawing(CORNER | {"stroke": "#000000"}), "strokes of one brush (stroke)"),
        (drawing(CORNER, TAP | {"stroke": "#ff0000"}), "strokes of one brush (stroke)"),
        (drawing(CORNER | {"visible": False}), "strokes of one brush (visible)"),
        (drawing(CORNER | {"opacity": 0}), "strokes of one brush (opacity)"),
        (drawing(CORNER | {"globalCompositeOperation": "destination-out"}), "strokes of one brush (globalCompositeOperation)"),
        (drawing(CORNER | {"strokeDashArray": [4, 4]}), "strokes of one brush (strokeDashArray)"),
        (drawing(CORNER) | {"backgroundImage": IMAGE}, "strokes of one brush (backgroundImage)"),
        (None, "cannot be read (objects)"),
        ({"objects": None}, "cannot be read (objects)"),
        ({"objects": [7]}, "cannot be read (objects)"),
        (drawing(CORNER | {"left": None}), "cannot be read (left)"),
        (drawing(CORNER | {"angle": math.nan}), "cannot be read (angle)"),
        (drawing(CORNER | {"scaleX": 1e300}), "cannot be read (scaleX)"),
        (drawing(CORNER | {"flipX": "no"}), "cannot be read (flipX)"),
        (drawing(CORNER | {"originX": "middle"}), "cannot be read (originX)"),
        (drawing(CORNER | {"path": "M 0 0 L 1 1"}), "cannot be read (path)"),
        (drawing(CORNER | {"path": [["L", 1, 1]]}), "cannot be read (path)"),
        (drawing(CORNER | {"path": [["M", 1, 1], ["Q", 1, 1]]}), "cannot be read (path)"),
        (drawing(CORNER | {"path": [["M", 1, True]]}), "cannot be read (path)"),
        (drawing(CORNER | {"path": [["M", 1, 10**400]]}), "cannot be read (path)"),
        (drawing(*[TAP] * 1001), "The drawing has 1,001 strokes with 2,002 points, more than the 1,000 and 20,000 that are read"),
        (drawing(CORNER | {"path": [["M", 1, 1]] * 20_001}), "The drawing has 1 stroke with 20,001 points"),
    ],
)
def test_what_is_no_drawing_of_strokes_is_refused_with_a_sentence(sent, sentence):
    with pytest.raises(ink.InkError) as refused:
        ink.strokes(sent)
    assert sentence in str(refused.value)


numbers = st.integers() | st.floats() | st.sampled_from([0, -1, 1e6, 1e-320, 90, 10**400, -1e6])
scalars = st.none() | st.booleans() | numbers | st.text(max_size=8)
names = st.text(max_size=8)
anything = st.recursive(scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4), max_leaves=12)
letters = st.sampled_from("MLQCZz") | scalars
commands = st.lists(st.builds(lambda letter, rest: [letter, *rest], letters, st.lists(scalars, max_size=6)))
believed = st.floats(-1e6, 1e6)
moves = st.builds(lambda x, y: ["M", x, y], believed, believed)
curves = st.one_of(
    *(
        st.lists(believed, min_size=many, max_size=many).map(lambda rest, letter=letter: [letter, *rest])
        for letter, many in {"M": 2, "L": 2, "Q": 4, "C": 6}.items()
    )
)
PLACING = ("left", "top", "angle", "scaleX", "scaleY", "skewX", "skewY", "strokeWidth", "originX", "originY")
paths = st.builds(lambda first, rest: [first, *rest], moves, st.lists(curves, max_size=5))


def harmless(sent: object) -> None:
    """What is sent gives strokes on the canvas, or InkError; tests/doors look at how long that takes."""
    try:
        strokes = ink.strokes(sent)
        assert all(line.shape[1] == 2 and line.min() >= 0 and line.max() <= 280 for line in strokes)
        ink.steps_of_drawing(sent)
    except ink.InkError:
        pass


@given(anything | st.builds(lambda objects: {"objects": objects}, anything | st.lists(anything, max_size=3)))
def test_any_json_gives_strokes_or_an_ink_error(sent):
    harmless(sent)


@given(st.sampled_from(sorted(CORNER)), anything | commands)
def test_a_stroke_with_anything_in_a_field_gives_strokes_or_an_ink_error(field, value):
    harmless(drawing(CORNER, FLICK | {field: value}))
    harmless(drawing({name: value for name, value in CORNER.items() if name != field}))


@given(paths, st.fixed_dictionaries({}, optional=dict.fromkeys(PLACING, believed)), st.booleans())
def test_a_stroke_placed_anyhow_gives_strokes_or_an_ink_error(commands, fields, uniform):
    harmless(drawing(CORNER | {"path": commands, "strokeUniform": uniform} | fields))


@pytest.mark.parametrize(
    "sent",
    [
        drawing(*[CORNER | {"strokeWidth": width} for width in range(1000)]),
        drawing(CORNER | {"path": [["M", 0, 0], *[["C", 9e5, 0, -9e5, 200, 0, 100]] * 19_999]}),
        drawing(*[{"type": "Path"}] * 1000),
        drawing(*[{}] * 100_000),
        json.loads("[" * 500 + "]" * 500),
    ],
    ids=["strokes", "curves", "empty strokes", "empty objects", "brackets"],
)
def test_a_huge_drawing_takes_little_memory_and_few_lines_of_python(sent):
    harmless(sent)
    assert lines(lambda: harmless(sent)) < 2_000_000
    assert megabytes(lambda: harmless(sent)) < 60
