"""Digits made up for the tests, and ways to paint them that share no code with convae.ink."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

Points = NDArray[np.float64]


def arc(x: float, y: float, across: float, down: float, begin: float, end: float) -> Points:
    """Points on an ellipse about x, y from one angle to another, in degrees clockwise from the right."""
    angle = np.radians(np.linspace(begin, end, 40))
    return np.stack([x + across * np.cos(angle), y + down * np.sin(angle)], axis=1)


def line(*points: tuple[float, float]) -> Points:
    return np.array(points, np.float64)


DIGITS: dict[int, list[Points]] = {
    0: [arc(0.5, 0.5, 0.3, 0.5, -90, 270)],
    1: [line((0.45, 0), (0.55, 1))],
    2: [np.concatenate([arc(0.5, 0.28, 0.3, 0.28, -180, 40), line((0.2, 1), (0.85, 1))])],
    3: [np.concatenate([arc(0.45, 0.25, 0.3, 0.25, -150, 90), arc(0.45, 0.75, 0.35, 0.25, -90, 150)])],
    4: [line((0.55, 0), (0.1, 0.6), (0.9, 0.6)), line((0.7, 0.3), (0.65, 1))],
    5: [np.concatenate([line((0.3, 0), (0.25, 0.4)), arc(0.45, 0.7, 0.35, 0.3, -110, 140)]), line((0.3, 0), (0.8, 0))],
    6: [np.concatenate([line((0.7, 0), (0.4, 0.3)), arc(0.5, 0.72, 0.28, 0.28, -180, 180)])],
    7: [line((0.1, 0.05), (0.8, 0), (0.4, 1))],
    8: [np.concatenate([arc(0.5, 0.25, 0.25, 0.25, 90, 450), arc(0.5, 0.75, 0.3, 0.25, -90, 270)])],
    9: [arc(0.45, 0.28, 0.28, 0.28, 0, 360), line((0.73, 0.28), (0.7, 1))],
}
"""Strokes in the unit square, y downwards."""


def on_canvas(digit: int, height: float = 170, left: float = 80, top: float = 55) -> list[Points]:
    return [stroke * height + (left, top) for stroke in DIGITS[digit]]


def paint(strokes: list[Points], brush: float = 18, size: tuple[int, int] = (280, 280)) -> NDArray[np.float32]:
    """Paint strokes with a round brush: a picture of ink, 0 to 1, with smooth edges."""
    many = 4
    picture = Image.new("L", (size[0] * many, size[1] * many))
    pen = ImageDraw.Draw(picture)
    for stroke in strokes:
        points = [(x * many - 0.5, y * many - 0.5) for x, y in stroke]  # Pillow counts from the middle of the first pixel
        pen.line(points, fill=255, width=round(brush * many))
        for x, y in points:
            radius = brush * many / 2
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    return np.asarray(picture.resize(size, Image.Resampling.BOX), np.float32) / 255


def difference(image: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """How far two pictures are apart, as a share of the ink of the second: Σ(a − b)² / Σb²."""
    return float(((image - other) ** 2).sum() / (other**2).sum())


def apart(image: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """As `difference`, but a digit may stand a pixel further, as one whose centre of mass is half way between two places does."""
    steps = (-1, 0, 1)
    return min(difference(np.roll(image, (down, right), (0, 1)), other) for down in steps for right in steps)


def centre_of_mass(image: NDArray[np.float32]) -> tuple[float, float]:
    row, column = ((image * axis).sum() / image.sum() for axis in np.indices(image.shape))
    return float(row), float(column)


def path(*commands: list[Any], **fields: Any) -> dict[str, Any]:
    """A stroke as the canvas sends it: recorded from streamlit-drawable-canvas 0.13 in Chromium, with another path."""
    return {
        "lockMovementX": False,
        "lockMovementY": False,
        "lockRotation": False,
        "lockScalingX": False,
        "lockScalingY": False,
        "lockSkewingX": False,
        "lockSkewingY": False,
        "lockScalingFlip": False,
        "type": "Path",
        "version": "7.4.0",
        "originX": "center",
        "originY": "center",
        "left": 0,
        "top": 0,
        "width": 0,
        "height": 0,
        "fill": None,
        "stroke": "#ffffff",
        "strokeWidth": 20,
        "strokeDashArray": None,
        "strokeLineCap": "round",
        "strokeDashOffset": 0,
        "strokeLineJoin": "round",
        "strokeUniform": False,
        "strokeMiterLimit": 10,
        "scaleX": 1,
        "scaleY": 1,
        "angle": 0,
        "flipX": False,
        "flipY": False,
        "opacity": 1,
        "shadow": None,
        "visible": True,
        "backgroundColor": "",
        "fillRule": "nonzero",
        "paintFirst": "fill",
        "globalCompositeOperation": "source-over",
        "skewX": 0,
        "skewY": 0,
        "path": list(commands),
    } | fields


def drawing(*objects: dict[str, Any]) -> dict[str, Any]:
    return {"version": "7.4.0", "objects": list(objects), "background": "#000000"}
