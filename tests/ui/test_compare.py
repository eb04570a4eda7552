"""The page that puts two side by side: what it compares, and that every figure is the one that the network gives."""

import re

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

import handmade
from convae import channels, digits, measures
from convae.ui import models
from convae.ui.compare import choices
from convae.ui.compare.figures import verdict
from convae.ui.compare.grid import comparable
from convae.ui.compare.sides import Outcome, Side
from convae.ui.model import Model
from convae.ui.state import Session
from convae.ui.subject import Subject
from convae.words import of

EN = of("en")
DIGIT = digits.load_test()[0][0].astype(np.float32) / 255


def opened(kind: str = "models", session: Session | None = None, language: str = "en") -> AppTest:
    """The page itself, comparing one kind."""

    def script(language: str) -> None:
        from convae import words
        from convae.ui import compare

        compare.page(words.of(language))

    at = AppTest.from_function(script, args=(language,), default_timeout=60)
    if session is not None:
        at.session_state["convae"] = session
    at.session_state["compare_kind"] = kind
    return run(at)


def run(at: AppTest) -> AppTest:
    at.run()
    assert not at.exception, at.exception
    return at


def html(at: AppTest) -> str:
    return "\n".join(element.proto.body for element in at.get("html"))


def line(at: AppTest, name: str) -> list[str]:
    """The three numbers in the table's line called `name`."""
    (cells,) = re.findall(rf'<th scope="row">{name}</th>(.*?)</tr>', html(at))
    return re.findall(r"<td[^>]*>(.*?)</td>", cells)


def better(at: AppTest, name: str) -> list[bool]:
    (cells,) = re.findall(rf'<th scope="row">{name}</th>(.*?)</tr>', html(at))
    return ['class="better"' in cell for cell in re.findall(r"<td.*?</td>", cells)]


def sentence(at: AppTest) -> str:
    (said,) = re.findall(r'class="verdict">(.*?)<', html(at))
    return said


def outcome(model: Model, digit: np.ndarray, name: str = "x", moment: int | None = None) -> Outcome:
    side = Side(name, model, Subject(digit, name), moment)
    return Outcome(side, side.net.run(digit))


def own(layers: list[handmade.Entry], name: str = "uploaded") -> Model:
    return Model(name, handmade.model_file(layers))


@pytest.fixture
def quick(monkeypatch) -> None:
    """The visitor's own models need no measuring here."""
    monkeypatch.setattr(measures, "measure", lambda *_: measures.ModelFigures("", 0.25, 0.06, 0.125, 0, (0.1,)))
    monkeypatch.setattr(channels, "measure", lambda *_, **__: None)


def test_two_models_are_compared_on_the_digit_of_the_first_page():
    at = opened()
    close = [measures.compare(DIGIT[..., None], models.shipped(name).net.run(DIGIT)[-1].values) for name in ("classic", "sharp")]
    assert line(at, "squared error") == [f"{close[0].mse:.4f}", f"{close[1].mse:.4f}", f"−{close[0].mse - close[1].mse:.4f}"]
    points = 100 * (close[0].error_per_ink - close[1].error_per_ink)
    assert line(at, "error per ink") == [*(f"{each.error_per_ink:.1%}" for each in close), f"−{points:.1f} pp"]
    assert better(at, "error per ink") == [False, True, False]
    assert sentence(at) == f"B (sharp) makes {1 - close[1].mse / close[0].mse:.0%} less squared error than A (classic) on this digit."


def test_sharp_has_the_same_128_numbers_and_copies_the_test_digits_better():
    at = opened()
    assert line(at, "numbers") == ["128", "128", "0"]
    assert line(at, "parameters") == ["4,385", "18,257", "+13,872"]
    stored = [models.shipped(name).figures() for name in ("classic", "sharp")]
    assert line(at, "cross-entropy, 10,000 digits")[:2] == [f"{each.bce:.4f}" for each in stored]
    assert better(at, "cross-entropy, 10,000 digits") == [False, True, False]


def test_another_model_can_be_chosen_and_never_the_same_one_twice(quick):
    at = opened(session=Session(own={"uploaded": own(handmade.autoencoder((3, 2, 4)))}))
    at.selectbox(key="compare_a_model").set_value("sharp")
    run(at)
    assert at.selectbox(key="compare_b_model").options == ["classic", "yours, uploaded"]
    at.selectbox(key="compare_b_model").set_value("uploaded")
    run(at)
    assert line(at, "parameters")[0] == "18,257"
    assert "B (yours, uploaded) makes" in sentence(at)


def test_the_numbers_of_two_models_codes_are_not_subtracted():
    assert "Two networks, two languages" in html(opened("models"))
    assert "Two networks, two languages" not in html(opened("digits"))


