"""The style sheets of what stands in this room, each beside the module that it is for."""

from pathlib import Path


def sheet() -> str:
    """All of them as one."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.rglob("*.css")))
