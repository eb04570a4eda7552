"""The scripts of our components, written as modules: Streamlit takes one text of each, which brings the others along.

`linker.js` makes modules of their texts again, in the browser.
"""

import json
import re
from pathlib import Path

LINKER = Path(__file__).with_name("linker.js").read_text(encoding="utf-8")
"""The script that links them."""
_IMPORT = 'import { linked } from "../browser_modules/linker.js";\n'
_WHOLE = Path(__file__).with_name("whole.js")
_GIVEN = '["", {}, ""]'


def texts(folder: Path) -> dict[str, str]:
    """The text of every module in `folder`, by its path in there; what each imports, it says itself."""
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.js"))}


def whole(folder: Path, first: str) -> str:
    """A script that has every module in `folder` within it, and is to Streamlit what the one called `first` is: its default export."""
    given = json.dumps([first, texts(folder), f"{folder.parent.name}/{folder.name}"], ensure_ascii=False)
    return with_linker(_WHOLE.read_text(encoding="utf-8")).replace(_GIVEN, given)


def with_linker(script: str) -> str:
    """A `script` that imports the linker, with the linker's text in the place of the import, for the browser has nowhere to get it from.

    Raises:
        ValueError: the script does not import it.
    """
    before, after = script.split(_IMPORT)
    return before + LINKER.replace("export ", "") + after


def brief(script: str) -> str:
    """A `script` without its comments and its indentation, for one that is sent again and again; in it, /* is a comment everywhere."""
    return re.sub(r"\n\s*", "\n", re.sub(r"/\*.*?\*/", "", script, flags=re.DOTALL)).strip() + "\n"
