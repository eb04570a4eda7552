"""How an event goes from one process to another: as one line of JSON, {"event": "step", "epoch": 1, ...}, with bytes as base64."""

import base64
import json
import sys
from collections.abc import Mapping
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from convae.training_events.event import Built, Epoch, Event, Failed, Paused, Saved, Start, Step, Written

KINDS: Mapping[str, type[Event]] = {kind.name: kind for kind in (Start, Built, Step, Paused, Epoch, Written, Saved, Failed)}


def write(event: Event) -> None:
    """Say it to a program: one line of JSON on standard output."""
    values = {name: base64.b64encode(value).decode() if isinstance(value, bytes) else value for name, value in vars(event).items()}
    sys.stdout.write(json.dumps({"event": event.name} | values) + "\n")
    sys.stdout.flush()


def read(line: str) -> Event | None:
    """The event that a line of a training's output tells; None for what is none, such as what a library prints in between."""
    try:
        values = json.loads(line)
        kind = KINDS[values.pop("event")]
        hints = get_type_hints(kind)
        return kind(**{name: _read(hints[name], value) for name, value in values.items()})
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None


def _read(hint: Any, value: object) -> object:
    """A `value` from a line, as the field with this `hint` has it.

    Raises:
        TypeError or ValueError: it is of another type.
    """
    kinds = get_args(hint) if get_origin(hint) is UnionType else (hint,)
    if value is None and NoneType in kinds:
        return None
    kind = get_origin(kinds[0]) or kinds[0]
    if kind is bytes and isinstance(value, str):
        return base64.b64decode(value, validate=True)
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value
