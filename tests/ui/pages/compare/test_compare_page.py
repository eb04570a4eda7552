"""The page that puts two side by side: what it compares, and that every figure is the one that the network gives."""

import base64
import re
from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

import handmade
from app_page import typed
from convae import channels, digits, measures
from convae.history import History
from convae.ui import model_library
from convae.ui.pages.compare import choices
from convae.ui.pages.compare.verdict import verdict, yardstick
from convae.ui.state import Models, Session
from convae.viewed.comparison import Outcome, Side, comparable
from convae.viewed.model import Model
from convae.viewed.viewed_digit import Digit
from convae.words import of

EN = of("en")
DIGIT = digits.load_test()[0][0].astype(np.float32) / 255


def opened(kind: str = "models", session: Session | None = None, language: str = "en") -> AppTest:
    """The page itself, comparing one kind."""

    def script(language: str) -> None:
        from convae import words
        from convae.ui.pages.compare import compare_page

        compare_page.page(words.of(language))

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
    side = Side(name, model, Digit(digit, "draw.title"), moment)
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
    close = [measures.compare(DIGIT[..., None], model_library.shipped(name).net.run(DIGIT)[-1].values) for name in ("classic", "sharp")]
    assert line(at, "squared error") == [
        f"{close[0].mse:.5f}",
        f"{close[1].mse:.5f}",
        f"−{round(close[0].mse, 5) - round(close[1].mse, 5):.5f}",
    ]
    points = round(100 * close[0].error_per_ink, 1) - round(100 * close[1].error_per_ink, 1)
    assert line(at, "error per ink") == [*(f"{each.error_per_ink:.1%}" for each in close), f"−{points:.1f}\u00a0pp"]
    assert better(at, "error per ink") == [False, True, False]
    first, second = map(float, line(at, "squared error")[:2])
    assert sentence(at) == f"B (sharp) has {1 - second / first:.0%} less squared error than A (classic) on this digit."


def test_sharp_has_the_same_128_numbers_and_copies_the_test_digits_better():
    at = opened()
    assert line(at, "numbers") == ["128", "128", "0"]
    assert line(at, "parameters") == ["4,385", "18,257", "+13,872"]
    stored = [model_library.shipped(name).figures() for name in ("classic", "sharp")]
    assert line(at, "cross-entropy, 10,000 digits")[:2] == [f"{each.bce:.4f}" for each in stored]
    assert better(at, "cross-entropy, 10,000 digits") == [False, True, False]


def test_another_model_can_be_chosen_and_never_the_same_one_twice(quick):
    at = opened(session=Session(models=Models(own={"uploaded": own(handmade.autoencoder((3, 2, 4)))})))
    at.selectbox(key="compare_a_model_classic_en").set_value("sharp")
    run(at)
    assert at.selectbox(key="compare_b_model_classic_en").options == ["classic", "yours, uploaded"]
    at.selectbox(key="compare_b_model_classic_en").set_value("uploaded")
    run(at)
    assert line(at, "parameters")[0] == "18,257"
    assert "B (yours, uploaded) has" in sentence(at)


def test_the_numbers_of_two_models_codes_are_not_subtracted():
    assert "Two networks, two languages" in html(opened("models"))
    assert "Two networks, two languages" not in html(opened("digits"))


def test_two_moments_of_a_training_are_the_network_as_it_was_then():
    at = opened("moments")
    model = model_library.shipped()
    late = len(model.history.steps) - 5
    at.select_slider(key=f"compare_A_{model.digest}_en").set_value(0)
    at.select_slider(key=f"compare_B_{model.digest}_en").set_value(late)
    run(at)
    close = [measures.compare(DIGIT[..., None], model.at(moment).run(DIGIT)[-1].values) for moment in (0, late)]
    assert line(at, "cross-entropy")[:2] == [f"{each.bce:.4f}" for each in close]
    assert line(at, "steps") == ["0", f"{model.history.steps[late]:,}", f"+{model.history.steps[late]:,}"]
    assert line(at, "loss") == ["–", f"{model.history.loss(late):.4f}", "–"]
    assert "A (before training)" in sentence(at)


def test_moments_begin_with_the_first_epoch_and_the_trained_network():
    at = opened("moments", language="pt")
    model = model_library.shipped()
    now = measures.compare(DIGIT[..., None], model.net.run(DIGIT)[-1].values)
    assert line(at, "entropia cruzada")[1] == of("pt").number(now.bce, ".4f")
    assert "(época 150)" in sentence(at)
    assert "(época 1)" in sentence(at)


