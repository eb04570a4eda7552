"""How a run says what it does."""

import json
from collections.abc import Callable

Report = Callable[[dict[str, object]], None]
"""Takes what there is to say: an "event" ("start", "built", "step", "paused", "epoch", "saved", "failed"), and its figures."""


def as_json(event: dict[str, object]) -> None:
    """Say it to a program: one line of JSON on standard output."""
    print(json.dumps(event), flush=True)
