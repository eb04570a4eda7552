"""Additions that are shown add up."""

import random
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from browserless import address, node
from convae import words


def sums(triples: list[tuple[float, float, float]]) -> list[list[str] | None]:
    """Two terms and their total as they are shown; None where they are said to add up only about."""
    expression = (
        "triples.map(([a, b, total]) => { const decimals = m.decimalsOf([a, b], total);"
        " return decimals === null ? null : [a, b, total].map((each) => speak.fixed(each, decimals)); })"
    )
    speak = "const speak = (await import(dom)).speaker(english);"
    dom = address("speaker")
    script = f"await (async () => {{ {speak} return {expression}; }})()"
    found: list[list[str] | None] = node("panels/rounding", script, triples=triples, dom=dom, english=words.of("en").for_browser("view"))
    return found


def decimal(shown: str) -> Decimal:
    return Decimal(shown.replace("−", "-").replace(",", "").removeprefix("≈ "))


SIZES = st.one_of(st.floats(-20, 20), st.floats(-1e5, 1e5), st.floats(-1e-3, 1e-3))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(SIZES, SIZES), min_size=1, max_size=200))
@example([(0.14563, 0.17967), (-0.00004, 0.00004), (0.0, 0.0), (1.0005, 1.0005), (2.5, -2.5), (123456.7, 0.00015)])
def test_an_addition_that_is_shown_adds_up(pairs):
    shown = sums([(a, b, a + b) for a, b in pairs])
    assert all(decimal(a) + decimal(b) == decimal(total) for a, b, total in filter(None, shown))


def test_hardly_any_addition_needs_to_be_said_to_be_rounded_or_many_decimals():
    pen = random.Random(3)
    pairs = [(pen.uniform(-4, 4), pen.uniform(-0.5, 0.5)) for _ in range(1000)]
    shown = [each for each in sums([(a, b, a + b) for a, b in pairs]) if each]
    assert len(shown) >= 995
    assert np.mean([len(total.partition(".")[2]) for *_, total in shown]) < 4.5


@pytest.mark.parametrize("terms", [("NaN", 0.1, "NaN"), (1e20, 1.0, 1e20), (2e6, 1.0, 2_000_001.0)])
def test_what_cannot_be_written_out_is_not_said_to_add_up(terms):
    assert sums([terms]) == [None]


def test_a_bias_that_is_nearly_nothing_costs_no_decimals_and_is_not_said_to_be_nothing():
    assert sums([(-4.19961, 0.00001, -4.1996), (2.5, 0.0, 2.5)]) == [["−4.20", "≈ 0", "−4.20"], ["2.50", "0", "2.50"]]