def test_two_moments_of_a_training_are_the_network_as_it_was_then():
    at = opened("moments")
    model = models.shipped()
    late = len(model.history.steps) - 5
    at.select_slider(key=f"compare_A_{model.digest}").set_value(0)
    at.select_slider(key=f"compare_B_{model.digest}").set_value(late)
    run(at)
    close = [measures.compare(DIGIT[..., None], model.at(moment).run(DIGIT)[-1].values) for moment in (0, late)]
    assert line(at, "cross-entropy")[:2] == [f"{each.bce:.4f}" for each in close]
    assert line(at, "steps") == ["0", f"{model.history.steps[late]:,}", f"+{model.history.steps[late]:,}"]
    assert line(at, "loss") == ["–", f"{model.history.loss(late):.4f}", "–"]
    assert "A (before training)" in sentence(at)


def test_moments_begin_with_the_first_epoch_and_the_trained_network():
    at = opened("moments", language="pt")
    model = models.shipped()
    now = measures.compare(DIGIT[..., None], model.net.run(DIGIT)[-1].values)
    assert line(at, "entropia cruzada")[1] == of("pt").number(now.bce, ".4f")
    assert "(época 150)" in sentence(at)
    assert "(época 1)" in sentence(at)


def test_two_digits_are_told_apart_by_their_codes_and_pixels():
    at = opened("digits")
    images, other = digits.load_test()[0], choices.OTHER_DIGIT
    net = models.shipped().net
    a, b = (images[index].astype(np.float32) / 255 for index in (0, other))
    codes = measures.alike(*(net.encode(each[None, ..., None]) for each in (a, b)))
    assert f"alike to {codes:.2f}, the digits to {measures.alike(a, b):.2f}" in sentence(at)
    assert f"MNIST test digit no. {other}, labelled 7" in html(at)


def test_a_digit_can_be_given_by_its_number_or_left_to_chance(monkeypatch):
    at = opened("digits")
    at.number_input(key="compare_b_digit_index").set_value(4)
    run(at)
    assert "test digit no. 4, labelled 4" in html(at)
    monkeypatch.setattr(choices.random, "randint", lambda low, high: high)
    at.button(key="compare_b_digit_random").click()
    run(at)
    assert "test digit no. 9999, labelled 6" in html(at)


def test_the_digit_is_the_visitors_own_where_there_is_one():
    ink = np.zeros((28, 28), np.float32)
    ink[4:24, 13:15] = 1
    at = opened(session=Session(image=ink))
    close = measures.compare(ink[..., None], models.shipped().net.run(ink)[-1].values)
    assert line(at, "squared error")[0] == f"{close.mse:.4f}"
    assert "your digit" in html(at)


def test_a_model_without_a_copy_is_compared_by_its_code_alone(quick):
    at = opened(session=Session(model="uploaded", own={"uploaded": own(handmade.encoder())}))
    assert "This network stops at the code" in html(at)
    assert line(at, "squared error")[0] == "–"
    assert sentence(at) == "One of the two makes no copy, so there is nothing to measure them by."
    assert len(line(at, "numbers")) == 3


def test_a_code_that_is_a_flat_row_is_compared_too(quick):
    layers = [handmade.conv("conv1", 4, strides=[4, 4]), handmade.flatten("code")]
    at = opened("digits", Session(model="uploaded", own={"uploaded": own(layers)}))
    assert "The code of B minus that of A" in html(at)


def test_with_one_model_or_no_history_the_page_says_what_to_do(tmp_path, monkeypatch, quick):
    monkeypatch.setattr(models, "FOLDER", tmp_path)
    (tmp_path / "classic.keras").write_bytes(handmade.model_file(handmade.autoencoder((3, 2, 4))))
    assert [each.value for each in opened("models").info] == [EN.say("compare.no_models")]
    assert [each.value for each in opened("moments").info] == [EN.say("compare.no_moments")]
    assert "cosine similarity" in sentence(opened("digits"))


@pytest.mark.parametrize("kind", ["models", "moments", "digits"])
def test_a_model_that_cannot_be_opened_is_one_sentence(tmp_path, monkeypatch, quick, kind):
    monkeypatch.setattr(models, "FOLDER", tmp_path)
    (tmp_path / "classic.keras").write_bytes(handmade.model_file(handmade.autoencoder((3, 2, 4))))
    (tmp_path / "sharp.keras").write_bytes(b"no model")
    at = opened(kind)
    assert not at.exception
    assert [("cannot be read as a .keras model" in each.value) for each in at.error] == ([] if kind == "digits" else [True])


def test_only_the_codes_of_one_model_can_be_compared():
    classic, sharp = models.shipped(), models.shipped("sharp")
    assert comparable(outcome(classic, DIGIT), outcome(classic, DIGIT, moment=3))
    assert not comparable(outcome(classic, DIGIT), outcome(sharp, DIGIT))


def test_two_copies_that_are_the_same_are_said_to_be():
    one = outcome(models.shipped(), DIGIT)
    assert verdict(one, one, EN) == "A and B copy this digit equally well."


def test_a_rougher_copy_is_said_to_be():
    a, b = (outcome(models.shipped(name), DIGIT, name) for name in ("sharp", "classic"))
    first, second = (measures.compare(each.seen, each.copy).mse for each in (a, b))
    assert verdict(a, b, EN) == f"B (classic) makes {second / first - 1:.0%} more squared error than A (sharp) on this digit."
