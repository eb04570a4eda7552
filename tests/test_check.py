"""`python -m convae --check` says what is wrong, and finds nothing where all is well."""

import shutil
from pathlib import Path

import pytest

from convae import check, words
from processes import ROOT, python


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A folder with what is checked besides the package itself."""
    shutil.copytree(ROOT / "models", tmp_path / "models")
    shutil.copy(ROOT / "requirements.txt", tmp_path)
    return tmp_path


def wrong(root: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    code = check.run(root)
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("WRONG")]
    assert code == bool(lines)
    return lines


def test_all_is_well_here() -> None:
    done = python("-m", "convae", "--check")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "All is well."), done.stdout + done.stderr


def test_a_model_that_is_cut_short_is_named_and_the_others_are_still_checked(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = copied / "models" / "classic.keras"
    file.write_bytes(file.read_bytes()[:5000])
    (line,) = wrong(copied, capsys)
    assert "classic.keras" in line


def test_figures_histories_and_channels_of_another_model_are_found(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(copied / "models" / "sharp.keras", copied / "models" / "classic.keras")
    lines = wrong(copied, capsys)
    assert [word for word in ("figures", "channels", "history") if not any(word in line for line in lines)] == []
    assert len(lines) == 3


def test_no_model_at_all_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert any("models" in line for line in wrong(tmp_path, capsys))


def test_a_package_in_another_version_or_missing_is_named(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (copied / "requirements.txt").write_text("numpy==1.0.0\nno-such-thing==1.0.0\nnot-here==2; sys_platform == 'none'\n")
    numpy, missing = wrong(copied, capsys)
    assert "numpy" in numpy
    assert "no-such-thing: not installed" in missing


def test_a_sentence_that_one_language_lacks_is_named(
    copied: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(words.of("pt").sentences, "page.lead")
    (line,) = wrong(copied, capsys)
    assert "page.lead" in line
