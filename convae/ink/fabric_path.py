"""A path of fabric.js 7, the library under the canvas, as lines of points: its curves, and where they stand.

Read in fabric's source as streamlit-drawable-canvas 0.13 carries it: `Path`, `getBoundsOfCurve`, `calcOwnMatrix`, `translateToCenterPoint`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, cos, radians, sin, sqrt, tan

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Point = tuple[float, float]
Command = tuple[str, list[Point]]

COMMANDS = {"M": 1, "L": 1, "Q": 2, "C": 3}
"""The commands of a path and how many points follow each: a move, a line, a quadratic and a cubic curve, from where the last one ended."""
MISS = 0.05
"""Pixels by which the lines may miss a curve."""
PIECES, MOST_POINTS = 64, 50_000
"""Into which a curve is cut at most, and to find its bounds, and how many points all curves of a drawing become at most."""


@dataclass(frozen=True)
class Placed:
    """Where an object stands, as its JSON says it: x before y, angles in degrees.

    `origin` is the point of the object that stands at `left` and `top`, from its centre, as a share of its width and height.
    """

    left: float
    top: float
    origin: tuple[float, float]
    scale: tuple[float, float]
    flip: tuple[bool, bool]
    skew: tuple[float, float]
    angle: float
    stroke_width: float
    stroke_uniform: bool


def polylines(path: Sequence[Command], placed: Placed, pieces: int = PIECES) -> list[Points]:
    """The path as lines of points x, y in pixels of the canvas, shape (n, 2), one for each move that something follows.

    Args:
        path: letters of `COMMANDS` and their points, the first one a move.
        placed: where the path stands.
        pieces: into which a curve is cut at most.
    """
    parts = _parts(path)
    if not parts:
        return []
    outline = np.concatenate([_along(curves, pieces) for curves, _ in parts])
    least, most = outline.min(0), outline.max(0)
    turn = matrix(placed)
    centre = _centre(placed, most - least)
    return [(_flat(curves, quadratic, pieces) - (least + most) / 2) @ turn.T + centre for curves, quadratic in parts]


def matrix(placed: Placed) -> Points:
    """What turns, scales and skews the object about its centre, shape (2, 2)."""
    (across, down), angle = np.where(placed.flip, -1, 1) * placed.scale, radians(placed.angle)
    turn = np.array([[cos(angle), -sin(angle)], [sin(angle), cos(angle)]])
    return turn @ np.diag([across, down]) @ _skewed(placed)


def _skewed(placed: Placed) -> Points:
    skew_x, skew_y = (tan(radians(angle)) for angle in placed.skew)
    return np.array([[1 + skew_x * skew_y, skew_x], [skew_y, 1]])  # first along y, then along x


def _centre(placed: Placed, size: Points) -> Points:
    """Where the object's centre is, shape (2,). Its size counts its stroke, and not its turn."""
    inner, outer = (0.0, placed.stroke_width) if placed.stroke_uniform else (placed.stroke_width, 0.0)
    if any(placed.skew):
        corners = np.array([[-1, -1], [1, -1], [-1, 1], [1, 1]]) * (size + inner) / 2
        drawn = np.ptp(corners @ (np.diag(placed.scale) @ _skewed(placed)).T, axis=0) + outer
    else:
        drawn = (size + inner) * placed.scale + outer
    angle, (across, down) = radians(placed.angle), -np.array(placed.origin) * drawn
    return np.array([placed.left + across * cos(angle) - down * sin(angle), placed.top + across * sin(angle) + down * cos(angle)])


def _parts(path: Sequence[Command]) -> list[tuple[Points, NDArray[np.bool_]]]:
    """Each part that a move begins: its curves (start, two handles, end), shape (n, 4, 2), and which of them are quadratic."""
    parts: list[tuple[list[list[Point]], list[bool]]] = []
    at = (0.0, 0.0)
    for letter, points in path:
        if letter == "M":
            parts.append(([], []))
        else:
            # A quadratic curve gets both handles in the same place. fabric does so to find its bounds, and with them the point about
            # which it turns, although that is another curve; `_flat` draws the right one.
            handles = {"L": _thirds(at, points[0]), "Q": points[:1] * 2, "C": points[:2]}[letter]
            parts[-1][0].append([at, *handles, points[-1]])
            parts[-1][1].append(letter == "Q")
        at = points[-1]
    return [(np.array(curves), np.array(quadratic)) for curves, quadratic in parts if curves]


def _thirds(start: Point, end: Point) -> list[Point]:
    (x, y), (right, down) = start, end
    return [((2 * x + right) / 3, (2 * y + down) / 3), ((x + 2 * right) / 3, (y + 2 * down) / 3)]


def _flat(curves: Points, quadratic: NDArray[np.bool_], most: int) -> Points:
    """The curves as one line of points, shape (m, 2), nowhere further from them than `MISS` unless they are very many or long."""
    ends = curves[:, [0, 0, 3, 3]]
    exact = np.where(quadratic[:, None, None], ends + (curves - ends) * 2 / 3, curves)
    bend = float(np.abs(np.diff(exact, 2, axis=1)).max())
    return _along(exact, min(max(ceil(sqrt(0.75 * bend / MISS)), 1), most))


def _along(curves: Points, pieces: int) -> Points:
    """Points on the curves: the start, then the end of each piece, shape (1 + curves × pieces, 2)."""
    share = (np.arange(pieces) + 1) / pieces
    weights = np.array([(1 - share) ** 3, 3 * share * (1 - share) ** 2, 3 * share**2 * (1 - share), share**3])
    return np.concatenate([curves[0, :1], np.einsum("wp,cwx->cpx", weights, curves).reshape(-1, 2)])
