"""The field for a number: what it understands, what it says of what it does not, and that nothing typed is lost."""

import ast
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from app_page import typed
from convae import words
from convae.recipes import BOUNDS
from convae.ui.pages.train.settings_form import STEPS
from convae.ui.state import Session
from convae.ui.typed_number import Bounds, NumberError, Typed
from processes import ROOT
from source_words import SOURCES

EN, PT = words.of("en"), words.of("pt")
RATE, EPOCHS = Bounds(*BOUNDS["rate"], STEPS["rate"]), Bounds(*BOUNDS["epochs"], STEPS["epochs"])
NONSENSE = [None, "x", 5, [1], {"typed": 5}, {"typed": {}}, {"typed": {"text": 5, "turn": 1}}, {"typed": {"text": "1", "turn": "x"}}]


class Field:
    """A page with one field, for the learning rate."""

    def __init__(self) -> None:
        def script() -> None:
            import streamlit as st

            from convae import words
            from convae.ui.number_field import number_field
            from convae.ui.typed_number import Bounds

            state = st.session_state
            bounds, taken = Bounds(1e-5, 0.1, 0.001), state.taken
            if state.page == "train":
                number_field("Rate", state.first, bounds, "rate", words.of(state.language), on_change=taken.append)

        self.at = AppTest.from_function(script, default_timeout=60)
        self.taken: list[float] = []
        self.set(language="pt", first=0.01, page="train", taken=self.taken)

    def set(self, **values: object) -> Typed:
        for name, value in values.items():
            self.at.session_state[name] = value
        self.at.run()
        assert not self.at.exception, self.at.exception
        return self.now

    def type(self, text: str, turn: int = 1) -> Typed:
        return self.set(rate=typed(text, turn))

    @property
    def now(self) -> Typed:
        state: Session = self.at.session_state["convae"]
        return state.numbers["rate"]


@pytest.mark.parametrize("text", ["0,005", "0.005", " 5e-3 "])
def test_a_number_that_is_understood_is_written_as_the_language_does(text):
    field = Field()
    now = field.type(text)
    assert (now.text, now.value, now.wrong) == ("0,005", 0.005, None)
    assert field.taken == [0.005]


@pytest.mark.parametrize("text", ["abc", "99", "", "0"])
def test_what_is_wrong_stays_as_it_was_typed_beside_the_last_number_that_was_right(text):
    field = Field()
    field.type("0,005")
    now = field.type(text, turn=2)
    assert (now.text, now.value) == (text, 0.005)
    assert now.wrong
    assert field.taken == [0.005]
    assert field.type("0,02", turn=3).wrong is None
    assert field.taken == [0.005, 0.02]


def test_another_language_writes_the_number_anew_and_leaves_what_is_wrong():
    field = Field()
    field.type("0,005")
    assert field.set(language="en").text == "0.005"
    field.type("1.2.3", turn=2)
    assert field.set(language="pt").text == "1.2.3"
    assert field.taken == [0.005]


def test_what_was_typed_is_still_there_after_another_page():
    field = Field()
    field.type("0,005")
    field.set(page="about")
    assert "rate" not in field.at.session_state
    assert field.set(page="train").text == "0,005"


def test_another_number_to_begin_with_takes_the_place_of_what_was_typed():
    field = Field()
    field.type("abc")
    assert field.set(first=0.03).text == "0,03"


def test_what_is_sent_once_is_taken_once():
    field = Field()
    field.type("0,005")
    field.set(first=0.02)
    assert field.now.value == 0.02
    assert field.taken == [0.005]


@pytest.mark.parametrize("told", NONSENSE, ids=repr)
def test_what_no_field_sends_is_passed_over(told):
    assert Field().set(rate=told).text == "0,01"


@pytest.mark.parametrize(
    ("bounds", "text", "english", "portuguese"),
    [
        (RATE, "abc", "“abc” is not a number: type one from 0.00001 to 0.1.", "“abc” não é um número: digite um de 0,00001 a 0,1."),
        (RATE, "99", "“99” is too large: type a number from 0.00001 to 0.1.", "“99” é grande demais: digite um número de 0,00001 a 0,1."),
        (RATE, "-1", "“-1” is too small: type a number from 0.00001 to 0.1.", "“-1” é pequeno demais: digite um número de 0,00001 a 0,1."),
        (RATE, " ", "There is no number here: type one from 0.00001 to 0.1.", "Falta um número aqui: digite um de 0,00001 a 0,1."),
        (
            EPOCHS,
            "1,5",
            "“1,5” is not a whole number: type one from 1 to 10,000.",
            "“1,5” não é um número inteiro: digite um de 1 a 10.000.",
        ),
        (EPOCHS, "x" * 200, "“xxxxxxxxxxxx...xxxxxxxxxxxxx” is not", "“xxxxxxxxxxxx...xxxxxxxxxxxxx” não é"),
    ],
)
def test_one_sentence_says_what_was_found_what_was_expected_and_what_to_do(bounds, text, english, portuguese):
    with pytest.raises(NumberError) as caught:
        bounds.read(text, PT)
    assert str(caught.value).startswith(english)
    assert bounds.sentence(caught.value, EN).startswith(english)
    assert bounds.sentence(caught.value, PT).startswith(portuguese)


@pytest.mark.parametrize("name", BOUNDS)
@given(share=st.floats(0, 1), language=st.sampled_from(["en", "pt"]))
def test_every_number_that_a_setting_may_have_can_be_typed_as_it_is_written(name, share, language):
    bounds, say = Bounds(*BOUNDS[name], STEPS[name]), words.of(language)
    value = bounds.least + share * (bounds.most - bounds.least)
    value = float(round(value)) if bounds.whole else value
    assert bounds.read(say.exact(value), say) == value
    assert bounds.read(bounds.said(value, say), say) == value


@pytest.mark.parametrize(
    ("bounds", "value", "beside"),
    [
        (RATE, 0.01, (0.009, 0.011)),
        (RATE, 0.0015, (0.001, 0.002)),
        (RATE, 0.001, (1e-5, 0.002)),
        (RATE, 1e-5, (1e-5, 0.001)),
        (RATE, 0.1, (0.099, 0.1)),
        (Bounds(0.0, 1.0, 0.05), 0.1, (0.05, 0.15)),
        (Bounds(8, 1024, 8), 130, (128, 136)),
        (Bounds(0, 9999, 1), 0, (0, 1)),
    ],
)
def test_a_step_leads_to_a_round_number_within_the_bounds(bounds, value, beside):
    assert bounds.beside(value) == beside


def test_no_page_has_a_field_that_reads_numbers_in_one_language_alone():
    used = {node.attr for tree in SOURCES.values() for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert used & {"number_input", "data_editor"} == set()


def test_nothing_can_be_typed_before_the_script_listens() -> None:
    html = (ROOT / "convae" / "ui" / "number_field" / "field.html").read_text(encoding="utf-8")
    typed_or_pressed = re.findall(r"<input[^>]*>|<button class=\"(?:less|more)\"[^>]*>", html)
    assert len(typed_or_pressed) == 3
    assert all(" disabled" in each for each in typed_or_pressed)
