"""What the browser gets: the view's JavaScript, module by module, and its style."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
SCRIPTS = FOLDER / "js"
LOADER = SCRIPTS / "loader.js"


@cache
def modules() -> dict[str, str]:
    """The text of every module, by its path in `SCRIPTS`; what each imports, it says itself, and the loader finds it here."""
    found = sorted(set(SCRIPTS.rglob("*.js")) - {LOADER})
    return {path.relative_to(SCRIPTS).as_posix(): path.read_text(encoding="utf-8") for path in found}


@cache
def loader() -> str:
    """What Streamlit takes for the component's script and sends with every update: it waits for `modules` and keeps them."""
    return LOADER.read_text(encoding="utf-8")


@cache
def style() -> str:
    """The component's style sheet."""
    return (FOLDER / "view.css").read_text(encoding="utf-8")
