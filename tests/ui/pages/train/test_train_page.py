"""The page on which a visitor trains, with a trainer whose runs are where the test says."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

import handmade
from app_page import Page, typed, viewed
from convae import digits, measures, network
from convae.html.training_progress import ending, progress, said
from convae.recipes import RECIPES, Recipe
from convae.training_jobs import Job, Result, Snapshot
from convae.ui import training_session, visitor
from convae.ui.pages.train import live_training, settings_form
from convae.viewed.model import Model
from convae.words import of

SMALL = handmade.model_file(handmade.autoencoder((3, 2, 4)))
NET = network.load(BytesIO(SMALL))
AT_WORK = Snapshot(
    "training",
    20,
    epoch=3,
    share=0.125,
    rate=0.004,
    steps_per_second=51.2,
    seconds_left=140,
    curve=((0.1, 0.6), (2.5, 0.2)),
    floor=0.058,
    built=SMALL,
)
DONE = replace(AT_WORK, state="done", number=1, result=Result(SMALL, b"no history"))
EARLY = replace(DONE, state="stopped", epoch=1, share=0.025)


class StandIn:
    """A trainer whose visitors all have the same run, or those called as the test says."""

    def __init__(self) -> None:
        self.now: Snapshot | None = None
        self.names: set[str] = set()
        self.jobs: list[Job] = []
        self.stopped = False

    def snapshot(self, visitor: str) -> Snapshot | None:
        return self.now if not self.names or visitor in self.names else None

    def start(self, visitor: str, job: Job) -> None:
        self.jobs.append(job)

    def run(self, visitor: str) -> None:
        return None

    def recipe(self, visitor: str) -> Recipe | None:
        return self.jobs[-1].recipe if self.jobs else None

    def stop(self, visitor: str) -> None:
        self.stopped = True


@pytest.fixture
def trainer(monkeypatch) -> StandIn:
    one = StandIn()
    for module in (training_session, visitor, live_training, settings_form):
        monkeypatch.setattr(module, "trainer", lambda: one)
    monkeypatch.setattr(measures, "measure", lambda *_: measures.ModelFigures("", 0.1, 0.06, 0.01, 0, (0.1, 0.2)))
    return one


def opened(language: str = "en") -> AppTest:
    """The page itself, in one language."""

    def script(language: str) -> None:
        from convae import words
        from convae.ui.pages.train import train_page

        train_page.page(words.of(language))

    at = AppTest.from_function(script, args=(language,), default_timeout=60).run()
    assert not at.exception, at.exception
    return at


def spaced(said: str) -> str:
    """A sentence that may be broken anywhere, also between a number and its unit."""
    return said.replace("\xa0", " ")


def html(at: AppTest) -> str:
    return "\n".join(element.proto.body for element in at.get("html"))


def press(at: AppTest, key: str) -> AppTest:
    at.button(key=key).click()
    at.run()
    assert not at.exception, at.exception
    return at


@pytest.mark.parametrize("language", ["en", "pt"])
def test_a_training_begins_with_the_recipe_of_the_model_and_the_digits_that_are_there(trainer, language):
    press(opened(language), "start_training")
    (job,) = trainer.jobs
    assert job.recipe == replace(RECIPES["classic"], epochs=settings_form.EPOCHS)
    assert (job.data, job.minutes) == (digits.BUNDLED, settings_form.MINUTES)


def test_every_setting_reaches_the_trainer(trainer):
    at = opened()
    next(group for group in at.get("button_group") if group.key == "train_model").set_value("own")
    at.run()
    values = {"epochs": 7, "rate": 0.004, "noise": 0.25, "batch": 64, "seed": 5}
    first = {"epochs": settings_form.EPOCHS} | {name: getattr(RECIPES["classic"], name) for name in ("rate", "noise", "batch", "seed")}
    for name, value in values.items():
        at.session_state[f"train {name} {first[name]}"] = typed(of("en").exact(value))
    for layer, filters in (("conv4", 4), ("conv5", 6), ("conv6", 12)):
        at.session_state[f"train {layer}"] = typed(str(filters))
    at.selectbox(key="train schedule en").set_value("constant")
    at.run()
    press(at, "start_training")
    (job,) = trainer.jobs
    assert job.recipe == Recipe((4, 6, 12), **values, schedule="constant")


def test_whoever_loads_the_page_anew_finds_the_settings_of_their_last_run(trainer):
    at = opened()
    for name, text in {"epochs 20": "7", "rate 0.01": "0.004", "noise 0.0": "0.25", "batch 128": "64", "seed 0": "5"}.items():
        at.session_state[f"train {name}"] = typed(text)
    next(group for group in at.get("button_group") if group.key == "train_model").set_value("sharp")
    at.run()
    at.session_state["train rate 0.008"] = typed("0.004")
    at.selectbox(key="train schedule en").set_value("constant")
    at.run()
    press(at, "start_training")
    press(opened("pt"), "start_training")
    before, after = trainer.jobs
    assert after.recipe == before.recipe == Recipe((32, 32, 16), 7, 0.004, batch=64, schedule="constant", noise=0.25, seed=5)


@pytest.mark.parametrize(("language", "text"), [("en", "0.005"), ("en", "0,005"), ("pt", "0,005"), ("pt", "0.005")])
def test_a_number_may_have_a_comma_or_a_point_in_either_language(trainer, language, text):
    at = opened(language)
    at.session_state["train rate 0.01"] = typed(text)
    press(at, "start_training")  # at once: what was typed just before counts
    (job,) = trainer.jobs
    assert job.recipe.rate == 0.005


def test_a_number_that_is_wrong_keeps_the_training_from_starting_until_it_is_right(trainer):
    at = opened("pt")
    at.session_state["train rate 0.01"] = typed("99")
    press(at, "start_training")
    assert at.button(key="start_training").disabled
    assert not trainer.jobs
    at.session_state["train rate 0.01"] = typed("0,02", turn=2)
    at.run()
    press(at, "start_training")
    assert trainer.jobs[0].recipe.rate == 0.02


def test_a_number_that_is_not_on_the_page_keeps_nothing_from_starting(trainer):
    at = opened()
    at.session_state["train_model"] = "own"
    at.session_state["train conv4"] = typed("abc")
    at.run()
    assert at.button(key="start_training").disabled
    at.session_state["train_model"] = "classic"
    at.run()
    press(at, "start_training")
    assert trainer.jobs[0].recipe.decoder == RECIPES["classic"].decoder


def test_without_a_file_of_ones_own_there_is_nothing_to_start(trainer):
    at = opened()
    next(group for group in at.get("button_group") if group.key == "train_data").set_value("own")
    at.run()
    assert at.button(key="start_training").disabled
    assert not trainer.jobs


def started_on_all_of_mnist(trainer: StandIn) -> tuple[Path | None, list[str]]:
    """With which data a run begins, and what the page says of them."""
    at = opened()
    next(group for group in at.get("button_group") if group.key == "train_data").set_value("full")
    at.run()
    said = [spaced(each.value) for each in at.caption]
    press(at, "start_training")
    return trainer.jobs[-1].data, said


def visited(url: str | None, ip_address: str | None = None, **headers: str) -> SimpleNamespace:
    """What Streamlit knows of where a visitor comes from."""
    return SimpleNamespace(url=url, ip_address=ip_address, headers={name.replace("_", "-"): value for name, value in headers.items()})


@pytest.mark.parametrize(
    ("visitor", "offered"),
    [
        (visited("http://localhost:8501/train"), True),
        (visited("https://convae.example.org/"), False),
        (visited(None), False),
        (visited("http://localhost:8501/", ip_address="192.0.2.1"), False),
        (visited("http://localhost:8501/", X_Forwarded_For="192.0.2.1"), False),
    ],
)
def test_all_of_mnist_is_downloaded_for_nobody_but_the_one_at_the_computer(monkeypatch, tmp_path, trainer, visitor, offered):
    monkeypatch.setattr(settings_form, "CACHED", tmp_path / "mnist.npz")
    monkeypatch.setattr(settings_form.st, "context", visitor)
    assert ("full" in settings_form._choices()) is offered
    if offered:
        data, said = started_on_all_of_mnist(trainer)
        assert data is None
        assert "They are downloaded once, 11 MB, from where Keras keeps them." in said


def test_all_of_mnist_is_offered_to_everybody_where_it_lies_on_the_computer(monkeypatch, tmp_path, trainer):
    monkeypatch.setattr(settings_form, "CACHED", tmp_path / "mnist.npz")
    monkeypatch.setattr(settings_form.st, "context", visited("https://convae.example.org/"))
    (tmp_path / "mnist.npz").touch()
    data, said = started_on_all_of_mnist(trainer)
    assert data == tmp_path / "mnist.npz"
    assert not any("downloaded" in each for each in said)


def test_a_run_under_way_shows_the_digit_in_the_network_as_it_is_now(trainer):
    zeros = np.zeros(NET.parameters, np.float32)
    trainer.now = AT_WORK
    before = viewed(opened())
    trainer.now = replace(AT_WORK, weights=zeros)
    at = opened()
    assert viewed(at)["told"]["learning"]
    assert viewed(at)["weights"] != before["weights"]
    assert "51 steps a second · learning rate now 0.00400" in html(at)
    press(at, "stop")
    assert trainer.stopped


def test_a_failure_is_told_in_one_sentence_and_the_settings_are_there_again(trainer):
    trainer.now = AT_WORK.failed("errors.training.memory", found=2000, limit=1500)
    at = opened()
    (error,) = at.error
    assert error.value.startswith("The training ended without a network. The training took 2,000 MB of memory, more than the 1,500 MB")
    assert not at.button(key="start_training").disabled


def test_a_run_that_learned_nothing_says_so(trainer):
    trainer.now = Snapshot("stopped", 20)
    assert [info.value for info in opened().info] == ["Stopped before anything was learned."]


@pytest.mark.parametrize(
    ("now", "line"),
    [
        (replace(AT_WORK, state="waiting", place=2), "you are number 2 in the queue"),
        (replace(AT_WORK, state="paused"), "Paused in epoch 3 of 20 · loss on the training digits 0.2000"),
        (replace(AT_WORK, state="paused", curve=()), "Paused"),
        (AT_WORK, "epoch 3 of 20 · loss on the training digits 0.2000 · about 2 min left"),
        (replace(AT_WORK, seconds_left=41), "about 50 s left"),
        (replace(AT_WORK, seconds_left=None), "digits 0.2000"),
        (Snapshot("starting", 20, seconds=7), "TensorFlow is loading, which takes ten seconds or more … 7 s"),
        (Snapshot("starting", 20, seconds=11, built=SMALL), "making the first step … 11 s"),
    ],
)
def test_a_run_says_how_far_it_is(now, line):
    assert line in spaced(progress(now, of("en")))


def test_what_was_trained_is_the_visitors_model_on_every_page(trainer):
    trainer.now = DONE
    page = Page()
    assert page.at.session_state["convae"].models.chosen == "trained"
    assert "yours, trained here" in page.at.radio[0].options
    trainer.now = None
    assert page.run().at.session_state["convae"].models.own["trained"].data == SMALL


def test_a_run_that_goes_on_is_seen_from_the_other_pages(trainer):
    trainer.now = AT_WORK
    assert "epoch 3 of 20" in Page().html


def captions(at: AppTest) -> str:
    return " ".join(each.value for each in at.caption)


def test_a_run_that_is_over_says_how_large_the_network_is_and_how_far_it_came(trainer):
    trainer.now = replace(DONE, state="stopped")
    at = opened()
    assert f"{NET.parameters:,} parameters, in epoch 3 of 20. Loss on the training digits at the end: 0.2000." in captions(at)
    assert "Its last point: 0.2000." in html(at)
    assert "as it was after epoch" not in captions(at)


def test_a_network_that_is_kept_from_an_earlier_epoch_says_from_which(trainer):
    trainer.now = replace(DONE, result=Result(SMALL, b"no history", kept=2))
    assert "as it was after epoch 2" in captions(opened())


@pytest.mark.parametrize(
    ("now", "label"),
    [(Snapshot("waiting", 20, place=1), "Leave the queue"), (Snapshot("starting", 20), "Stop"), (AT_WORK, "Stop and keep the best so far")],
)
def test_the_button_that_ends_a_run_says_what_it_does(trainer, now, label):
    trainer.now = now
    assert opened().button(key="stop").label == label == ending(now, of("en"))


def heading(at: AppTest) -> list[tuple[int, str]]:
    """The headings of the first rank, and which of the page's elements they are."""
    return [(index, element.proto.body) for index, element in enumerate(at.main) if "<h1" in getattr(element.proto, "body", "")]


