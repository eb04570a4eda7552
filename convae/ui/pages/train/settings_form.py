"""What to train: the settings, with the recipe of the model as what they begin with."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

import streamlit as st

from convae import digits
from convae.recipes import BOUNDS, FIRST, OWN, RECIPES, Recipe, Schedule, name_of
from convae.training_jobs import Job, Upload
from convae.ui.number_field import number_field
from convae.ui.segmented_choice import one_of
from convae.ui.state import session
from convae.ui.training_session import trainer
from convae.ui.typed_number import Bounds, Typed
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
STEPS = {"decoder": 1, "epochs": 1, "rate": 0.001, "noise": 0.05, "batch": 8, "seed": 1}
"""How far one step of each setting goes."""


def panel(words: Words) -> None:
    """Ask for the settings, and start a run with them; one that is wrong has to be put right first.

    They begin with those of the last run, which a page that was loaded anew does not know by itself.
    """
    last = trainer().recipe(session().run.visitor)
    left, right = st.columns(2, gap="large")
    with left:
        models = [*RECIPES, OWN]
        before = name_of(last.decoder) if last else models[0]
        model = one_of(words.say("train.model"), models, before, "train_model", lambda name: words.say(f"train.model_{name}"))
        first = last if last and model == before else replace(RECIPES.get(model, RECIPES[FIRST]), epochs=EPOCHS)
        decoder = _decoder(first.decoder, words) if model == OWN else ()
        st.caption(words.say(f"train.model_{model}_says"))
        data = one_of(words.say("train.data"), _choices(), "bundled", "train_data", lambda data: words.say(f"train.data_{data}"))
        if data == "full" and not _cached():
            st.caption(words.say("train.download"))
        upload = _upload(words) if data == "own" else None
    with right:
        numbers, schedule = _settings(first, words)
    ready = not any(each.wrong for each in (*decoder, *numbers.values())) and (data != "own" or upload is not None)
    # Not by what the last page knew, as a callback would: a number that was typed just before the click counts.
    if st.button(words.say("train.start"), key="start_training", type="primary", disabled=not ready):
        recipe = _recipe(first, decoder, numbers, schedule)
        trainer().start(session().run.visitor, Job(recipe, _source(data, upload), MINUTES))
        st.rerun()
    st.caption(words.say("train.limits", minutes=MINUTES))


def _recipe(first: Recipe, decoder: Sequence[Typed], numbers: Mapping[str, Typed], schedule: Schedule) -> Recipe:
    """The `first` recipe with what the visitor has set."""
    chosen: dict[str, Any] = {name: type(STEPS[name])(each.value) for name, each in numbers.items()}
    if decoder:
        chosen["decoder"] = tuple(int(each.value) for each in decoder)
    return replace(first, schedule=schedule, **chosen)


def _settings(first: Recipe, words: Words) -> tuple[dict[str, Typed], Schedule]:
    """The settings of the training, in two columns: those that are numbers, by their names, and the schedule."""
    left, right = st.columns(2, gap="medium")
    with left:
        numbers = {name: _number(name, getattr(first, name), words) for name in ("epochs", "rate", "noise")}
    with right:
        numbers["batch"] = _number("batch", first.batch, words)
        schedule: Schedule = st.selectbox(
            words.say("train.schedule"),
            get_args(Schedule),
            get_args(Schedule).index(first.schedule),
            format_func=lambda which: words.say(f"train.schedule_{which}"),
            filter_mode=None,
            key=f"train schedule {words.language}",
            help=words.say("train.schedule_help"),
        )
        numbers["seed"] = _number("seed", first.seed, words)
    return numbers, schedule


def _number(name: str, first: float, words: Words) -> Typed:
    """One setting within its bounds, which begins with that of the `first` recipe."""
    return number_field(
        words.say(f"train.{name}"),
        first,
        Bounds(*BOUNDS[name], STEPS[name]),
        f"train {name} {first}",
        words,
        about=words.say(f"train.{name}_help"),
        until="number.blocks",
    )


def _decoder(first: tuple[int, ...], words: Words) -> tuple[Typed, ...]:
    """The filters of conv4, conv5 and conv6."""
    bounds, filled = Bounds(*BOUNDS["decoder"], STEPS["decoder"]), []
    for column, layer, filters in zip(st.columns(3, gap="small"), ("conv4", "conv5", "conv6"), first, strict=True):
        with column:
            label = words.say("train.filters", layer=layer)
            filled.append(number_field(label, filters, bounds, f"train {layer}", words, until="number.blocks"))
    return tuple(filled)


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
    # Of any type: what cannot be read is named by what is in it, in the visitor's language.
    file = st.file_uploader(words.say("train.upload", limit=MEGABYTES), max_upload_size=MEGABYTES, key="train_file")
    return Upload(file.name, file.getvalue()) if file else None


def _source(data: Data, upload: Upload | None) -> Path | Upload | None:
    if data == "own" and upload:
        return upload
    if data == "full":
        return CACHED.expanduser() if _cached() else None
    return digits.BUNDLED
