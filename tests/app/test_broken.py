"""Parts that come with the app and are gone: the page says which in one sentence, and goes on when they are back."""

from pathlib import Path

import pytest

from app_page import Page
from convae import digits, theme


@pytest.fixture(autouse=True)
def _read_again() -> None:
    """Nothing is remembered from before, nor afterwards."""
    for read in (digits.load_test, theme.colours):
        read.cache_clear()


@pytest.mark.parametrize(("module", "name"), [(digits, "BUNDLED"), (theme, "TABLES")])
@pytest.mark.parametrize("content", [None, b"", b"PK\3\4 cut short"])
def test_a_file_that_is_missing_or_broken_is_named(
    module: object, name: str, content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, good = tmp_path / getattr(module, name).name, getattr(module, name)
    if content is not None:
        file.write_bytes(content)
    monkeypatch.setattr(module, name, file)
    page = Page()
    (error,) = page.at.error
    assert f"missing or broken: {file.name}." in error.value
    monkeypatch.setattr(module, name, good)
    assert not page.run().at.error
    assert "MNIST test digit no. 0" in page.html
