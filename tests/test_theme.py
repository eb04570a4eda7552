"""The colours: each stands in one place, and the palettes are what their recipe makes."""

import re
import tomllib
from itertools import pairwise

import numpy as np
import pytest
from matplotlib import colormaps

from convae import theme
from convae.theme import ACCENT
from processes import ROOT

CONFIG = ROOT / ".streamlit" / "config.toml"
SOURCES = [path for path in (ROOT / "convae").rglob("*") if path.suffix in (".py", ".css", ".js", ".html", ".toml")] + [ROOT / "app.py"]


def test_streamlit_has_the_accent_that_everything_else_has():
    shown = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"]
    assert (shown["light"]["primaryColor"], shown["dark"]["primaryColor"]) == (ACCENT.light, ACCENT.dark)


@pytest.mark.parametrize("colour", vars(ACCENT).values())
def test_the_accent_stands_in_no_other_file(colour):
    found = [path.name for path in SOURCES if colour.lower() in path.read_text(encoding="utf-8").lower()]
    assert found == ["theme.py"]


def test_no_style_sheet_makes_an_accent_of_its_own():
    sheets = {path.name: path.read_text(encoding="utf-8") for path in SOURCES if path.suffix == ".css"}
    assert "var(--accent)" in sheets["page_shell.css"]
    assert {name: re.findall(r"--accent: *([^;]*);", text) for name, text in sheets.items() if "--accent:" in text} == {
        "view.css": ["var(--st-primary-color)"]
    }
    assert f"--accent: light-dark({ACCENT.light}, {ACCENT.dark});" in theme.variables()


def test_the_palettes_are_what_the_recipe_makes():
    made = theme.published()
    with np.load(theme.TABLES) as stored:
        assert stored.files == list(made)
        for name, colours in made.items():
            assert stored[name].dtype == np.uint8
            np.testing.assert_array_equal(stored[name], colours)


def test_the_recipe_writes_the_same_file_whenever_it_is_followed(tmp_path, monkeypatch, capsys):
    files = [tmp_path / "one.npz", tmp_path / "two.npz"]
    for file in files:
        monkeypatch.setattr(theme, "TABLES", file)
        assert theme.main() == 0
        assert str(file) in capsys.readouterr().out
    assert files[0].read_bytes() == files[1].read_bytes()


@pytest.mark.parametrize("palette", theme.COLOURS)
def test_the_colours_are_those_of_matplotlib(palette):
    ours = np.frombuffer(theme.colours(palette), np.uint8).reshape(-1, 3)
    theirs = colormaps[theme.COLOURS[palette]](np.linspace(0, 1, 255), bytes=True)[:, :3]
    assert ours.shape == (theme.SHADES, 3)
    assert abs(ours.astype(int) - theirs).max() <= 1  # Matplotlib cuts off where we round


def test_ink_goes_evenly_from_black_to_white():
    grey = np.frombuffer(theme.colours("ink"), np.uint8).reshape(-1, 3)[:, 0].astype(int)
    assert {after - before for before, after in pairwise(grey)} <= {1, 2}
