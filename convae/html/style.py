"""The style sheets of what stands in this room, each beside the module that it is for."""

from pathlib import Path


def sheet(room: str = ".") -> str:
    """As one those that every page has, or those of a `room` within this one, which only its page needs."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.joinpath(room).glob("*.css")))
