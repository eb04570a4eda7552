"""What a visitor compares: which two, and what they share."""

import random
from collections.abc import Sequence
from contextlib import suppress
from typing import Literal

import streamlit as st

from convae import digits
from convae.history import History
from convae.network import ModelFileError
from convae.ui import model_library
from convae.ui.model_choice import called
from convae.ui.number_field import number_field
from convae.ui.segmented_choice import one_of
from convae.ui.state import session
from convae.ui.typed_number import Bounds
from convae.viewed.comparison import Kind, Side
from convae.viewed.model import Model
from convae.viewed.viewed_digit import Digit, mnist_digit
from convae.words import Words

OTHER_DIGIT = 17
"""The test digit that the visitor's is compared with at first: a 7, as the one that the first page opens on."""


def choose(kind: Kind, words: Words) -> tuple[Side, Side] | None:
    """Ask for what the two differ in, and for what they share; None where there are no two to choose from.

    Raises:
        ModelFileError: a model that was chosen cannot be opened any more.
    """
    return {"models": _models, "moments": _moments, "digits": _digits}[kind](words)


def _models(words: Words) -> tuple[Side, Side] | None:
    names = model_library.choices()
    if len(names) < 2:
        return None
    first = _model("A", names, "compare_a_model", words, at=names.index(model_library.current().name))
    second = _model("B", [name for name in names if name != first], "compare_b_model", words)
    digit = _digit(words.say("compare.digit"), "compare_digit", words)
    a, b = (Side(called(name, words), model_library.named(name), digit) for name in (first, second))
    return a, b


def _moments(words: Words) -> tuple[Side, Side] | None:
    pasts = _pasts()
    if not pasts:
        return None
    names = list(pasts)
    now = model_library.current().name
    name = _model(words.say("compare.model"), names, "compare_past_model", words, at=names.index(now) if now in names else 0)
    model, history = model_library.named(name), pasts[name]
    first, second = (_moment(letter, model, history, words) for letter in "AB")
    digit = _digit(words.say("compare.digit"), "compare_digit", words)
    a, b = (Side(_called(history, moment, words), model, digit, moment) for moment in (first, second))
    return a, b


def _pasts() -> dict[str, History]:
    """The histories of all models that have one; a model that cannot be opened has none."""
    pasts = {}
    for name in model_library.choices():
        with suppress(ModelFileError):
            if history := model_library.named(name).history:
                pasts[name] = history
    return pasts


def _digits(words: Words) -> tuple[Side, Side]:
    names = model_library.choices()
    now = names.index(model_library.current().name)
    model = model_library.named(_model(words.say("compare.model"), names, "compare_model", words, at=now))
    first = _digit("A", "compare_a_digit", words)
    second = _digit("B", "compare_b_digit", words, "test")
    a, b = (Side(digit.title(words), model, digit) for digit in (first, second))
    return a, b


def _model(label: str, names: Sequence[str], key: str, words: Words, at: int = 0) -> str:
    """Ask for one of the models; it begins with the one that was chosen before, else with the one `at` an index."""
    chosen, now = session().compared, model_library.current().name
    known = chosen.get(f"{key}_{now}")
    chosen[f"{key}_{now}"] = answer = st.selectbox(
        label,
        names,
        index=names.index(known) if known in names else at,
        key=f"{key}_{now}_{words.language}",
        format_func=lambda name: called(name, words),
        filter_mode=None,
        width=190,
    )
    return answer


def _moment(letter: str, model: Model, history: History, words: Words) -> int | None:
    """Ask for a moment of the training: A begins after the first epoch, B with the network as it is now."""
    last, chosen, key = len(history.steps) - 1, session().compared, f"compare_{letter}_{model.digest}"
    first = next((at for at in range(last) if history.epoch(at) >= 1), 0)
    chosen[key] = answer = st.select_slider(
        letter,
        range(last + 1),
        chosen.get(key, last if letter == "B" else first),
        key=f"{key}_{words.language}",
        format_func=lambda moment: _called(history, moment, words),
        width=220,
    )
    return None if answer == last else answer


def _called(history: History, moment: int | None, words: Words) -> str:
    """A moment of a training as people say it: before training, then in steps, from the first epoch on in epochs."""
    at = len(history.steps) - 1 if moment is None else moment
    step, epoch = int(history.steps[at]), history.epoch(at)
    if not step:
        return words.say("compare.before")
    # With what has gone by since a whole one, for a slider takes two moments of one name for one.
    return words.say("compare.step", step=step) if epoch < 1 else words.say("compare.epoch", epoch=round(epoch, 2))


def _digit(label: str, key: str, words: Words, begin: Literal["own", "test"] = "own") -> Digit:
    """Ask for a digit: the one in sight on the first page, or one of the test digits."""
    with st.container(key=f"{key}_choice", width="content", gap="xxsmall"):
        st.caption(label)
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            which = one_of(label, ("own", "test"), begin, f"{key}_which", lambda which: words.say(f"compare.{which}"))
            if which == "own":
                return session().digit
            chosen, bounds = session().compared, Bounds(0, len(digits.load_test()[1]) - 1, 1)
            first = chosen.setdefault(key, OTHER_DIGIT if begin == "test" else session().gallery.picked)
            number_field(
                words.say("pick.index"),
                first,
                bounds,
                f"{key}_index",
                words,
                width=150,
                bare=True,
                on_change=lambda index: chosen.update({key: int(index)}),
            )
            st.button(words.say("pick.random"), key=f"{key}_random", icon=":material/shuffle:", on_click=_at_random, args=(key, bounds))
    return mnist_digit(chosen[key])


def _at_random(key: str, bounds: Bounds) -> None:
    session().compared[key] = random.randint(int(bounds.least), int(bounds.most))
