"""All measures of speed at once, as the README's table: `python tests/measures/speed.py`, some six minutes.

Each is a ratio to something else that is measured in the same run: the floor page and the tutorial page (`pages.py`), Keras
(`without_keras.py`, `watched_training.py`), or the page itself while nobody trains (`answers.py`). What has no such thing to be compared
with (`network_view.py`) is shown beside what it must stay below. Nothing here is a test: machines differ, ratios differ less.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / "support"), str(Path(__file__).parents[2])]

import answers
import network_view
import pages
import watched_training
import without_keras

OF_PAGES = {
    "first_picture_s": ("from the start of the server to the first picture", "s"),
    "stroke_ms": ("from the end of a stroke to the last change on the page", "ms"),
    "many_ms": ("answer to a stroke while 20 draw, 95 % below", "ms"),
    "memory_mb": ("server with one visitor", "MB"),
}
OF_NETWORK = {
    "import_s": ("import", "s", "import_s"),
    "load_ms": ("open a model", "ms", "load_ms"),
    "run_ms": ("all maps of one digit", "ms", "call_ms"),
}
OF_VIEW = {
    "hover_ms_p95": ("from pointer to outline, 95 % below", "ms", "16, one frame of the screen"),
    "move_ms_p95": ("from a move of the pen to the painted maps, 95 % below", "ms", "16, one frame of the screen"),
    "click_ms_p95": ("from click to arithmetic, 95 % below", "ms", "16"),
    "switch_ms_p95": ("from a channel's switch to the picture, 95 % below", "ms", "16"),
    "slide_ms_p95": ("from the slider to the picture, 95 % below", "ms", "16"),
    "open_ms": ("until the time machine has the moments", "ms", "300"),
    "open_mb": ("what it takes for that", "MB", "0.5"),
    "update_bytes": ("what the server sends for a stroke besides the canvas's own", "bytes", "2000"),
    "heap_mb_more": ("growth of the browser's memory over 100 digits", "MB", "5"),
    "server_mb_more": ("growth of the server's memory over 100 digits", "MB", "5"),
}
Row = tuple[str, str, str]
"""What is measured, what it is here, and what that is compared with."""


def rows() -> Iterator[Row]:
    """The table, line by line, each as soon as it is known."""
    found = pages.measured()
    for name, (what, unit) in OF_PAGES.items():
        ours, floor, tutorial = (found[page][name] for page in ("convae", "floor", "tutorial"))
        yield what, f"{ours} {unit}", f"{against(ours, floor, unit, 'floor page')}, {against(ours, tutorial, unit, 'tutorial page')}"
    both = without_keras.measured()
    for name, (what, unit, theirs) in OF_NETWORK.items():
        ours = both["convae"][name]
        yield what, f"{ours} {unit}", against(ours, both["keras"][theirs], unit, "Keras")
    view = network_view.measured(updates=100)
    for name, (what, unit, most) in OF_VIEW.items():
        yield what, f"{view[name]} {unit}", f"at most {most}"
    for answer in answers.measured(rounds=1):
        what = f"answer while somebody else trains: {answer['answer']}"
        yield what, f"{answer['while_training_ms']} ms", against(answer["while_training_ms"], answer["alone_ms"], "ms", "nobody training")
    epoch = watched_training.measured(rounds=1)
    yield "an epoch that is watched", f"{epoch['watched_s']} s", against(epoch["watched_s"], epoch["bare_s"], "s", "Keras's bare `fit`")


def against(ours: float, theirs: float, unit: str, name: str) -> str:
    """A ratio, and what it is the ratio to."""
    ratio = ours / theirs
    return f"**{ratio:.2f}** × {name} ({theirs:g} {unit})" if ratio >= 0.1 else f"**{ratio:.2g}** × {name} ({theirs:g} {unit})"


def main() -> None:
    """Measure and print."""
    print("| what | convae | compared with |", "|---|---|---|", sep="\n", flush=True)
    for row in rows():
        print(f"| {' | '.join(row)} |", flush=True)


if __name__ == "__main__":
    main()
