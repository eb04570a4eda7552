"""How much work something is, counted and not timed: a busy machine counts as much as one at rest."""

import gc
import sys
import tracemalloc
from collections.abc import Callable
from types import FrameType
from typing import Any


def lines(call: Callable[[], object]) -> int:
    """How many lines of Python `call` goes through. A loop over pixels goes through thousands; NumPy's own loops count nothing."""
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    gc.disable()  # it comes when it likes, and Hypothesis lets it run lines of its own
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
        gc.enable()
    return count


def megabytes(call: Callable[[], object]) -> float:
    """How much memory `call` takes at a time, NumPy's arrays included."""
    tracemalloc.start()
    try:
        call()
        return tracemalloc.get_traced_memory()[1] / 2**20
    finally:
        tracemalloc.stop()
