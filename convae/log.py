"""What whoever runs the app reads: one line of JSON for each thing that happened, on a stream of theirs.

No line has anything in it that a visitor drew, uploaded or called by a name of their own.
"""

import json
import logging
from datetime import UTC, datetime
from typing import TextIO

_LOGGER = logging.getLogger("convae")


def to(stream: TextIO) -> None:
    """Write the lines to `stream` from now on, and to no other; before that they go nowhere."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_Line())
    _LOGGER.handlers[:] = [handler]
    _LOGGER.setLevel(logging.INFO)
    _LOGGER.propagate = False


def event(name: str, /, **facts: object) -> None:
    """Write that the event called `name` happened, with its `facts`, each something that JSON knows, else its `str`."""
    _LOGGER.info(name, extra={"facts": facts})


def refused(door: str, reason: str) -> None:
    """Write that something was not let in at a `door`, and the `reason`, a key of `convae.words`."""
    event("refused", door=door, reason=reason)


class _Line(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """One line, whatever the facts are: JSON has no line ends in it."""
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        return json.dumps({"time": time, "event": record.getMessage(), **record.__dict__.get("facts", {})}, default=str)
