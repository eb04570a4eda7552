"""What may not happen while something from outside is read: it takes long, much memory, writes, calls, or evaluates anything."""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from convae import words
from convae.errors import ConvaeError

SECONDS, MEGABYTES = 2, 200
"""How much processor time one reading may take, and how much more memory than there was before it."""
_STARTS = ("subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.spawn", "pty.")
_CALLS = ("socket.connect", "socket.getaddrinfo", "socket.gethostby", "socket.sendto", "urllib.")
_CHANGES = ("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "shutil.")
_seen: list[str] | None = None
"""What has happened since a guard is up; None while there is none."""


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if _seen is None:
        return
    unwanted = (
        event.startswith((*_STARTS, *_CALLS, "pickle."))
        or (event == "open" and _writes(arguments) and not _allowed(arguments[0]))
        or (event.startswith(_CHANGES) and not _allowed(arguments[0]))
        or (event == "exec" and _evaluated(arguments[0]))
    )
    if unwanted:
        _seen.append(f"{event} {arguments!r:.200}")


def _writes(arguments: tuple[Any, ...]) -> bool:
    _, mode, flags = arguments
    return any(letter in mode for letter in "wax+") if mode else bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def _allowed(path: object) -> bool:
    """Whether it is in the temporary directory, or is where Python keeps a module that it imports for the first time."""
    if isinstance(path, int):
        return True
    place = Path(os.fsdecode(path)).resolve()  # type: ignore[arg-type]
    return place.parent.name == "__pycache__" or place.is_relative_to(Path(tempfile.gettempdir()).resolve())


def _evaluated(code: Any) -> bool:
    """Whether it is text that is run: a module that is imported comes from a file."""
    return not Path(getattr(code, "co_filename", "")).is_file() and not code.co_filename.startswith("<frozen")


sys.addaudithook(_note)


@contextmanager
def guarded() -> Iterator[None]:
    """Fail when what is done within takes too long or too much memory, or does what it may not."""
    global _seen  # noqa: PLW0603  an audit hook cannot be taken away, and knows only what is global
    Path("/proc/self/clear_refs").write_text("5")  # the largest size so far is the present one from here on
    before, start, _seen = _kilobytes("VmRSS"), time.process_time(), []
    try:
        yield
        seconds, more, seen = time.process_time() - start, (_kilobytes("VmHWM") - before) / 1024, _seen
    finally:
        _seen = None
    assert not seen, "; ".join(seen)
    assert seconds <= SECONDS, f"took {seconds:.1f} s"
    assert more <= MEGABYTES, f"took {more:.0f} MB more"


def _kilobytes(name: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(f"{name}:")).split()[1])


@contextmanager
def answered() -> Iterator[None]:
    """Guard what is done within; where it refuses what it was given, one sentence in each language says so."""
    with guarded():
        try:
            yield
        except ConvaeError as error:
            refused = error
        else:
            return
    for language in words.LANGUAGES:
        sentence = words.of(language).say(refused.reason, **refused.found)
        assert 20 < len(sentence) < 600, sentence
        assert sentence.endswith(".")
        assert "\n" not in sentence
        assert "Traceback" not in sentence
