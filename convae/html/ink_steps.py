"""How a drawing or a picture became the 28×28 that the network sees, step by step."""

from convae import ink, pictures
from convae.html.markup import image, tag, text
from convae.ink.mnist_pen import CENTRE, FIELD
from convae.words import Words, times

SIDE = 168
"""CSS pixels of the longer side of a step: six for each of the 28."""
PLACE = "from-ink-to-28"
"""Where on the page the steps are."""


def view(done: ink.Steps, words: Words) -> str:
    """The ink in its box, the box scaled to 20 with its centre of mass, and where that came to lie, as HTML."""
    height, width = done.ink.shape
    top, left, bottom, right = done.box
    tall, wide = done.scaled.shape
    middle = done.centre[0] + 0.5, done.centre[1] + 0.5
    drawing = pictures.single(done.ink)
    scale = SIDE / max(height, width)
    shown = round(width * scale), round(height * scale)
    figures = [
        _step(
            "box",
            image(drawing, words.say("steps.alt_box"), *shown) + _frame(top / height, left / width, bottom / height, right / width),
            words,
        ),
        _step(
            "scaled",
            image(pictures.single(done.scaled), words.say("steps.alt_scaled", height=tall, width=wide), 6 * wide, 6 * tall)
            + _cross(middle[0] / tall, middle[1] / wide),
            words,
            times((tall, wide)),
        ),
        _step(
            "placed",
            image(pictures.single(done.image), words.say("steps.alt_placed"), SIDE, SIDE) + _cross(*[(CENTRE + 0.5) / FIELD] * 2),
            words,
            times(done.image.shape),
        ),
    ]
    return tag(
        "section",
        tag("h2", text(words.say("steps.title")), id=PLACE),
        tag("div", *figures, class_="steps"),
        tag("p", text(words.say("steps.why"))),
    )


def _step(name: str, picture: str, words: Words, note: str = "") -> str:
    caption = tag("figcaption", text(words.say(f"steps.{name}")), tag("small", text(note)))
    return tag("figure", tag("div", picture, class_="framed"), caption)


def _frame(top: float, left: float, bottom: float, right: float) -> str:
    """A frame over a picture, its edges given as shares of the picture's height and width."""
    return tag("i", class_="frame", style=f"top:{top:.2%};left:{left:.2%};height:{bottom - top:.2%};width:{right - left:.2%}")


def _cross(down: float, across: float) -> str:
    """A cross over a picture, its place given as shares of the picture's height and width."""
    return tag("i", class_="cross", style=f"top:{down:.2%};left:{across:.2%}")
