"""The About page's figures on how good the network is and what it cannot do."""

import numpy as np

from convae import measures
from convae.html.about.figure_parts import SMALL, figure, grey, labelled
from convae.html.about.layer_pictures import DIGIT, Example, digits_at
from convae.html.markup import tag, text
from convae.layers import Array
from convae.words import Words

MANY = 6
"""Pictures side by side."""


def quality(shown: Example, words: Words) -> str:
    """The model's figures on the test digits, as a table."""
    if shown.figures is None:
        return ""
    rows = {
        "bce": words.number(shown.figures.bce, ".4f"),
        "floor": words.number(shown.figures.floor, ".4f"),
        "mse": words.number(shown.figures.mse, ".5f"),
        "error_per_ink": words.number(float(np.median(shown.figures.error_per_ink)), ".1%"),
    }
    heads = {name: tag("th", text(words.say(f"about.quality.{name}")), scope="row") for name in rows}
    return figure(words, "quality", tag("table", *(tag("tr", heads[name], tag("td", text(rows[name]))) for name in rows), class_="figures"))


def others(shown: Example, words: Words) -> str:
    """What the network makes of pictures that are no MNIST digits."""
    seen = {name: picture.astype(np.float32)[..., None] for name, picture in _strangers().items()}
    pairs = []
    for name, picture in seen.items():
        decoded = shown.net.decode(shown.net.encode(picture[None]))[0]
        error = words.number(measures.compare(picture, decoded).error_per_ink, ".0%")
        label = words.say(f"about.others.{name}")
        pairs.append(labelled(_pair(picture, decoded, label, words.say("about.others.alt_copy", name=label)), label, error))
    return figure(words, "others", *pairs)


def invented(shown: Example, words: Words) -> str:
    """Pictures from codes drawn by lot, each number between 0 and the largest that it takes for a digit."""
    largest = shown.net.encode(digits_at(range(100))).max(axis=0)
    codes = np.random.default_rng(0).random((MANY, *largest.shape), np.float32) * largest
    made = enumerate(shown.net.decode(codes), start=1)
    return figure(words, "invented", *(grey(picture, words.say("about.invented.alt", number=at), SMALL) for at, picture in made))


def worst(shown: Example, words: Words) -> str:
    """The test digits that come back worst, each above its copy."""
    if shown.figures is None:
        return ""
    indices = shown.figures.worst(MANY)
    seen = digits_at(indices)
    decoded = shown.net.decode(shown.net.encode(seen))
    pairs = (
        _pair(x, y, words.say("about.worst.alt_seen", index=index), words.say("about.worst.alt_copy", index=index))
        for index, x, y in zip(indices, seen, decoded, strict=True)
    )
    return figure(words, "worst", *pairs, error=shown.figures.error_per_ink[indices[0]])


def dead(shown: Example, words: Words) -> str:
    """How many numbers of the code are 0 for every test digit."""
    return tag("p", text(words.say("about.dead.here", dead=shown.figures.dead_code_units))) if shown.figures else ""


def _pair(seen: Array, decoded: Array, alt_seen: str, alt_copy: str) -> str:
    return tag("div", grey(seen, alt_seen, SMALL), grey(decoded, alt_copy, SMALL), class_="pair")


def _strangers() -> dict[str, Array]:
    """Pictures of 28×28 that MNIST does not have: the page's digit mirrored and with paper for ink, stripes, noise."""
    digit = digits_at([DIGIT])[0, ..., 0]
    rows, columns = np.indices(digit.shape)
    noise = np.random.default_rng(0).random(digit.shape)
    return {"mirrored": digit.T, "inverted": 1 - digit, "stripes": ((rows + columns) // 2 % 2).astype(float), "noise": noise}
