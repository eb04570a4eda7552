"""What visitors upload may not fill the server's memory: Streamlit keeps every file for as long as its visitor is there."""

from collections.abc import Callable
from typing import NamedTuple

from starlette.exceptions import HTTPException
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from convae import log

MEGABYTES = 96
"""How much is kept of all visitors' files: half as much again as the largest that is taken at all (`.streamlit/config.toml`)."""
FILES = 4
"""How many of one visitor's are kept: the page has three places that take one."""


class _Kept(NamedTuple):
    """A file, by its names: whoever holds the file itself keeps it in memory."""

    session: str
    name: str
    size: int


def bound() -> None:
    """Let the server keep few of each visitor's files, and refuse what is more than there is room for."""
    if runtime.exists():  # it does not in a test of the page alone
        manager = runtime.get_instance().uploaded_file_mgr
        if isinstance(manager, MemoryUploadedFileManager):
            manager.add_file = bounded(manager)  # type: ignore[method-assign, assignment]


def bounded(manager: MemoryUploadedFileManager) -> Callable[[str, UploadedFileRec], None]:
    """The `add_file` of `manager` within bounds.

    What is refused is the newest, not the oldest: a page holds on to a file that the server has forgotten, so that to forget it
    frees nothing. The uploader then says that the file could not be sent.
    """
    add, kept = manager.add_file, list[_Kept]()

    def add_file(session_id: str, file: UploadedFileRec) -> None:
        there = [each for each in kept if manager.get_files(each.session, [each.name]) and each[:2] != (session_id, file.file_id)]
        old = [each for each in there if each.session == session_id][: 1 - FILES]
        rest = [each for each in there if each not in old]
        if sum(each.size for each in rest) + len(file.data) > MEGABYTES * 2**20:
            log.refused("upload", "room")
            raise HTTPException(507)
        for each in old:
            manager.remove_file(each.session, each.name)
        add(session_id, file)
        kept[:] = [*rest, _Kept(session_id, file.file_id, len(file.data))]

    return add_file
