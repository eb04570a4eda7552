"""Uploads are kept, but not without end."""

import pytest
from starlette.exceptions import HTTPException
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from convae.ui.server import upload_limits

MEGABYTE = 2**20


class Server:
    """A server's uploads, bounded as the app bounds them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.manager = MemoryUploadedFileManager("/upload")
        monkeypatch.setattr(upload_limits.runtime, "exists", lambda: True)
        monkeypatch.setattr(upload_limits.runtime, "get_instance", lambda: type("Runtime", (), {"uploaded_file_mgr": self.manager}))
        upload_limits.bound()

    def upload(self, session: str, name: str, megabytes: float = 0) -> None:
        self.manager.add_file(session, UploadedFileRec(name, name, "x", bytes(int(megabytes * MEGABYTE))))

    def kept(self, session: str, *names: str) -> list[str]:
        return [file.file_id for file in self.manager.get_files(session, names)]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    return Server(monkeypatch)


def test_a_visitor_keeps_the_files_sent_last(server: Server) -> None:
    names = [str(at) for at in range(20)]
    for name in names:
        server.upload("one", name)
        server.upload("two", name)
    for session in ("one", "two"):
        assert server.kept(session, *names) == names[-upload_limits.FILES :]


def test_what_many_visitors_keep_together_leaves_no_room_for_more(server: Server) -> None:
    for at in range(upload_limits.MEGABYTES // 10):
        server.upload(f"visitor {at}", "file", 10)
    with pytest.raises(HTTPException) as refused:
        server.upload("late", "file", 10)
    assert refused.value.status_code == 507
    assert not server.kept("late", "file")
    assert server.kept("visitor 0", "file")
    server.upload("late", "small", 1)
    assert server.kept("late", "small")


def test_what_was_taken_away_or_went_with_its_visitor_does_not_count(server: Server) -> None:
    server.upload("one", "file", 40)
    server.upload("two", "file", 40)
    server.manager.remove_session_files("one")
    server.upload("three", "file", 40)
    server.manager.remove_file("three", "file")
    server.upload("four", "file", 40)
    assert server.kept("two", "file")
    assert server.kept("four", "file")


def test_a_file_sent_again_under_its_name_counts_once(server: Server) -> None:
    server.upload("two", "file", 40)
    for _ in range(5):
        server.upload("one", "file", 40)
    assert server.kept("one", "file")
    assert server.kept("two", "file")