@pytest.mark.parametrize("language", ["en", "pt"])
def test_whatever_a_run_does_the_page_has_one_heading_and_always_in_the_same_place(trainer, language):
    states = [None, Snapshot("waiting", 20, place=1), Snapshot("starting", 20), AT_WORK, replace(AT_WORK, state="saving"), DONE]
    found = []
    for trainer.now in states:
        found.append(heading(opened(language)))
    assert len(found[0]) == 1
    assert found == [found[0]] * len(states)


def announced(at: AppTest) -> list[str]:
    return re.findall('data-said="(.*?)"', html(at))


def test_of_a_run_is_announced_what_it_does_and_not_each_step(trainer):
    trainer.now = Snapshot("starting", 20, seconds=3)
    assert announced(opened()) == ["The training begins."]
    heard = set()
    for share in (0.1, 0.2, 0.3):
        trainer.now = replace(AT_WORK, share=share, curve=(*AT_WORK.curve, (20 * share, 0.1 + share)))
        heard |= set(announced(opened()))
    assert len(heard) == 1
    trainer.now = replace(AT_WORK, state="paused")
    at = opened()
    assert announced(at) == ["The training is paused."]
    assert "a second" not in html(at)
    assert said(replace(AT_WORK, state="waiting", place=2), of("en")) == "Somebody else is training: you are number 2 in the queue."


