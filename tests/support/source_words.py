"""Which sentences the code asks for, and which words of its own it has, read from its syntax trees."""

import ast
import re
from collections.abc import Iterable, Iterator

from convae.network.kinds import ACTIVATIONS
from processes import ROOT

SOURCES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in [*ROOT.glob("*.py"), *(ROOT / "convae").rglob("*.py")]}
ROOMS = [ROOT / "convae" / room for room in ("html", "ui", "viewed")]
"""Where the page is made."""
PAGE = {path: tree for path, tree in SOURCES.items() if path.parent == ROOT or any(path.is_relative_to(room) for room in ROOMS)}
UNREAD = {"class_", "key", "icon", "language", "type", "width"}
"""Keywords whose text no visitor reads."""
LABELS = {"label", "help", "title", "placeholder", "page_title"}
ELEMENTS = {
    "button",
    "camera_input",
    "caption",
    "checkbox",
    "download_button",
    "error",
    "expander",
    "file_uploader",
    "header",
    "html",
    "info",
    "link_button",
    "markdown",
    "metric",
    "number_input",
    "pills",
    "popover",
    "progress",
    "radio",
    "segmented_control",
    "select_slider",
    "selectbox",
    "slider",
    "spinner",
    "status",
    "subheader",
    "success",
    "tabs",
    "text",
    "text_input",
    "title",
    "toast",
    "toggle",
    "warning",
    "write",
}
"""Streamlit's elements, which take what they say as their first argument."""


def pattern(node: ast.JoinedStr) -> str:
    """An f-string as a regular expression, with anything in its braces."""
    return "".join(re.escape(part.value) if isinstance(part, ast.Constant) else ".+" for part in node.values)


def keys(node: ast.expr) -> Iterator[str]:
    """The keys that an expression may stand for, as regular expressions: a text, an f-string, or a choice between such."""
    if isinstance(node, ast.IfExp):
        yield from keys(node.body)
        yield from keys(node.orelse)
    elif isinstance(node, ast.JoinedStr):
        yield pattern(node)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield re.escape(node.value)


def asked_for() -> Iterator[tuple[str, str, ast.Call]]:
    """Where the code asks for a sentence, by `say` or by an error of ours: the place, the key as a regular expression, the call."""
    for path, tree in SOURCES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args:
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                dotted = [key for key in keys(node.args[0]) if r"\." in key]
                if name == "say" or (name.endswith("Error") and dotted):
                    for key in keys(node.args[0]):
                        yield f"{path.relative_to(ROOT)}:{node.lineno}", key, node


def mentioned(sentences: Iterable[str]) -> set[str]:
    """Those keys of `sentences` that stand anywhere in the code, in full or as an f-string."""
    texts = [node for tree in SOURCES.values() for node in ast.walk(tree) if isinstance(node, ast.Constant | ast.JoinedStr)]
    full = {node.value for node in texts if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    patterns = {pattern(node) for node in texts if isinstance(node, ast.JoinedStr)}
    groups = [each for each in patterns if re.match(r"[a-z_]+\\\.", each)]  # what begins with a placeholder would be every key
    groups += browser_keys()
    return {key for key in sentences if key in full or any(re.fullmatch(each, key) for each in groups)}


def browser_keys() -> list[str]:
    """The keys, as regular expressions, that scripts and style sheets stand for: those of the groups that are sent to the browser."""
    keys = []
    for path in (ROOT / "convae" / "ui").rglob("*.js"):
        text = path.read_text(encoding="utf-8")
        words = re.findall(r'"([a-z_]+)"|\bnames\.([a-z_]+)', text)
        begun = re.findall(r"`([a-z]+_)\$\{", text)
        ended = re.findall(r"`\$\{\w+\}(_[a-z]+)`", text)
        group = "names" if "names" in text and "document" in path.parts else "steps" if "ink_steps" in path.parts else "view"
        keys += [rf"{group}\.{word or other}" for word, other in words] + [rf"{group}\.{start}\w+" for start in begun]
        keys += [rf"{group}\.\w+{end}" for end in ended]
    keys += [rf"view\.{activation}" for activation in ACTIVATIONS]  # the panel says them by their names
    for path in (ROOT / "convae" / "ui").rglob("*.css"):
        keys += [rf"streamlit\.{word}" for word in re.findall(r"say\(([a-z]+)\)", path.read_text(encoding="utf-8"))]
    return keys


def own_words(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Texts in the code of the page that a visitor would read: two words in a row, or a letter where an element takes its label."""
    unread = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    unread |= {id(part) for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg in UNREAD for part in ast.walk(node)}
    labels = {id(part) for node in ast.walk(tree) if isinstance(node, ast.Call) for label in labels_of(node) for part in texts_of(label)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in unread:
            seen = re.sub(r"<[^>]*>?|:material/\w+:", "", node.value)
            if re.search(r"[^\W\d_]" if id(node) in labels else r"[^\W\d_]{2,} [^\W\d_]{2,}", seen):
                yield node.lineno, node.value


def labels_of(call: ast.Call) -> list[ast.expr]:
    """The arguments of a call that a visitor reads, if it is one of an element of the page."""
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in ELEMENTS:
        return []
    return [*call.args[:1], *(keyword.value for keyword in call.keywords if keyword.arg in LABELS)]


def texts_of(label: ast.expr) -> list[ast.expr]:
    """The parts of a label that stand in the code itself."""
    return label.values if isinstance(label, ast.JoinedStr) else [label]
