"""What is installed is what is imported: nothing more, nothing less."""

import ast
import re
import sys

from processes import ROOT

IMPORT_NAMES = {"streamlit-drawable-canvas": "streamlit_drawable_canvas", "tensorflow-cpu": "tensorflow", "pillow": "PIL"} | {
    package: package.replace("-", "_") for package in ("pi-heif", "pillow-heif")
}
COMMANDS = {"pytest-xdist": "pytest", "ruff": "ruff check", "mypy": "mypy", "import-linter": "lint-imports"}
OURS = {"convae", "app", *(path.stem for path in (ROOT / "tests").rglob("*") if path.is_dir() or path.suffix == ".py")}


def pinned(name: str) -> set[str]:
    """The packages of a requirements file; every one has exactly one version."""
    lines = [line.split("#")[0].split(";")[0].strip() for line in (ROOT / name).read_text().splitlines()]
    lines = [line for line in lines if line and not line.startswith("-r ")]
    assert [line for line in lines if not re.fullmatch(r"[a-z0-9-]+==[0-9][0-9.]*", line)] == []
    return {line.split("==")[0] for line in lines}


def imported(*folders: str) -> set[str]:
    """The top names of all packages that Python files there import, but for the standard library and our own."""
    names: set[str] = set()
    for path in (path for folder in folders for path in ROOT.glob(folder)):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.split(".")[0])
    return names - set(sys.stdlib_module_names) - OURS


def test_the_app_imports_every_package_that_it_installs_and_no_other():
    installed = {IMPORT_NAMES.get(package, package) for package in pinned("requirements.txt")}
    assert installed == imported("*.py", "convae/**/*.py")


def test_the_tests_import_or_run_every_package_that_they_install_and_no_other():
    packages = {IMPORT_NAMES.get(package, package) for package in pinned("tests/requirements.txt")}
    assert (ROOT / "tests" / "requirements.txt").read_text().startswith("-r ../requirements.txt\n")
    assert packages - set(COMMANDS) == imported("tests/**/*.py") - imported("*.py", "convae/**/*.py")
    script = (ROOT / ".ci" / "run").read_text()
    assert [package for package in packages & set(COMMANDS) if COMMANDS[package] not in script] == []


def test_what_streamlit_opens_knows_streamlit_and_the_page_alone():
    """import-linter, which keeps all other directions, reads packages only."""
    tree = ast.parse((ROOT / "app.py").read_text(encoding="utf-8"))
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    modules |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert [
        module
        for module in modules
        if module.split(".")[0] not in {*sys.stdlib_module_names, "streamlit"} and not module.startswith(("convae.ui", "convae.words"))
    ] == []
