"""A model and its companions: where they stand, and that they are written whole or not at all."""

import re
from pathlib import Path

import pytest

from convae import channels, history, measures, network
from convae.model_files import ModelFiles, digest
from processes import ROOT
from source_words import SOURCES


@pytest.mark.parametrize("path", sorted((ROOT / "models").glob("*.keras")), ids=lambda path: path.name)
def test_every_companion_of_a_model_that_comes_with_convae_is_there_and_belongs_to_it(path):
    files, net = ModelFiles(path), network.load(path)
    assert files.digest == digest(path.read_bytes())
    assert measures.beside(path).sha256 == files.digest
    assert channels.beside(path).digest == files.digest
    assert history.read(files.history, files.digest, net.parameters).digest == files.digest
    assert {files.model, files.history, files.figures, files.channels} == set(path.parent.glob(f"{path.stem}.*"))


def test_a_model_and_its_history_take_the_place_of_the_old_and_nothing_else_is_left(tmp_path):
    files = ModelFiles(tmp_path / "a.b.keras")
    for content in (b"old", b"new"):
        files.save(content, b"how it became " + content)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.b.keras": b"new", "a.b.history.npz": b"how it became new"}


def test_what_cannot_be_written_leaves_the_old_as_it_was(tmp_path, monkeypatch):
    files = ModelFiles(tmp_path / "classic.keras")
    files.save(b"old", b"old history")
    write = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if path.suffix == ".keras":
            raise OSError(28, "No space left on device")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        files.save(b"new", b"new history")
    assert files.model.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["classic.history.npz", "classic.keras"]


def test_nobody_else_knows_how_a_companion_is_called():
    names = re.compile(r"\.history\.npz|\.channels\.npz|with_suffix")
    assert [path.name for path in SOURCES if names.search(path.read_text(encoding="utf-8"))] == ["model_files.py"]
