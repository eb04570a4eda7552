"""Whether all is there that the app needs, and is what it should be: `python -m convae --check`."""

import importlib.metadata
import string
import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path

import numpy as np
from packaging.requirements import Requirement

from convae import channels, digits, history, measures, network, theme, words
from convae.errors import BROKEN_ARRAYS, ConvaeError
from convae.model_files import ModelFiles

ROOT = Path(__file__).parents[1]
PYTHONS = ((3, 11), (3, 13))
"""The oldest and the newest Python that the app is tested with."""
PRECISION = 1e-4
"""How far a figure of a model that is measured here may be from the one that came along: machines add in different orders."""

Finding = tuple[bool, str]
"""Whether something is as it should be, and a line about it."""


def run(root: Path = ROOT) -> int:
    """Print a line about each thing that the app in the folder `root` needs; return 0 where all is well, 1 where it is not."""
    parts: tuple[Callable[[Path], Iterator[Finding]], ...] = (_versions, _words, _data, _models)
    wrong = 0
    for well, line in chain.from_iterable(part(root) for part in parts):
        print("ok   " if well else "WRONG", line, flush=True)
        wrong += not well
    print("All is well." if not wrong else f"{wrong} things are wrong: the app may start, but not all of it will work.")
    return 1 if wrong else 0


def _versions(root: Path) -> Iterator[Finding]:
    """Python and every package in the version that requirements.txt pins."""
    python = sys.version_info[:2]
    yield PYTHONS[0] <= python <= PYTHONS[1], f"Python {sys.version.split()[0]} (3.11 to 3.13 are tested)"
    file = root / "requirements.txt"
    if not file.is_file():
        yield False, f"{file.name}: not there, so that no version can be checked"
        return
    lines = (line.split("#")[0].strip() for line in file.read_text(encoding="utf-8").splitlines())
    for wanted in (Requirement(line) for line in lines if line):
        if wanted.marker is None or wanted.marker.evaluate():
            yield _version(wanted)


def _version(wanted: Requirement) -> Finding:
    try:
        found = importlib.metadata.version(wanted.name)
    except importlib.metadata.PackageNotFoundError:
        return False, f"{wanted.name}: not installed, {wanted.specifier} is needed: pip install -r requirements.txt"
    well = wanted.specifier.contains(found)
    return well, f"{wanted.name} {found}" + ("" if well else f", {wanted.specifier} is needed: pip install -r requirements.txt")


def _words(_: Path) -> Iterator[Finding]:
    """The same sentences, with the same values in them, in every language."""
    known = {language: words.of(language).sentences for language in words.LANGUAGES}
    first, *others = known
    for other in others:
        apart = {key for key in known[first].keys() | known[other].keys() if _values(known[first], key) != _values(known[other], key)}
        line = f"{len(known[first])} sentences in {words.of(first).spoken.name} and {words.of(other).spoken.name}"
        yield not apart, f"{line}, but not alike: {', '.join(sorted(apart))}" if apart else line


def _values(sentences: Mapping[str, str], key: str) -> set[str] | None:
    """The names of the values in a sentence; None where there is no such sentence."""
    return {name for _, name, _, _ in string.Formatter().parse(sentences[key]) if name} if key in sentences else None


def _data(_: Path) -> Iterator[Finding]:
    """The digits and the colours that come with convae."""
    try:
        found = digits.load()
    except ConvaeError as error:
        yield False, str(error)
    else:
        whole = len(found.x_train) == len(found.x_test) == 10_000 and set(found.y_train) == set(found.y_test) == set(range(10))
        yield whole, f"{digits.BUNDLED.name}: {len(found.x_train):,} training digits, {len(found.x_test):,} test digits"
    try:
        yield all(len(theme.colours(palette)) == 3 * theme.SHADES for palette in theme.COLOURS), "palettes.npz: the colours"
    except BROKEN_ARRAYS as error:
        yield False, f"palettes.npz: {error}"


def _models(root: Path) -> Iterator[Finding]:
    """Every model in the folder `models`: that it runs, is as good as is said of it, and that what is told of it is its own."""
    files = sorted((root / "models").glob("*.keras"))
    if not files:
        yield False, "models: no .keras file; `python -m convae.training` makes one"
    for file in files:
        try:
            yield from _model(file)
        except (ConvaeError, OSError) as error:
            yield False, f"{file.name}: {error}"


def _model(file: Path) -> Iterator[Finding]:
    net, files = network.load(file), ModelFiles(file)
    digest = files.digest
    yield True, f"{file.name}: {len(net.layers)} layers, {net.parameters:,} parameters, SHA-256 {digest[:12]}"
    said = measures.beside(file)
    if said is None:
        yield False, f"{file.name}: no figures of this model beside it: python -m convae.measures models/{file.name}"
    else:
        found = measures.measure(net, digits.load_test()[0], digest)
        well = bool(np.allclose([found.bce, found.mse], [said.bce, said.mse], atol=PRECISION, rtol=0))
        yield well, f"{file.name}: cross-entropy {found.bce:.4f}, squared error {found.mse:.5f}" + ("" if well else f", not {said.bce:.4f}")
    counted = channels.beside(file) is not None
    yield counted, f"{file.name}: its channels" + ("" if counted else " are not counted: python -m convae.channels models/*.keras")
    past = history.read(files.history, digest, net.parameters)
    yield (
        past is not None,
        f"{file.name}: {len(past.weights)} moments of its training" if past else f"{file.name}: no history in {files.history.name}",
    )
