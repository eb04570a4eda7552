"""What holds for every kind of layer, whoever has written it: its parts are there and agree with each other."""

from math import prod

import numpy as np

from convae import words
from convae.network.kinds import Kind
from convae.network.kinds.terms import Convolution, MaxPooling, Pooling, Single


def numbers_of(kind: Kind, seed: int = 0) -> tuple[np.ndarray, tuple[np.ndarray, ...]]:
    """A picture for the layer, in float64, and weights."""
    pen = np.random.default_rng(seed)
    return pen.normal(size=kind.input_shape), tuple(pen.normal(size=shape) for shape in kind.weight_shapes)


def arranged(kind: Kind) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """In which shapes the cells before and after the layer are counted; numbers that come in a row may be arranged in any way."""
    before = kind.input_shape if len(kind.input_shape) == 3 else (1, 1, prod(kind.input_shape))
    return before, kind.output_shape if len(kind.output_shape) == 3 else before


def check(kind: Kind) -> None:
    """Hold all parts of a layer of this `kind` to its function."""
    check_shapes(kind)
    check_reach(kind)
    check_terms(kind)
    check_sentences(kind)
    check_kernels(kind)


def check_shapes(kind: Kind) -> None:
    picture, weights = numbers_of(kind)
    for precision in (np.float32, np.float64):
        batch = np.stack([picture, 2 * picture]).astype(precision)
        found = kind.function(tuple(weight.astype(precision) for weight in weights))(batch)
        assert found.shape == (2, *kind.output_shape)
        assert found.dtype == precision
    assert kind.reads > 0


def check_reach(kind: Kind) -> None:
    """A NaN in a number spreads to just those that are said to read it."""
    before, after = arranged(kind)
    _, weights = numbers_of(kind)
    apply = kind.function(weights)
    for number, cell in enumerate(np.ndindex(before)):
        batch = np.zeros((1, prod(before)))
        batch[0, number] = np.nan
        with np.errstate(invalid="ignore"):
            spread = np.isnan(apply(batch.reshape(1, *kind.input_shape))).reshape(after)
        np.testing.assert_array_equal(spread, said_to_read(kind, number, cell, after))


def said_to_read(kind: Kind, number: int, cell: tuple[int, ...], after: tuple[int, ...]) -> np.ndarray:
    """Which numbers after the layer are said to read the one at `cell`, the `number`th in C order."""
    if kind.windows is None:
        return (np.arange(prod(after)) == number).reshape(after)
    rows, columns = (
        [first <= at <= last for first, last in intervals]
        for at, intervals in zip(cell[:2], (kind.windows.rows, kind.windows.columns), strict=True)
    )
    channels = kind.windows.mixes | (np.arange(after[2]) == cell[2])
    return np.einsum("i,j,k->ijk", rows, columns, channels).astype(bool)


def check_terms(kind: Kind) -> None:
    """Each number is what its terms make, and they are made of what goes in."""
    picture, weights = numbers_of(kind)
    before, after = arranged(kind)
    values = kind.function(weights)(picture[None]).reshape(after)
    for cell in np.ndindex(after):
        terms = kind.terms(weights, picture.reshape(before), cell)
        assert abs(terms.value - values[cell]) < 1e-12 * max(1, abs(values[cell]))
        match terms:
            case Convolution():
                assert np.allclose(terms.patch * terms.kernel, terms.products)
                assert np.allclose([terms.products.sum(), terms.sums.sum(), terms.total - terms.bias], terms.added)
                check_patch(terms.patch, terms.inside, terms.corner, picture)
            case Pooling():
                check_patch(terms.patch[..., None], terms.inside, terms.corner, picture)
                assert terms.corner[2] == cell[2]
                assert not isinstance(terms, MaxPooling) or terms.value == terms.patch[terms.winner]
            case Single():
                assert terms.before == picture.reshape(before)[terms.source]


def check_patch(patch: np.ndarray, inside: np.ndarray, corner: tuple[int, int, int], picture: np.ndarray) -> None:
    """The numbers of a patch are those of the picture from its corner on, and 0 outside."""
    assert patch.shape[:2] == inside.shape
    for row, column in np.ndindex(inside.shape):
        at = corner[0] + row, corner[1] + column
        assert inside[row, column] == all(0 <= place < length for place, length in zip(at, picture.shape[:2], strict=True))
        there = picture[at][corner[2] : corner[2] + patch.shape[2]] if inside[row, column] else np.zeros(patch.shape[2])
        np.testing.assert_array_equal(patch[row, column], there)


def check_sentences(kind: Kind) -> None:
    """Every language has all the sentences, with all their values."""
    assert kind.sentences()
    for key, found in kind.sentences():
        said = [words.of(language).say(key, **found) for language in words.LANGUAGES]
        assert len(set(said)) == len(said)


def check_kernels(kind: Kind) -> None:
    """The kernels that it shows are weights, a filter for each channel."""
    before, after = arranged(kind)
    _, weights = numbers_of(kind)
    kernel = kind.kernel(weights)
    assert kernel is None or kernel.shape[2:] == (before[2], after[2])
