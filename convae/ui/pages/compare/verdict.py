"""What comes of a comparison, in one sentence."""

from math import isfinite

import numpy as np
import streamlit as st

from convae import digits, measures
from convae.html.comparison.figure_table import SQUARED, shown
from convae.layers import Array
from convae.network import Network
from convae.viewed.comparison import Outcome, same_digit
from convae.viewed.model import Model
from convae.words import Words

SAME = 0.005
"""Errors that differ by less than this share are as good as the same."""
YARDSTICK, KEPT = 1000, 8
"""How many test digits say what is near, and of how many models their codes are kept."""


def verdict(a: Outcome, b: Outcome, words: Words) -> str:
    """Which copy is closer, of one digit; of two digits, how near they and their codes are."""
    if not same_digit(a, b):
        images, codes = yardstick(a.side.model)
        farther = measures.farther(a.code, b.code, codes), measures.farther(a.seen, b.seen, images)
        return words.say("compare.verdict_digits", codes=farther[0], pixels=farther[1], digits=len(images))
    if a.copy is None or b.copy is None:
        return words.say("compare.verdict_no_copy")
    first, second = (measures.compare(each.seen, each.copy).mse for each in (a, b) if each.copy is not None)
    named = {"a": a.name(words), "b": b.name(words)}
    if not isfinite(first) or not isfinite(second):
        return words.say("compare.not_finite")
    first, second = shown(first, SQUARED), shown(second, SQUARED)  # who divides the figures in the table finds the same
    if not first and second:
        return words.say("compare.verdict_perfect", **named)
    if abs(second - first) <= SAME * first:
        return words.say("compare.verdict_same")
    if second > 2 * first:
        return words.say("compare.verdict_times", **named, times=second / first)
    if second > first:
        return words.say("compare.verdict_more", **named, change=second / first - 1)
    # Only where nothing is left of an error is it 100% less.
    return words.say("compare.verdict_less", **named, change=min(0.99, 1 - second / first) if second else 1)


@st.cache_data(max_entries=KEPT, show_spinner=False)
def _codes(digest: str, _net: Network) -> Array:
    return _net.encode(_digits()[..., None])


def yardstick(model: Model) -> tuple[Array, Array]:
    """Some test digits and their codes, which say how far from each other two digits usually are."""
    return _digits(), _codes(model.digest, model.net)


def _digits() -> Array:
    return digits.load_test()[0][-YARDSTICK:].astype(np.float32) / 255
