"""Without a model that can be shown the page offers to train one, shows how that comes along, and opens with the new one."""

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import handmade
from app_page import Page
from convae import measures
from convae.html.training_progress import progress as progress_line
from convae.model_files import ModelFiles
from convae.recipes import RECIPES
from convae.training_jobs import Job, Result, Snapshot
from convae.ui import model_library, training_session
from convae.ui.pages.explore import no_model
from convae.words import of
from ui.pages.train.test_train_page import spaced

SENTENCES = {"en": ("There is no model yet", "Train the model"), "pt": ("Ainda não há um modelo", "Treinar o modelo")}
HALFWAY = Snapshot("training", 60, epoch=30, share=0.5, curve=((0.1, 0.0912),), seconds_left=58)
LOSS = {"en": "loss on the training digits", "pt": "perda nos dígitos de treinamento"}
SMALL = handmade.model_file(handmade.autoencoder((3, 2, 4)))
DONE = Snapshot("done", 60, epoch=60, share=1.0, curve=((0.1, 0.08),), result=Result(SMALL, b"its history"))


class StandIn:
    """A trainer whose run is where the test says it is."""

    def __init__(self) -> None:
        self.now: Snapshot | None = None
        self.started: list[Job] = []
        self.stopped = False

    def snapshot(self, visitor: str) -> Snapshot | None:
        return self.now if visitor == no_model.ALL else None

    def start(self, visitor: str, job: Job) -> None:
        assert visitor == no_model.ALL
        self.started.append(job)
        self.now = Snapshot("starting", job.recipe.epochs)

    def stop(self, visitor: str) -> None:
        self.stopped = visitor == no_model.ALL

    def forget(self, visitor: str) -> None:
        if visitor == no_model.ALL:
            self.now = None


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """The folder that the page looks for its model in: empty."""
    monkeypatch.setattr(model_library, "FOLDER", tmp_path / "models")
    monkeypatch.setattr(measures, "measure", lambda *_: measures.ModelFigures("", 0.1, 0.06, 0.01, 0, (0.1, 0.2)))
    model_library.FOLDER.mkdir()
    return model_library.FOLDER


@pytest.fixture
def trainer(monkeypatch, folder) -> StandIn:
    one = StandIn()
    for module in (no_model, training_session):
        monkeypatch.setattr(module, "trainer", lambda: one)
    return one


def press(page: Page, key: str) -> Page:
    page.at.button(key=key).click()
    return page.run()


def shows_the_network(page: Page) -> bool:
    return page.told is not None


def progress(page: Page) -> tuple[float, str]:
    (bar,) = page.at.get("progress")
    return bar.proto.value, spaced(bar.proto.text)


@pytest.mark.parametrize("language", SENTENCES)
def test_without_a_model_the_page_says_so_and_offers_to_train_one(trainer, language):
    page = Page().choose("language", language)
    title, button = SENTENCES[language]
    assert [heading.value for heading in page.at.title] == [title]
    assert "models/classic.keras" in page.html
    assert page.at.button(key="train").label == button
    assert of(language).say("missing.kept", path="models/classic.keras") in page.html
    assert not shows_the_network(page)


def test_the_button_trains_classic_on_the_bundled_digits(trainer):
    page = press(Page(), "train")
    assert trainer.started == [Job(replace(RECIPES["classic"], epochs=no_model.EPOCHS))]
    assert progress(page) == (0, "TensorFlow is loading, which takes ten seconds or more … 0 s")
    assert [button.key for button in page.at.button] == ["stop"]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "epoch 30 of 60 · loss on the training digits 0.0912 · about 60 s left"),
        ("pt", "época 30 de 60 · perda nos dígitos de treinamento 0,0912 · faltam cerca de 60 s"),
    ],
)
def test_whoever_comes_sees_the_run_that_is_under_way_and_can_stop_it(trainer, language, line):
    trainer.now = HALFWAY
    page = Page().choose("language", language)
    assert progress(page) == (50, line)
    press(page, "stop")
    assert trainer.stopped
    assert not trainer.started


@pytest.mark.parametrize(
    ("now", "line"),
    [
        (Snapshot("training", 60, epoch=1, share=0.01, curve=((0.1, 0.5),)), f"epoch 1 of 60 · {LOSS['en']} 0.5000"),
        (replace(HALFWAY, epoch=60, curve=((0.1, 0.08),), seconds_left=1), f"epoch 60 of 60 · {LOSS['en']} 0.0800 · about 10 s left"),
        (replace(HALFWAY, epoch=2, curve=((0.1, 0.3),), seconds_left=140), f"epoch 2 of 60 · {LOSS['en']} 0.3000 · about 2 min left"),
        (Snapshot("saving", 60, epoch=9, share=0.15, curve=((0.1, 0.1),), seconds_left=80), "Saving …"),
        (
            Snapshot("paused", 60, epoch=9, share=0.15, curve=((0.1, 0.1),), seconds_left=80),
            "Paused in epoch 9 of 60 · loss on the training digits 0.1000",
        ),
        (Snapshot("waiting", 60, place=3), "Somebody else is training: you are number 3 in the queue."),
    ],
)
def test_one_line_says_how_far_the_run_is(now, line):
    assert spaced(progress_line(now, of("en"))) == line


