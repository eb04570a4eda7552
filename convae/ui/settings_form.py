"""What to train: the settings, with the recipe of the model as what they begin with."""

import os
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import urlsplit

import streamlit as st

from convae import digits
from convae.recipes import BOUNDS, RECIPES, Recipe, Schedule
from convae.trainer import Job, Upload
from convae.ui.choice import one_of
from convae.ui.runs import trainer
from convae.ui.state import session
from convae.words import Words

Data = Literal["bundled", "full", "own"]
"""Which digits: those that come with convae, all of MNIST, or a file of the visitor's."""

CACHED = Path("~/.keras/datasets/mnist.npz")
"""Where Keras keeps all of MNIST once it has downloaded it."""
HERE = ("localhost", "127.0.0.1", "::1")
"""What a computer calls itself."""
MEGABYTES = 64
MINUTES = float(os.environ.get("CONVAE_TRAINING_MINUTES", "10"))
"""How long a run may take; who hosts the app can set it."""
EPOCHS = 20
"""How many epochs the form begins with: a minute or two, and digits come back."""
OWN = "own"
WIDEST = int(BOUNDS["decoder"][1])


def panel(words: Words) -> None:
    """Ask for the settings, and start a run with them."""
    left, right = st.columns(2, gap="large")
    with left:
        models = [*RECIPES, OWN]
        model = one_of(words.say("train.model"), models, models[0], "train_model", lambda name: words.say(f"train.model_{name}"))
        decoder = _decoder(words) if model == OWN else RECIPES[model].decoder
        st.caption(words.say(f"train.model_{model}_says"))
        data = one_of(words.say("train.data"), _choices(), "bundled", "train_data", lambda data: words.say(f"train.data_{data}"))
        if data == "full" and not _cached():
            st.caption(words.say("train.download"))
        upload = _upload(words) if data == "own" else None
    with right:
        recipe = _recipe(RECIPES.get(model, RECIPES["classic"]), decoder, words)
    st.button(
        words.say("train.start"),
        key="start_training",
        type="primary",
        disabled=data == "own" and upload is None,
        on_click=lambda: trainer().start(session().visitor, Job(recipe, _source(data, upload), MINUTES)),
    )
    st.caption(words.say("train.limits", minutes=MINUTES))


def _recipe(first: Recipe, decoder: tuple[int, int, int], words: Words) -> Recipe:
    """The settings that are numbers, in two columns."""
    left, right = st.columns(2, gap="medium")
    with left:
        epochs = _number("epochs", EPOCHS, 1, words)
        rate = _number("rate", first.rate, 0.001, words, "%.5f")
        noise = _number("noise", first.noise, 0.05, words, "%.2f")
    with right:
        batch = _number("batch", first.batch, 8, words)
        schedule: Schedule = st.selectbox(
            words.say("train.schedule"),
            get_args(Schedule),
            format_func=lambda which: words.say(f"train.schedule_{which}"),
            key=f"train schedule {words.language}",
            help=words.say("train.schedule_help"),
        )
        seed = _number("seed", first.seed, 1, words)
    return Recipe(decoder, int(epochs), rate, int(batch), schedule, noise, int(seed))


def _number(name: str, first: float, step: float, words: Words, form: str | None = None) -> float:
    """One setting within its bounds, as long as its page is not left for good."""
    least, most = BOUNDS[name]
    kind = type(step)
    number: float = st.number_input(
        words.say(f"train.{name}"),
        kind(least),
        kind(most),
        value=kind(first),
        step=step,
        format=form,
        key=f"train {name} {first}",
        help=words.say(f"train.{name}_help"),
        persist_state="session",
    )
    return number


def _decoder(words: Words) -> tuple[int, int, int]:
    """The filters of conv4, conv5 and conv6."""
    columns = st.columns(3, gap="small")
    layers = ("conv4", "conv5", "conv6")
    first = RECIPES["classic"].decoder
    one, two, three = (
        int(
            column.number_input(words.say("train.filters", layer=layer), 1, WIDEST, value, 1, key=f"train {layer}", persist_state="session")
        )
        for column, layer, value in zip(columns, layers, first, strict=True)
    )
    return one, two, three


def _choices() -> list[Data]:
    """Which digits there are: all of MNIST where it lies on this computer, or may be downloaded."""
    return ["bundled", *(("full",) if _cached() or _at_home() else ()), "own"]


def _cached() -> bool:
    return CACHED.expanduser().is_file()


def _at_home() -> bool:
    """Whether the visitor sits at the computer that the app runs on; for others, elsewhere, nothing is downloaded.

    The address is what the browser says, and could be made up; where the connection comes from could not, unless somebody passes it
    on, who says for whom.
    """
    passed_on = any(name in st.context.headers for name in ("X-Forwarded-For", "Forwarded"))
    return urlsplit(st.context.url or "").hostname in HERE and st.context.ip_address is None and not passed_on


def _upload(words: Words) -> Upload | None:
    file = st.file_uploader(words.say("train.upload"), type="npz", max_upload_size=MEGABYTES, key="train_file")
    return file and Upload(file.name, file.getvalue())


def _source(data: Data, upload: Upload | None) -> Path | Upload | None:
    if data == "own" and upload:
        return upload
    if data == "full":
        return CACHED.expanduser() if _cached() else None
    return digits.BUNDLED