def test_two_digits_are_told_apart_by_their_codes_and_pixels():
    at = opened("digits")
    images, other = digits.load_test()[0], choices.OTHER_DIGIT
    a, b = (images[index].astype(np.float32) / 255 for index in (0, other))
    pixels, codes = yardstick(model_library.shipped())
    first, second = (model_library.shipped().net.encode(each[None, ..., None])[0] for each in (a, b))
    farther = measures.farther(a, b, pixels), measures.farther(first, second, codes)
    assert f"closer to A than {farther[0]} of 1,000 test digits are; by its code, closer than {farther[1]:,}." in sentence(at)
    assert 900 < farther[0] <= farther[1] <= 1000
    assert f"MNIST test digit no. {other}, labelled 7" in html(at)


def test_a_digit_can_be_given_by_its_number_or_left_to_chance(monkeypatch):
    at = opened("digits")
    at.session_state["compare_b_digit_index"] = typed("4")
    run(at)
    assert "test digit no. 4, labelled 4" in html(at)
    monkeypatch.setattr(choices.random, "randint", lambda low, high: high)
    at.button(key="compare_b_digit_random").click()
    run(at)
    assert "test digit no. 9999, labelled 6" in html(at)


def test_the_digit_is_the_visitors_own_where_there_is_one():
    ink = np.zeros((28, 28), np.float32)
    ink[4:24, 13:15] = 1
    at = opened(session=Session(shown=Digit(ink, "draw.title")))
    close = measures.compare(ink[..., None], model_library.shipped().net.run(ink)[-1].values)
    assert line(at, "squared error")[0] == f"{close.mse:.5f}"
    assert "your drawing" in html(at)


@pytest.mark.parametrize(
    ("digit", "says"),
    [
        (Digit(DIGIT, "draw.title"), "says how close the copy is, not whether it is a digit"),
        (Digit(np.ones((28, 28), np.float32), "draw.title"), "ran into each other, so this says little about it"),
    ],
)
def test_what_is_no_test_digit_is_compared_with_a_caution(digit, says):
    assert says in html(opened(session=Session(shown=digit)))
    assert says not in html(opened())


def test_a_model_without_a_copy_is_compared_by_its_code_alone(quick):
    at = opened(session=Session(models=Models("uploaded", {"uploaded": own(handmade.encoder())})))
    assert "This network stops at the code" in html(at)
    assert line(at, "squared error")[0] == "–"
    assert sentence(at) == "One of the two makes no copy, so there is nothing to measure them by."
    assert len(line(at, "numbers")) == 3


def test_a_code_that_is_a_flat_row_is_compared_too(quick):
    layers = [handmade.conv("conv1", 4, strides=[4, 4]), handmade.flatten("code")]
    at = opened("digits", Session(models=Models("uploaded", {"uploaded": own(layers)})))
    assert "The code of B minus that of A" in html(at)


def test_with_one_model_or_no_history_the_page_says_what_to_do(tmp_path, monkeypatch, quick):
    monkeypatch.setattr(model_library, "FOLDER", tmp_path)
    (tmp_path / "classic.keras").write_bytes(handmade.model_file(handmade.autoencoder((3, 2, 4))))
    assert [each.value for each in opened("models").info] == [EN.say("compare.no_models")]
    assert [each.value for each in opened("moments").info] == [EN.say("compare.no_moments")]
    assert "test digits" in sentence(opened("digits"))


@pytest.mark.parametrize("kind", ["models", "moments", "digits"])
def test_a_model_that_cannot_be_opened_is_one_sentence_where_it_is_needed(tmp_path, monkeypatch, quick, kind):
    monkeypatch.setattr(model_library, "FOLDER", tmp_path)
    (tmp_path / "classic.keras").write_bytes(handmade.model_file(handmade.autoencoder((3, 2, 4))))
    (tmp_path / "sharp.keras").write_bytes(b"no model")
    at = opened(kind)
    assert not at.exception
    assert [("cannot be read as a .keras model" in each.value) for each in at.error] == ([True] if kind == "models" else [])


def test_only_the_codes_of_one_model_can_be_compared():
    classic, sharp = model_library.shipped(), model_library.shipped("sharp")
    assert comparable(outcome(classic, DIGIT), outcome(classic, DIGIT, moment=3))
    assert not comparable(outcome(classic, DIGIT), outcome(sharp, DIGIT))


