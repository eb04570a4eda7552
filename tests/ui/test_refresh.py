"""A model that came without its figures on the test digits: they are computed while the page is already there."""

from threading import Event

import pytest

import handmade
from app_page import Page
from convae import measures
from convae.ui import model_library
from convae.viewed.model import Model

FIGURES = measures.ModelFigures("", 0.1, 0.06, 0.01, 0, (0.1, 1000.0))


@pytest.fixture
def alone(tmp_path, monkeypatch) -> None:
    """A model with no side file."""
    (tmp_path / "classic.keras").write_bytes(handmade.model_file(handmade.autoencoder((3, 2, 4))))
    monkeypatch.setattr(model_library, "FOLDER", tmp_path)


@pytest.mark.usefixtures("alone")
def test_the_page_does_not_wait_for_the_figures(monkeypatch):
    measured = Event()
    monkeypatch.setattr(measures, "measure", lambda *_: FIGURES if measured.wait(60) else None)
    try:
        page = Page()
        assert "errors" not in page.parts
    finally:
        measured.set()
    model_library.shipped()._figures.result(60)
    assert "errors" in page.run().parts


@pytest.mark.usefixtures("alone")
def test_the_page_is_made_again_by_itself_when_the_figures_are_known(monkeypatch):
    known = iter([None] * 3)  # while the page is made and when it looks whether there is anything to wait for
    monkeypatch.setattr(Model, "figures", lambda _: next(known, FIGURES))
    assert "errors" in Page().parts
