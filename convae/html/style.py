"""The style sheets of what stands in this room, each beside the module that it is for."""

from functools import cache
from pathlib import Path


@cache
def sheet() -> str:
    """All of them as one."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.rglob("*.css")))
