"""What visitors upload may not fill the server's memory: Streamlit keeps every file for as long as its visitor is there."""

from collections.abc import Callable
from typing import NamedTuple

from streamlit import runtime
from streamlit.runtime.uploaded_file_manager import UploadedFileManager, UploadedFileRec

MEGABYTES = 128
"""How much of all visitors' files is kept: twice the largest that is taken at all (`.streamlit/config.toml`)."""
FILES = 4
"""How many of one visitor's are kept: the page has three places that take one."""


class _Kept(NamedTuple):
    """A file, by its names: whoever holds the file itself keeps it in memory."""

    session: str
    name: str
    size: int


def bound() -> None:
    """Let the server forget the oldest files where there are more than it keeps; who still needs one can send it again."""
    if runtime.exists():  # it does not in a test of the page alone
        manager = runtime.get_instance().uploaded_file_mgr
        manager.add_file = forgetting(manager)


def forgetting(manager: UploadedFileManager) -> Callable[[str, UploadedFileRec], None]:
    """The `add_file` of `manager`, which removes what is too much afterwards."""
    add, kept = manager.add_file, list[_Kept]()

    def add_file(session_id: str, file: UploadedFileRec) -> None:
        add(session_id, file)
        before = [each for each in kept if manager.get_files(each.session, [each.name]) and each[:2] != (session_id, file.file_id)]
        kept[:] = [*before, _Kept(session_id, file.file_id, len(file.data))]
        for each in _too_much(kept, session_id):
            manager.remove_file(each.session, each.name)
            kept.remove(each)

    return add_file


def _too_much(kept: list[_Kept], session: str) -> list[_Kept]:
    """Which files to forget: the oldest of one visitor's, then the oldest of all."""
    gone = [each for each in kept if each.session == session][:-FILES]
    rest = [each for each in kept if each not in gone]
    while sum(each.size for each in rest) > MEGABYTES * 2**20:
        gone.append(rest.pop(0))
    return gone
