"""The top of the first page: what the network sees, the code, the decoded digit, and how close it came."""

from typing import Literal

from convae import measures
from convae.html import digit_picture
from convae.html.layer_sentence import size
from convae.html.markup import tag, text
from convae.layers import Array
from convae.network import FeatureMaps, Network
from convae.words import Words

SIDE = 168
"""CSS pixels of the pictures of 28×28: six for each of theirs."""
_ARROW = '<div class="arrow" aria-hidden="true">→</div>'


Standing = measures.ModelFigures | Literal["counting", "learning", "off", "crowded"]
"""With what a copy is compared: the model's figures on the test digits, or why there are none: they are still being computed,
the network is one in the middle of its training, channels of it are off, or the drawing was changed beyond what can be compared."""


def view(net: Network, stages: tuple[FeatureMaps, ...], title: str, standing: Standing, words: Words, way: str = "") -> str:
    """The story of one digit in one row, as HTML.

    Args:
        way: the title and what is to be said of how a drawing became what the network sees, as HTML, in place of the title alone.
    """
    seen = stages[0].values[..., 0]
    code = next(stage for stage in stages if stage.layer is net.code)
    pixels, numbers = seen.size, code.values.size
    said = None if standing == "learning" else _said(seen, stages[-1].values[..., 0] if net.reconstructs else None, title, words)
    if said and standing == "crowded":
        said += f" {words.say('steps.crowded')}"
    return tag(
        "div",
        _part(
            words.say("story.sees"),
            size(seen.shape),
            digit_picture.grey(seen, words.say("story.alt_sees", title=title), SIDE) + way,
            "" if way else title,
        ),
        _ARROW,
        _part(
            words.say("story.code"),
            size(code.values.shape),
            digit_picture.code(code.values, words, SIDE),
            words.say("story.squeezed", pixels=pixels, numbers=numbers),
            class_="code",
        ),
        *(_copy(seen, stages[-1].values[..., 0], standing, words) if net.reconstructs else ()),
        class_="story",
        data_said=said,
    )


def _said(seen: Array, decoded: Array | None, title: str, words: Words) -> str:
    """What is announced to those who do not see it: which digit it is now, and how far its copy is from it."""
    if decoded is None:
        return title
    return words.say("story.said", title=title, error=words.number(measures.compare(seen, decoded).error_per_ink, ".1%"))


def _copy(seen: Array, decoded: Array, standing: Standing, words: Words) -> tuple[str, ...]:
    """The decoded digit, and how close it came."""
    close = measures.compare(seen, decoded)
    return (
        _ARROW,
        _part(
            words.say("story.decoded"),
            size(decoded.shape),
            digit_picture.grey(decoded, words.say("story.alt_decoded"), SIDE),
            words.say("story.redrawn"),
        ),
        _part(words.say("story.close"), "", _figures(close, standing, words) + _difference(decoded - seen, words), class_="close"),
    )


def _part(title: str, note: str, content: str, caption: str = "", class_: str = "") -> str:
    heading = tag("h2", text(title), " ", tag("small", text(note)))
    return tag("section", heading, content, tag("p", text(caption), class_="caption") if caption else "", class_=f"part {class_}".strip())


def _figures(close: measures.Figures, standing: Standing, words: Words) -> str:
    rows = [
        ("error_per_ink", words.number(close.error_per_ink, ".1%")),
        ("mse", words.number(close.mse, ".4f")),
        ("bce", words.number(close.bce, ".4f")),
        ("floor", words.number(close.floor, ".4f")),
    ]
    table = tag(
        "dl",
        *(
            tag("div", tag("dt", text(words.say(f"story.{name}"))), tag("dd", text(value)), title=words.say(f"story.{name}_help"))
            for name, value in rows
        ),
    )
    if isinstance(standing, str):
        return table + tag("p", text(words.say(f"story.{standing}")), class_="quiet")
    sentence = tag("p", text(_standing(standing.better_than(close.error_per_ink), words)), class_="standing")
    note = tag("p", text(words.say("story.about_copies")), class_="quiet", title=words.say("story.about_copies_help"))
    return table + sentence + note


def _standing(share: float, words: Words) -> str:
    """How the error compares with those of the test digits, of which a `share` from 0 to 1 has a larger one.

    Without praise: what is no digit may come back well, too.
    """
    percent = min(99, int(100 * share))
    if percent >= 50:
        return words.say("story.better", percent=percent)
    return words.say("story.worse", percent=min(99, int(100 * (1 - share)))) if percent else words.say("story.worst")


def _difference(values: Array, words: Words) -> str:
    caption = tag("figcaption", text(words.say("story.difference")), tag("small", text(words.say("story.difference_help"))))
    return tag("figure", digit_picture.difference(values, words, 48), caption)
