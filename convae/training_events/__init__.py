"""What a training says of itself while it goes on: the events, and how they go from its process to the one that watches."""

from convae.training_events.event import Built, Epoch, Event, Failed, Listener, Paused, Saved, Start, Step, Written, row_as_bytes
from convae.training_events.json_lines import KINDS, read, write

__all__ = [
    "KINDS",
    "Built",
    "Epoch",
    "Event",
    "Failed",
    "Listener",
    "Paused",
    "Saved",
    "Start",
    "Step",
    "Written",
    "read",
    "row_as_bytes",
    "write",
]