def test_no_button_is_there_that_would_be_disabled_while_the_network_is_saved(trainer):
    trainer.now = replace(AT_WORK, state="saving")
    assert not opened().button


OTHER = handmade.model_file(handmade.autoencoder((3, 2, 5)))


def swapped(at: AppTest) -> tuple[str, str]:
    """Press the button that changes which network every page shows: what it was called, and which they show then."""
    label = at.button(key="swap").label
    press(at, "swap")
    return label, at.session_state["convae"].models.chosen


def test_a_network_that_has_seen_all_digits_is_shown_everywhere_and_one_click_leads_back_and_forth(trainer):
    trainer.now = DONE
    at = opened()
    assert "Every page now shows this network" in html(at)
    assert swapped(at) == ("Go back to classic", "classic")
    assert "The other pages show another network: classic." in html(at)
    assert at.run().session_state["convae"].models.chosen == "classic"
    assert swapped(at) == ("Use this network everywhere", "trained")
    assert swapped(at) == ("Go back to classic", "classic")


def test_a_network_that_was_stopped_before_it_had_seen_all_digits_is_only_offered(trainer):
    trainer.now = EARLY
    at = opened()
    assert at.session_state["convae"].models.chosen == "classic"
    assert "the other pages still show classic" in html(at)
    assert swapped(at) == ("Use this network everywhere", "trained")
    assert swapped(at) == ("Go back to classic", "classic")


def test_a_hasty_second_network_does_not_take_the_place_of_the_first_which_can_be_gone_back_to(trainer):
    trainer.now = DONE
    at = opened()
    trainer.now = replace(EARLY, number=2, result=Result(OTHER, b"no history"))
    at.run()
    assert at.session_state["convae"].models.own["trained"].data == SMALL
    assert swapped(at) == ("Use this network everywhere", "trained")
    assert at.session_state["convae"].models.own["trained"].data == OTHER
    assert swapped(at) == ("Go back to the network trained before", "trained")
    assert at.session_state["convae"].models.own["trained"].data == SMALL
    assert at.button(key="swap").label == "Use this network everywhere"


@pytest.mark.parametrize("language", ["en", "pt"])
def test_one_can_go_back_to_a_network_that_was_brought_along(trainer, language):
    at = opened(language)
    at.session_state["convae"].models.own["uploaded"] = Model("uploaded", OTHER)
    at.session_state["convae"].models.chosen = "uploaded"
    trainer.now = DONE
    at.run()
    assert swapped(at) == (of(language).say("train.back_uploaded"), "uploaded")
