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


def test_no_other_file_makes_a_colour():
    """Black and white, clear or not, are no colours; an entity of HTML (&#8722;) and a fragment of an address are none either."""
    colour = re.compile(r"(?<![&/\w])#(?!(?:000|fff|000000|ffffff)[0-9a-f]?\b)(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b", re.IGNORECASE)
    found = {path.name: colour.findall(path.read_text(encoding="utf-8")) for path in SOURCES if path.name != "theme.py"}
    assert {name: colours for name, colours in found.items() if colours} == {}


def test_the_ground_of_the_dark_page_is_the_one_that_streamlit_has():
    ground = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"]["dark"]["backgroundColor"]
    assert f"--ground-of-page: light-dark(#fff, {ground});" in theme.variables()


def test_every_colour_that_a_style_sheet_or_a_script_asks_for_is_made():
    made = {name for path in SOURCES for name in re.findall(r"(?<!\()(--[\w-]+)\"?[:,]", path.read_text(encoding="utf-8"))}
    made |= set(re.findall(r"(--[\w-]+):", theme.variables()))
    asked = {name for path in SOURCES for name in re.findall(r"var\((--[\w-]+)[,)]", path.read_text(encoding="utf-8"))}
    assert {name for name in asked if not name.startswith("--st-")} <= made


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
