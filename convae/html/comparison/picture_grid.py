"""The pictures of a comparison: a row for each of the two and one for their difference."""

from convae.html import digit_picture
from convae.html.markup import tag, text
from convae.viewed.comparison import Outcome, comparable, same_digit
from convae.words import Words, times

SIDE = 140
"""CSS pixels of the pictures of 28×28: five for each of theirs."""
HEADS = ("digit", "code", "copy", "error")


def view(a: Outcome, b: Outcome, words: Words) -> str:
    """What went in, the codes, the copies and their errors, as HTML: a grid that the style turns round on a narrow screen."""
    rows = [_head(a, words), _side("A", a, _shared_end(a, b), words), _side("B", b, _shared_end(a, b), words), _differences(a, b, words)]
    # Each cell says where it stands, so that rows and columns can change places.
    return tag(
        "div",
        *(
            tag(
                "div",
                *(tag("div", cell, role=_role(row, at), style=f"--row:{row + 1};--column:{at + 1}") for at, cell in enumerate(cells)),
                role="row",
            )
            for row, cells in enumerate(rows)
        ),
        class_="pictures",
        role="table",
        aria_label=words.say("compare.pictures"),
    )


def _role(row: int, column: int) -> str:
    return "columnheader" if row == 0 else "rowheader" if column == 0 else "cell"


def _head(a: Outcome, words: Words) -> list[str]:
    shapes = {"digit": times(a.seen.shape), "code": times(a.code.shape)}
    return ["", *(tag("h2", text(words.say(f"compare.{head}")), " ", tag("small", text(shapes.get(head, "")))) for head in HEADS)]


def _shared_end(a: Outcome, b: Outcome) -> float | None:
    """The end of the colours of both codes, where their numbers can be compared."""
    return float(max(a.code.max(), b.code.max())) if comparable(a, b) else None


def _side(letter: str, each: Outcome, end: float | None, words: Words) -> list[str]:
    seen, copy = each.seen, each.copy
    legend = words.say("compare.range", low=words.three_digits(float(each.code.min())), high=words.three_digits(float(each.code.max())))
    return [
        tag("b", letter) + tag("span", text(each.name(words))),
        digit_picture.grey(seen, words.say("story.alt_sees", title=each.side.digit.title(words)), SIDE),
        digit_picture.code(each.code, words, SIDE, end) + _quiet(legend),
        _quiet(words.say("compare.no_copy")) if copy is None else digit_picture.grey(copy, words.say("story.alt_decoded"), SIDE),
        "" if copy is None else digit_picture.difference(copy - seen, words, SIDE),
    ]


def _differences(a: Outcome, b: Outcome, words: Words) -> list[str]:
    codes = digit_picture.code_difference(b.code - a.code, words, SIDE) if comparable(a, b) else _quiet(words.say("compare.other_codes"))
    seen = _quiet(words.say("compare.same_digit"))
    if not same_digit(a, b):
        seen = digit_picture.difference(b.seen - a.seen, words, SIDE, "compare.alt_digits")
    copies = ""
    if a.copy is not None and b.copy is not None:
        copies = digit_picture.difference(b.copy - a.copy, words, SIDE, "compare.alt_copies")
    head = tag("b", "B − A") + tag("span", text(words.say("compare.difference")))
    return [head, seen, codes, copies, _quiet(words.say("compare.colours"))]


def _quiet(sentence: str) -> str:
    return tag("p", text(sentence), class_="quiet")
