"""What the drawing canvas sends, fabric.js's objects, as lines of points. It comes from a browser, so it may be anything."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from convae.ink.clip import clip
from convae.ink.fabric_path import COMMANDS, MOST_POINTS, PIECES, Command, Placed, matrix, polylines
from convae.ink.ink_error import InkError

Points = NDArray[np.float64]

MOST_OBJECTS, MOST_COMMANDS = 1_000, 20_000
"""Of a drawing that is read. A stroke of ten seconds has about 1,000 commands."""
MOST = 1e6
"""The largest number, in pixels, degrees or times, that is believed."""
TAP = 0.5
"""Pixels that a stroke is long at least: one that is shorter, a tap, is a point. The canvas makes a line of 0.04 pixels of it."""
ORIGINS = {"left": -0.5, "top": -0.5, "center": 0.0, "right": 0.5, "bottom": 0.5}
PLAIN: dict[str, tuple[object, ...]] = {
    "fill": (None, "", "transparent"),
    "visible": (True,),
    "opacity": (1,),
    "globalCompositeOperation": ("source-over",),
    "strokeDashArray": (None, []),
    "shadow": (None,),
    "clipPath": (None,),
    "backgroundColor": ("", None),
}
"""The values with which an object is a brush stroke and nothing else; a field that is missing has the first one."""


PICTURES = ("backgroundImage", "overlay", "overlayImage", "clipPath")
"""Fields of the whole drawing that change what is seen."""


@dataclass(frozen=True)
class Line:
    """A line of points x, y in pixels of the canvas, shape (n, 2), and the width of its brush there in pixels."""

    points: Points
    brush: float


def lines(json_data: Any, size: tuple[int, int]) -> list[Line]:
    """The lines of a drawing on a canvas of `size`, width and height; see `drawing.strokes`."""
    objects = _objects(json_data)
    commands = _commands(objects)
    # Ever coarser curves, so that no drawing takes long.
    pieces = min(PIECES, MOST_POINTS // max(commands, 1))
    found = [line for item in objects for line in _lines(item, size, pieces)]
    if len(found) > MOST_OBJECTS:  # strokes that leave the canvas and come back, time and again
        raise _long(len(found), commands)
    return found


def _lines(item: dict[str, Any], size: tuple[int, int], pieces: int) -> Iterator[Line]:
    placed = _placed(item)
    brush = placed.stroke_width * (1 if placed.stroke_uniform else sqrt(abs(float(np.linalg.det(matrix(placed))))))
    for points in polylines(_path(item), placed, pieces):
        tap = np.ptp(points, axis=0).max() < TAP
        for part in clip(points.mean(0, keepdims=True) if tap else points, size):
            yield Line(part, brush)


def _objects(json_data: Any) -> list[dict[str, Any]]:
    """The objects of the drawing, each of them a brush stroke, all of one colour, few enough."""
    objects = json_data.get("objects") if isinstance(json_data, dict) else None
    if not isinstance(objects, list) or not all(isinstance(item, dict) for item in objects):
        raise InkError("errors.ink.canvas", found="objects")
    commands = _commands(objects)
    if len(objects) > MOST_OBJECTS or commands > MOST_COMMANDS:
        raise _long(len(objects), commands)
    for name in PICTURES:
        if json_data.get(name) is not None:
            raise InkError("errors.ink.not_plain", found=name)
    for item in objects:
        _check_plain(item, json_data.get("background"))
    if len({item["stroke"].lower() for item in objects}) > 1:
        raise InkError("errors.ink.not_plain", found="stroke")
    return objects


def _commands(objects: list[dict[str, Any]]) -> int:
    return sum(len(item["path"]) for item in objects if isinstance(item.get("path"), list))


def _long(strokes: int, commands: int) -> InkError:
    return InkError("errors.ink.long", strokes=strokes, points=commands, most_strokes=MOST_OBJECTS, most_points=MOST_COMMANDS)


def _check_plain(item: dict[str, Any], background: object) -> None:
    kind, colour = item.get("type"), item.get("stroke")
    if kind not in ("Path", "path"):
        raise InkError("errors.ink.not_plain", found=kind[:20] if isinstance(kind, str) else "type")
    if not isinstance(colour, str) or not colour or colour == background:
        raise InkError("errors.ink.not_plain", found="stroke")
    for name, values in PLAIN.items():
        if item.get(name, values[0]) not in values:
            raise InkError("errors.ink.not_plain", found=name)


def _path(item: dict[str, Any]) -> list[Command]:
    commands = item.get("path")
    if not isinstance(commands, list):
        raise InkError("errors.ink.canvas", found="path")
    path: list[Command] = []
    for command in commands:
        if not isinstance(command, list) or not command or not isinstance(command[0], str):
            raise InkError("errors.ink.canvas", found="path")
        letter, *numbers = command
        if letter not in COMMANDS:  # such as Z, which makes the line a shape
            raise InkError("errors.ink.not_plain", found="path")
        if len(numbers) != 2 * COMMANDS[letter] or (not path and letter != "M"):
            raise InkError("errors.ink.canvas", found="path")
        values = [_number(value, "path") for value in numbers]
        path.append((letter, list(zip(values[::2], values[1::2], strict=True))))
    return path


def _placed(item: dict[str, Any]) -> Placed:
    def number(name: str, default: float | None = None) -> float:
        return _number(item.get(name, default), name)

    flip_x, flip_y, uniform = (_flag(item.get(name, False), name) for name in ("flipX", "flipY", "strokeUniform"))
    return Placed(
        left=number("left"),
        top=number("top"),
        origin=(_origin(item, "originX"), _origin(item, "originY")),
        scale=(number("scaleX", 1), number("scaleY", 1)),
        flip=(flip_x, flip_y),
        skew=(number("skewX", 0), number("skewY", 0)),
        angle=number("angle", 0),
        stroke_width=number("strokeWidth", 1),
        stroke_uniform=uniform,
    )


def _origin(item: dict[str, Any], name: str) -> float:
    origin = item.get(name, "center")
    if isinstance(origin, str) and origin in ORIGINS:
        return ORIGINS[origin]
    return _number(origin, name) - 0.5


def _number(value: object, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= MOST:  # not NaN either
        raise InkError("errors.ink.canvas", found=name)
    return float(value)


def _flag(value: object, name: str) -> bool:
    if not isinstance(value, bool):
        raise InkError("errors.ink.canvas", found=name)
    return value