def test_nothing_can_be_stopped_twice(trainer):
    trainer.now = Snapshot("saving", 60, epoch=9, share=0.15, curve=((0.1, 0.1),))
    assert not Page().at.button


def test_who_waits_leaves_the_queue(trainer):
    trainer.now = Snapshot("waiting", 60, place=1)
    page = Page()
    assert page.at.button(key="stop").label == "Leave the queue"
    press(page, "stop")
    assert trainer.stopped


@pytest.mark.parametrize("state", ["done", "stopped"])
def test_when_the_run_is_over_the_page_keeps_the_model_with_its_history_and_shows_it_by_itself(trainer, folder, state):
    page = press(Page(), "train")
    trainer.now = replace(DONE, state=state)
    assert shows_the_network(page.run())
    assert not page.at.title
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"classic.keras": SMALL, "classic.history.npz": b"its history"}
    assert trainer.now is None


def test_a_run_that_was_stopped_before_it_learned_anything_leaves_the_offer(trainer, folder):
    trainer.now = Snapshot("stopped", 60)
    page = Page()
    assert page.at.button(key="train")
    assert not page.at.error
    assert not list(folder.iterdir())


def test_a_model_that_cannot_take_its_place_is_a_failure_that_is_said_and_nothing_is_left_beside_it(trainer, folder):
    (folder / "classic.keras").mkdir()
    trainer.now = DONE
    page = Page()
    assert "could not be written to models/classic.keras (Is a directory)" in page.at.error[0].value
    assert str(folder) not in page.at.error[0].value
    assert page.at.button(key="train")
    assert [path.name for path in folder.iterdir() if path.name not in ("classic.keras", "classic.history.npz")] == []
    assert trainer.now is DONE


def test_what_shows_the_run_makes_the_whole_page_again_when_there_is_another_model(trainer):
    def page_with_another_model() -> None:
        import streamlit as st

        from convae.ui.pages.explore import no_model
        from convae.words import of

        st.session_state["made"] = st.session_state.get("made", 0) + 1
        if st.session_state["made"] == 1:
            no_model._training(("another", 0), "offer", of("en"))

    at = AppTest.from_function(page_with_another_model, default_timeout=60).run()
    assert not at.exception
    assert at.session_state["made"] == 2


def test_a_visitor_who_presses_the_button_when_another_ones_run_has_just_ended_starts_none(trainer, folder):
    page = Page()
    (folder / "classic.keras").write_bytes(SMALL)
    assert shows_the_network(press(page, "train"))
    assert not trainer.started


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The training ended without a model. The training was ended from outside (signal 9)"),
        ("pt", "O treinamento terminou sem um modelo. O treinamento foi encerrado por fora (sinal 9)"),
    ],
)
def test_a_failure_is_one_sentence_and_the_button_again(trainer, language, sentence):
    trainer.now = HALFWAY.failed("errors.training.killed", signal=9)
    page = Page().choose("language", language)
    assert [error.value.startswith(sentence) for error in page.at.error] == [True]
    assert page.at.button(key="train")


def test_no_sentence_tells_where_on_the_server_the_model_is(trainer, folder):
    trainer.now = HALFWAY.failed("errors.training.save", path=str(folder / "classic.keras"), cause="No space left on device")
    said = Page().at.error[0].value
    assert "could not be written to models/classic.keras (No space left on device)" in said
    assert str(folder) not in said


def test_a_file_that_cannot_be_opened_says_what_is_wrong_with_it_and_that_it_would_be_replaced(trainer, folder):
    (folder / "classic.keras").write_bytes(b"no zip")
    page = Page()
    assert [heading.value for heading in page.at.title] == ["The model could not be opened"]
    assert "models/classic.keras cannot be read as a .keras model" in page.html
    assert "The new model takes the place of models/classic.keras." in page.html
    assert str(folder) not in page.html
    press(page, "train")
    trainer.now = DONE
    assert shows_the_network(page.run())
    assert (folder / "classic.keras").read_bytes() == SMALL


def test_where_the_folder_cannot_be_written_to_the_model_lasts_as_long_as_the_server(trainer, folder, monkeypatch):
    monkeypatch.setattr("os.access", lambda path, mode: path != folder)
    page = Page()
    assert "It cannot be saved as models/classic.keras, so it lasts until the app is restarted." in page.html
    press(page, "train")
    trainer.now = DONE
    try:
        assert shows_the_network(page.run())
        assert not list(folder.iterdir())
        assert model_library.path().parent not in (folder, folder.parent)
        assert ModelFiles(model_library.path()).history.read_bytes() == b"its history"
    finally:
        for path in (model_library.destination(), ModelFiles(model_library.destination()).history):
            path.unlink(missing_ok=True)


def test_a_models_folder_that_is_gone_is_made_again(trainer, folder):
    folder.rmdir()
    page = Page()
    assert "The model is saved as models/classic.keras." in page.html
    press(page, "train")
    trainer.now = DONE
    assert shows_the_network(page.run())
    assert (folder / "classic.keras").read_bytes() == SMALL
