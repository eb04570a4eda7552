"""Every command in the README does what it says."""

import re
from pathlib import Path

import pytest

from app_server import served
from convae import measures, network
from convae.model_files import ModelFiles
from processes import ROOT, python

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) for line in block.strip().splitlines()]


def test_the_readme_has_just_these_commands() -> None:
    assert COMMANDS == [
        "pip install -r requirements.txt && streamlit run app.py",
        "pip install -r tests/requirements.txt && pytest",
        "python -m convae.training --model classic --epochs 3 --output mine.keras",
        "python -m convae.measures mine.keras",
    ]


def test_the_command_that_passes_the_tests_is_the_one_that_is_run_to_check_a_change() -> None:
    assert COMMANDS[1] in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_app_runs() -> None:
    with served(ROOT) as address:
        assert address.startswith("http://127.0.0.1:")


@pytest.mark.slow
def test_a_model_is_trained_and_measured(tmp_path: Path) -> None:
    model = tmp_path / "classic.keras"
    for command in COMMANDS[2:]:
        words = command.replace("--epochs 3", "--epochs 1").replace("mine.keras", str(model)).split()
        done = python(*words[1:])
        assert done.returncode == 0, done.stderr
    assert network.load(model).parameters == 4385
    assert ModelFiles(model).history.is_file()
    assert measures.beside(model) is not None


def test_the_lines_of_python_show_every_layer() -> None:
    (lines,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert len(lines.strip().splitlines()) <= 6
    done = python("-c", lines)
    assert "code (4, 4, 8)" in done.stdout
    assert len(done.stdout.splitlines()) == 15


def test_every_file_that_the_readme_names_is_there() -> None:
    named = [link for link in re.findall(r"\]\(([^)]+)\)", README) if not link.startswith("http")]
    assert named
    assert [link for link in named if not (ROOT / link).exists()] == []
