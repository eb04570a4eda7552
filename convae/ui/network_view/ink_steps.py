"""How a picture became the 28×28 that the network sees: what the view is told of it. What is drawn, it follows by itself."""

from hashlib import sha256
from typing import Any

from convae import ink, pictures
from convae.html import found_ink
from convae.ink import mnist_pen
from convae.ui.network_view.page_place import page_place

place = page_place("ink_steps")


def name_of(steps: ink.Steps) -> str:
    """A name for the ink as it came; other ink has another one."""
    return sha256(steps.ink.tobytes()).hexdigest()[:12]


def told(steps: ink.Steps, known: str) -> dict[str, Any]:
    """The steps as `ink_steps/steps.js` describes them, ready for JSON, without the picture where its name is `known`."""
    name, (height, width), (rows, columns) = name_of(steps), steps.ink.shape, steps.scaled.shape
    top, left, bottom, right = steps.box
    row, column = mnist_pen.corner(steps.centre, (rows, columns))
    return {
        "name": name,
        "source": None if name == known else _shown(steps),
        "size": (height, width),
        "box": (top / height, left / width, bottom / height, right / width),
        "scaled": {"top": row, "left": column, "rows": rows, "columns": columns, "centre": steps.centre},
    }


def _shown(steps: ink.Steps) -> str:
    return pictures.single(steps.ink) if steps.photo is None else found_ink.address(steps.photo, steps.ink)
