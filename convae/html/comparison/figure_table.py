"""The figures of a comparison: one table for both."""

from dataclasses import dataclass
from math import isfinite

import numpy as np

from convae import measures
from convae.html.markup import tag, text
from convae.viewed.comparison import Outcome, comparable, same_digit
from convae.words import Words

SQUARED = ".5f"
"""How the squared error is written, here as elsewhere: so that the share by which one is smaller than another can be checked."""
HUGE = 1e7
"""From here on a number is written with its power of ten."""


@dataclass(frozen=True)
class Row:
    """One figure of both sides, None where a side has none; `form` is how its numbers are written."""

    name: str
    a: float | None
    b: float | None
    form: str = ".4f"
    less_is_better: bool = True


def table(a: Outcome, b: Outcome, words: Words) -> str:
    """Figures of this digit, and of what the two differ in, as HTML."""
    groups = {
        "this" if same_digit(a, b) else "each": _of_digit(a, b),
        "codes": _of_codes(a, b),
        "network": _of_models(a, b),
        "training": _of_training(a, b),
    }
    head = tag("tr", tag("th", ""), *(tag("th", text(title), scope="col") for title in ("A", "B", "B − A")))
    bodies = [
        tag(
            "tbody",
            tag("tr", tag("th", text(words.say(f"compare.{name}")), colspan=4, scope="rowgroup")),
            *(_line(row, words) for row in rows),
        )
        for name, rows in groups.items()
        if rows
    ]
    return tag("table", tag("thead", head), *bodies, class_="figures")


def _of_digit(a: Outcome, b: Outcome) -> list[Row]:
    first, second = (None if each.copy is None else measures.compare(each.seen, each.copy) for each in (a, b))
    forms = {"error_per_ink": ".1%", "mse": SQUARED, "bce": ".4f", "floor": ".4f"}
    return [
        Row(
            f"story.{name}",
            None if first is None else getattr(first, name),
            None if second is None else getattr(second, name),
            form,
            less_is_better=name != "floor" and same_digit(a, b),
        )
        for name, form in forms.items()
    ]


def _of_codes(a: Outcome, b: Outcome) -> list[Row]:
    return [
        Row("compare.numbers", a.code.size, b.code.size, ",.0f", less_is_better=False),
        Row("compare.zeros", float(np.mean(a.code == 0)), float(np.mean(b.code == 0)), ".0%", less_is_better=False),
        Row("compare.largest", float(a.code.max()), float(b.code.max()), ".2f", less_is_better=False),
    ]


def _of_models(a: Outcome, b: Outcome) -> list[Row]:
    """Of two models as they are now: how large they are, and how good over all test digits."""
    if comparable(a, b):
        return []
    first, second = (each.side.model.figures() for each in (a, b))
    return [
        Row("compare.parameters", a.side.net.parameters, b.side.net.parameters, ",.0f", less_is_better=False),
        Row("compare.test_bce", first.bce if first else None, second.bce if second else None),
        Row("compare.test_mse", first.mse if first else None, second.mse if second else None, SQUARED),
    ]


def _of_training(a: Outcome, b: Outcome) -> list[Row]:
    """Of two moments of one training: how far it was."""
    history = a.side.model.history
    if history is None or not comparable(a, b) or not same_digit(a, b):
        return []
    moments = [len(history.steps) - 1 if each.side.moment is None else each.side.moment for each in (a, b)]
    steps = [float(history.steps[moment]) for moment in moments]
    return [
        Row("compare.steps", steps[0], steps[1], ",.0f", less_is_better=False),
        Row("compare.loss", history.loss(moments[0]), history.loss(moments[1])),
    ]


def _line(row: Row, words: Words) -> str:
    """A figure's row; the better of the two stands out."""
    a, b = row.a, row.b
    better = min(a, b) if row.less_is_better and a is not None and b is not None and a != b else None
    cells = [
        tag("td", text(_number(value, row.form, words)), class_="better" if better is not None and value == better else None)
        for value in (a, b)
    ]
    return tag("tr", tag("th", text(words.say(row.name)), scope="row"), *cells, tag("td", text(_change(row, words))))


def _change(row: Row, words: Words) -> str:
    """How far B is from A; of percentages in points, for a percentage of a percentage would mislead."""
    if row.a is None or row.b is None:
        return _number(None, row.form, words)
    # Of the numbers as they are shown, so that who subtracts them finds the same.
    change = shown(row.b, row.form) - shown(row.a, row.form)
    if not change:
        return "0"
    if row.form.endswith("%"):
        return words.say("compare.points", change=_number(change, f"+{row.form[:-1]}f", words))
    return _number(change, f"+{row.form}", words)


def shown(value: float, form: str) -> float:
    """The number that is read where `value` is written in this `form`, of a percentage the one before the sign."""
    return float(format(value, form).rstrip("%").replace(",", ""))


def _number(value: float | None, form: str, words: Words) -> str:
    if value is None or not isfinite(value):
        return "–"
    sign = "+" if form.startswith("+") else ""
    return words.number(value, f"{sign}.3g" if abs(value) >= HUGE else form)
