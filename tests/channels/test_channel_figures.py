"""The channels' figures that come with convae, and the command that counts those of a model."""

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from convae import channels, digits, network
from convae.channels import ChannelFigures
from convae.channels.__main__ import main
from counted_model import black_and_white, side
from processes import ROOT, python

SHIPPED = ROOT / "models" / "classic.keras"


@pytest.fixture(scope="module")
def shipped() -> ChannelFigures:
    found = channels.beside(SHIPPED)
    assert found is not None, "the figures beside the model are those of another file: python -m convae.channels models/classic.keras"
    return found


def test_the_shipped_figures_are_those_of_all_test_digits_and_small(shipped: ChannelFigures) -> None:
    assert (shipped.digits, len(shipped.table)) == (10_000, 130)
    assert side(SHIPPED).stat().st_size < 150_000


def test_the_shipped_figures_of_the_first_layer_are_found_again_over_all_digits(shipped: ChannelFigures) -> None:
    net = network.load(SHIPPED)
    again = channels.measure(replace(net, layers=net.layers[:1]), digits.load_test()[0])
    for found, known in zip(again.table, shipped.table, strict=False):
        assert np.abs(found["counts"] - known["counts"]).sum() <= 1e-4 * found["counts"].sum()
        assert found["zeros"] == pytest.approx(known["zeros"], rel=1e-4)
        assert found["dead_on"] == known["dead_on"]


def test_the_best_digits_of_the_shipped_figures_are_found_again_among_themselves(shipped: ChannelFigures) -> None:
    best = np.unique(shipped.table["best"])
    again = channels.measure(network.load(SHIPPED), digits.load_test()[0][best])
    for name in ("best_values", "most"):
        assert again.table[name] == pytest.approx(shipped.table[name], rel=1e-4)
    assert np.mean(best[again.table["best"]] == shipped.table["best"]) > 0.99  # another processor may round two the other way
    assert np.mean(again.table["best_places"] == shipped.table["best_places"]) > 0.99


def test_no_sample_of_the_test_digits_goes_beyond_the_shipped_figures(shipped: ChannelFigures) -> None:
    sample = channels.measure(network.load(SHIPPED), digits.load_test()[0][:300])
    assert (sample.table["least"] >= shipped.table["least"] - 1e-4).all()
    assert (sample.table["most"] <= shipped.table["most"] + 1e-4).all()
    assert (sample.table["dead_on"] <= shipped.table["dead_on"]).all()
    share = sample.table["zeros"] / 300, shipped.table["zeros"] / 10_000
    assert share[0] == pytest.approx(share[1], rel=0.1, abs=10)


def test_the_command_counts_a_model_and_writes_the_figures_beside_it(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    few = black_and_white(12), digits.load_test()[1][:12]
    monkeypatch.setattr(digits, "load_test", lambda: few)
    model = Path(shutil.copy(made, tmp_path))
    assert main([str(model)]) == 0
    assert capsys.readouterr().out == f"{model}: 3 channels over 12 digits, 0 of them dead for every digit\n"
    assert side(model).read_bytes() == side(made).read_bytes()


def test_a_model_that_cannot_be_read_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    (tmp_path / "bad.keras").write_text("no model")
    for name, complaint in (("none.keras", "There is no model file"), ("bad.keras", f"{tmp_path / 'bad.keras'} cannot be read")):
        done = python("-m", "convae.channels", tmp_path / name)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert done.stderr.startswith(f"convae.channels: {complaint}")
