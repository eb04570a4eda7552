"""What the browser gets: the view's JavaScript, module by module, and its style."""

from functools import cache
from pathlib import Path

from convae.html import loss_curve
from convae.ui import browser_modules

FOLDER = Path(__file__).parent
SCRIPTS = FOLDER / "js"
LOADER = FOLDER / "loader.js"
LOSS_CURVE = Path(loss_curve.__file__).parent / "loss_curve.css"


@cache
def modules() -> dict[str, str]:
    """The text of every module, by its path in `SCRIPTS`, and of the linker; the loader finds here what each of them imports."""
    return browser_modules.texts(SCRIPTS) | {"browser_modules/linker.js": browser_modules.LINKER}


@cache
def loader() -> str:
    """What Streamlit takes for the component's script and sends with every update: it waits for `modules` and keeps them."""
    return browser_modules.brief(LOADER.read_text(encoding="utf-8"))


@cache
def style() -> str:
    """The component's style sheets: its own, and that of what it shows as the page does, which does not reach into it."""
    return "\n".join(path.read_text(encoding="utf-8") for path in (LOSS_CURVE, FOLDER / "view.css"))
