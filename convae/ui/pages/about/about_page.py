"""The About page: the whole story of the network, told with its own pictures."""

import re
from collections.abc import Callable
from functools import partial
from math import ceil
from pathlib import Path

import streamlit as st

from convae import network
from convae.html import style
from convae.html.about import layer_pictures as drawn
from convae.html.about import limits, worked_examples
from convae.html.about.layer_pictures import Example
from convae.html.markup import tag, text
from convae.recipes import FIRST, RECIPES, WARM_UP
from convae.ui import model_library
from convae.words import Words, times

_CSS = Path(__file__).with_name("about.css")
_LOOKS = f"<style>{style.sheet('about')}{_CSS.read_text(encoding='utf-8')}</style>"
KERAS = Path(__file__).with_name("about_keras.txt").read_text(encoding="utf-8")
"""The lines of Keras that build and compile `classic`; `tests/ui/pages/about/test_about_page.py` holds them to it."""
RECIPE = RECIPES[FIRST]
DIGITS = 60_000
"""Training digits of MNIST."""
FACTS = {
    "epochs": RECIPE.epochs,
    "batch": RECIPE.batch,
    "warm_up": WARM_UP,
    "peak": RECIPE.rate,
    "digits": DIGITS,
    "parameters": 4_385,
    "updates": RECIPE.epochs * ceil(DIGITS / RECIPE.batch),
}
"""What the sentences of the page may mention."""
CHAPTERS = ("idea", "encoder", "decoder", "training", "quality", "cannot", "same", "keras")
"""The keys of the headings of the second level, in order."""
ENCODER = ("input", "conv1", "pool1", "conv2", "pool2", "conv3")
DECODER = ("code", "conv4", "up1", "conv5", "up2", "conv6", "up3", "output")
LAYERS = {*ENCODER, "flatten", *DECODER}

Figure = Callable[[Example, Words], str]


def page(words: Words) -> None:
    """The story in one column, and the lines of Keras that it ends with."""
    st.html(_LOOKS)
    st.html(tag("article", *_story(_example(), words), class_="about"))
    with st.container(key="about_keras"):
        st.code(KERAS, language="python")


def _example() -> Example | None:
    """The model that comes with the app, with its figures; None where there is none, or one with other layers than the story's."""
    try:
        model = model_library.shipped()
    except network.ModelFileError:
        return None
    known = {layer.name for layer in model.net.stages}
    return Example(model.net, model.figures()) if known == LAYERS else None


def _story(shown: Example | None, words: Words) -> list[str]:
    def tell(key: str, *figures: Figure) -> str:
        return _section(key, figures, shown, words)

    return [
        _top(words, "here" if shown else "missing"),
        tell("idea", drawn.overview),
        tell("encoder", partial(drawn.funnel, names=ENCODER, key="encoder")),
        tell("conv1", _convolution, drawn.filters),
        tell("relu", drawn.relu),
        tell("pool1", _pooling),
        tell("conv2", partial(drawn.before_and_after, names=("pool1", "conv2"))),
        tell("pool2", partial(_windows, layer="pool2")),
        tell("conv3", partial(_windows, layer="conv3")),
        tell("code", drawn.row_and_maps),
        tell("decoder", partial(drawn.funnel, names=DECODER, key="decoder")),
        tell("upsampling", _there_and_back),
        tell("conv6"),
        tell("output", drawn.copy),
        tell("training"),
        tell("quality", limits.quality),
        tell("measures"),
        tell("cannot"),
        tell("classifier"),
        tell("others", limits.others),
        tell("generator", limits.invented),
        tell("rare", limits.worst),
        tell("compression"),
        tell("dead", limits.dead),
        tell("same"),
        worked_examples.sizes(words),
        tell("reshape"),
        tell("keras"),
    ]


def _top(words: Words, which: str) -> str:
    """The title, the first sentences, and what is on the page."""
    links = (tag("li", tag("a", _prose(words.say(f"about.{key}.title")), href=f"#about-{key}")) for key in CHAPTERS)
    return "".join(
        (
            tag("h1", text(words.say("about.top.title"))),
            tag("p", text(f"{words.say('about.top.text')} {words.say(f'about.top.{which}')}")),
            tag("nav", tag("ul", *links), aria_label=words.say("about.top.contents")),
        )
    )


def _section(key: str, figures: tuple[Figure, ...], shown: Example | None, words: Words) -> str:
    """A heading, if the key has one, the paragraphs under the key, and the figures where there is a network to make them."""
    parts = []
    if (title := f"about.{key}.title") in words.sentences:
        level = "h2" if key in CHAPTERS else "h3"
        parts.append(tag(level, _prose(words.say(title)), _note(key, shown, words), id=f"about-{key}"))
    parts += (tag("p", _prose(paragraph)) for paragraph in words.say(f"about.{key}.text", **FACTS).strip().split("\n\n"))
    parts += (figure(shown, words) for figure in figures if shown)
    return "".join(parts)


def _note(key: str, shown: Example | None, words: Words) -> str:
    """A layer's shape and parameters, beside the heading that is about it."""
    if shown is None or key not in shown.stages:
        return ""
    layer = shown.stages[key].layer
    parameters = f" · {words.say('network.parameters_of', parameters=layer.parameters)}" if layer.parameters else ""
    return " " + tag("small", text(times(layer.output_shape) + parameters))


def _prose(paragraph: str) -> str:
    """A sentence as HTML: `code` in backticks, *emphasis* between asterisks."""
    return re.sub(r"\*(.+?)\*", r"<em>\1</em>", re.sub(r"`(.+?)`", r"<code>\1</code>", text(paragraph)))


def _convolution(shown: Example, words: Words) -> str:
    return worked_examples.convolution(shown.stages["input"].values, shown.stages["conv1"].layer, words)


def _pooling(shown: Example, words: Words) -> str:
    return worked_examples.pooling(shown.stages["conv1"], words)


def _there_and_back(shown: Example, words: Words) -> str:
    return worked_examples.there_and_back(shown.stages["conv1"], words)


def _windows(shown: Example, words: Words, layer: str) -> str:
    return worked_examples.windows(shown.stages[layer].layer, layer, words)
