"""What the browser gets: the view's JavaScript, module by module, and its style."""

from functools import cache
from pathlib import Path

from convae.ui import browser_modules

FOLDER = Path(__file__).parent
SCRIPTS = FOLDER / "js"
LOADER = FOLDER / "loader.js"


@cache
def modules() -> dict[str, str]:
    """The text of every module, by its path in `SCRIPTS`; the loader finds here what each of them imports."""
    return browser_modules.texts(SCRIPTS)


@cache
def loader() -> str:
    """What Streamlit takes for the component's script and sends with every update: it waits for `modules` and keeps them."""
    return browser_modules.brief(LOADER.read_text(encoding="utf-8"))


@cache
def style() -> str:
    """The component's style sheet."""
    return (FOLDER / "view.css").read_text(encoding="utf-8")
