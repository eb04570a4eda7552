"""What the browser gets: the view's JavaScript, a few modules as one, and its style."""

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
SCRIPTS = FOLDER / "js"
MODULES = (
    "blob",
    "colour",
    "fields",
    "layout",
    "keys",
    "dom",
    "position",
    "rounding",
    "picture",
    "marks",
    "heat",
    "arithmetic",
    "maps",
    "layer",
    "channel",
    "tip",
    "bar",
    "lens",
    "story",
    "loss_curve",
    "past",
    "frame",
    "view",
)
"""In the order of their imports: each uses only those before it."""


@cache
def script() -> str:
    """All modules in one, because a script that is sent as a text cannot import files.

    Their imports are left out, and only the last one's exports stay; no two of them may give the same name to two things,
    which a browser would refuse.
    """
    texts = [(SCRIPTS / f"{name}.js").read_text(encoding="utf-8") for name in MODULES]
    joined = "\n".join(re.sub(r"^import .*;\n", "", text, flags=re.MULTILINE) for text in texts)
    return re.sub(r"^export (?!default)", "", joined, flags=re.MULTILINE)


@cache
def loader() -> str:
    """What Streamlit takes for the component's script and sends with every update: it waits for `script` and keeps it."""
    return (SCRIPTS / "loader.js").read_text(encoding="utf-8")


@cache
def style() -> str:
    """The component's style sheet."""
    return (FOLDER / "view.css").read_text(encoding="utf-8")
