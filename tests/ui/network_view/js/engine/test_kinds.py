"""Every kind of layer in the browser, against Python's: what it computes and how it explains each number."""

from math import prod

import numpy as np
import pytest

from browserless import node
from convae.network.config import Settings
from convae.network.kinds import KINDS, InputLayer, Kind, read
from kind_laws import arranged
from kind_samples import SAMPLES

LAYERS = [read(Settings(entry), shape) for cases in SAMPLES.values() for entry, shape in cases] + [InputLayer((3, 4, 2))]
ODD = [0.0, 1.0, -1.0, 800.0, -800.0, np.nan, np.inf]
"""Numbers that every layer has to take as Python takes them."""


def told(kind: Kind) -> dict:
    """The layer as the engine is told of it."""
    _, after = arranged(kind)
    return {"name": "a", "kind": type(kind).__name__, "shape": after, "options": kind.options, "weights": kind.weight_shapes}


def given_to(kind: Kind, values: np.ndarray, weights: tuple[np.ndarray, ...]) -> dict:
    before, _ = arranged(kind)
    return {"layer": told(kind), "shape": before, "values": plain(values), "weights": [plain(weight) for weight in weights]}


def plain(values: np.ndarray) -> list[float | str]:
    """Numbers for JSON, those that are not finite by their names, which JavaScript's `Number` reads."""
    return [
        float(value) if np.isfinite(value) else str(float(value)).replace("inf", "Infinity").replace("nan", "NaN")
        for value in values.ravel()
    ]


GIVEN = "{ values: Float32Array.from(values, Number), shape, weights: weights.map((each) => Float32Array.from(each, Number)) }"
COMPUTED = (
    "(() => { const out = new Float32Array(layer.shape.reduce((a, b) => a * b)); "
    f"m.kindOf(layer).compute({GIVEN}, layer, out); return [...out].map(String); }})()"
)


def numbers(kind: Kind, seed: int) -> tuple[np.ndarray, tuple[np.ndarray, ...]]:
    """What goes in, half of it 0 as after a ReLU, and weights; float32."""
    pen = np.random.default_rng(seed)
    values = np.maximum(pen.normal(size=kind.input_shape), 0).astype(np.float32)
    return values, tuple(pen.normal(size=shape).astype(np.float32) for shape in kind.weight_shapes)


@pytest.mark.parametrize("kind", LAYERS, ids=repr)
def test_it_computes_what_python_does(kind: Kind) -> None:
    values, weights = numbers(kind, 0)
    found = np.array(node("engine/registry", COMPUTED, **given_to(kind, values, weights)), np.float32)
    expected = kind.function(tuple(weight.astype(np.float64) for weight in weights))(values[None].astype(np.float64)).ravel()
    assert np.abs(found - expected).max() <= 1e-6 * max(1, np.abs(expected).max())


@pytest.mark.parametrize("kind", LAYERS, ids=repr)
@pytest.mark.parametrize("place", ["values", "weights"])
def test_odd_numbers_come_out_as_in_python(kind: Kind, place: str) -> None:
    values, weights = numbers(kind, 1)
    spoilt = values if place == "values" else weights[0] if weights else values
    spoilt.ravel()[: len(ODD)] = ODD[: spoilt.size]
    found = np.array(node("engine/registry", COMPUTED, **given_to(kind, values, weights)), np.float64)
    with np.errstate(all="ignore"):
        expected = kind.function(tuple(weight.astype(np.float64) for weight in weights))(values[None].astype(np.float64)).ravel()
    np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("kind", LAYERS, ids=repr)
def test_it_explains_every_number_as_python_does(kind: Kind) -> None:
    values, weights = numbers(kind, 2)
    before, after = arranged(kind)
    cells = list(np.ndindex(after))
    found = node(
        "engine/registry",
        f"cells.map((cell) => m.kindOf(layer).explain({GIVEN}, layer, cell))",
        cells=cells,
        **given_to(kind, values, weights),
    )
    for cell, said in zip(cells, found, strict=True):
        terms = kind.terms(weights, values.astype(np.float64).reshape(before), cell)
        assert said.pop("form") == terms.form
        expected = vars(terms)
        assert set(said) == set(expected)
        for name, value in expected.items():
            if isinstance(value, str):
                assert said[name] == value
            else:
                np.testing.assert_allclose(np.asarray(said[name], float), np.asarray(value, float), rtol=1e-12, atol=1e-12, err_msg=name)


def test_the_browser_knows_every_kind_and_refuses_to_guess_any_other() -> None:
    said = "names.map((kind) => { try { return typeof m.kindOf({ name: 'a', kind }).compute; } catch (error) { return error.message; } })"
    found = node("engine/registry", said, names=[*KINDS, "InputLayer", "toString"])
    assert found == ["function"] * (len(KINDS) + 1) + ["The browser knows no layers of the kind toString: a"]


def test_numbers_of_every_shape_are_asked_for() -> None:
    assert all(prod(arranged(kind)[0]) == prod(kind.input_shape) for kind in LAYERS)