def test_two_copies_that_are_the_same_are_said_to_be():
    one = outcome(model_library.shipped(), DIGIT)
    assert verdict(one, one, EN) == "A and B copy this digit equally well."


def test_a_rougher_copy_is_said_to_be():
    a, b = (outcome(model_library.shipped(name), DIGIT, name) for name in ("sharp", "classic"))
    first, second = (measures.compare(each.seen, each.copy).mse for each in (a, b))
    assert verdict(a, b, EN) == f"B (classic) has {second / first - 1:.0%} more squared error than A (sharp) on this digit."


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (0.0, 0.5, "A (x) copies this digit without any error."),
        (0.5, 0.0, "B (x) has 100% less squared error than A (x) on this digit."),
        (0.5, 0.01, "B (x) has 99% less squared error than A (x) on this digit."),
        (0.5, 0.5001, "A and B copy this digit equally well."),
        (0.1, 0.9, "B (x) has 81.0 times the squared error of A (x) on this digit."),
        (np.nan, 0.5, "The errors are not finite numbers, so they cannot be compared."),
        (0.5, np.inf, "The errors are not finite numbers, so they cannot be compared."),
    ],
)
def test_the_verdict_holds_at_the_ends(first, second, said):
    ones = outcome(model_library.shipped(), DIGIT)
    a, b = (
        replace(ones, stages=[*ones.stages[:-1], replace(ones.stages[-1], values=DIGIT[..., None] + np.float32(error))])
        for error in (first, second)
    )
    assert verdict(a, b, EN) == said


def test_where_two_codes_are_the_same_their_difference_is_white(quick):
    at = opened("digits")
    at.session_state["compare_b_digit_index"] = typed("0")
    run(at)
    (address,) = re.findall(r'src="data:image/png;base64,([^"]*)" alt="The code of B minus that of A', html(at))
    shades = np.asarray(Image.open(BytesIO(base64.b64decode(address))).convert("RGBA")).reshape(-1, 4)
    assert shades[shades[:, 3] > 0].min() > 240


def test_channels_that_are_off_are_said_where_they_count():
    a = outcome(model_library.shipped(), DIGIT, "classic")
    less = Outcome(a.side, a.side.net.run(DIGIT, {(3, 2)}), frozenset({(3, 2)}))
    assert "A (classic)" in verdict(a, less, EN)
    assert "B (classic, 1 channel off)" in verdict(a, less, EN)


def test_a_moment_and_a_model_stay_when_the_language_changes():
    one = Session()
    at = opened("moments", one)
    at.select_slider(key=f"compare_A_{model_library.shipped().digest}_en").set_value(20)
    run(at)
    kept = re.findall(r"\(epoch [\d.]+\)", sentence(at))
    again = opened("moments", one, language="pt")
    assert again.select_slider(key=f"compare_A_{model_library.shipped().digest}_pt").value == 20
    assert kept[-1].replace("epoch", "época").replace(".", ",") in sentence(again)


def test_a_network_that_was_trained_just_now_is_the_first_to_be_compared(quick):
    one = Session()
    opened(session=one)
    one.models.own["trained"], one.models.chosen = own(handmade.autoencoder((3, 2, 4)), "trained"), "trained"
    assert "yours, trained here" in html(opened(session=one))


def test_the_figures_of_an_own_model_come_when_they_are_known(monkeypatch):
    monkeypatch.setattr(channels, "measure", lambda *_, **__: None)
    known = iter([None] * 3)  # for both lines of the table, and when the page looks whether there is anything to wait for
    figures = measures.ModelFigures("", 0.25, 0.06, 0.125, 0, (0.1,))
    monkeypatch.setattr(Model, "figures", lambda _: next(known, figures))
    at = opened(session=Session(models=Models("uploaded", {"uploaded": own(handmade.autoencoder((3, 2, 4)))})))
    assert line(at, "cross-entropy, 10,000 digits")[0] == "0.2500"


def test_two_moments_begin_with_two_even_of_a_training_shorter_than_an_epoch():
    model = model_library.shipped()
    past = History(
        model.digest, "{}", 100, np.array([0, 40, 79]), np.zeros((3, 4385), np.float16), np.array([79]), np.array([0.1], np.float32)
    )
    file = BytesIO()
    past.save(file)
    at = opened("moments", Session(models=Models("trained", {"trained": Model("trained", model.data, file.getvalue())})))
    assert "A (before training)" in sentence(at)
    assert "B (step 79)" in sentence(at)
