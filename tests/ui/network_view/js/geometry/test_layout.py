"""The laws of the picture's layout."""

import pytest

from browserless import address, node
from convae.ui.network_view.network_description import book
from convae.viewed.viewed_network import ViewedNetwork
from view_context import ENGLISH, cells, layers
from view_samples import NETWORKS

SCREENS = {
    "laptop": {"room": 1232, "height": 380, "unit": 1, "ratio": 1},
    "low laptop": {"room": 1232, "height": 285, "unit": 1, "ratio": 1},
    "zoomed in by half": {"room": 817, "height": 155, "unit": 0.75, "ratio": 1.5},
    "projector": {"room": 1848, "height": 435, "unit": 1.5, "ratio": 1},
    "phone": {"room": 358, "height": 357, "unit": 1, "ratio": 3},
}
LAPTOP = SCREENS["laptop"]


def laid_out(name: str, screen: dict) -> dict:
    code = book(ViewedNetwork(NETWORKS[name]), ENGLISH)["code"]
    return node("geometry/layout", "m.layOut(layers, code, screen)", layers=layers(name), code=code, screen=screen)


@pytest.mark.parametrize("name", NETWORKS)
def test_every_cell_is_found_where_it_is_drawn(name):
    picked = [{"stage": at, "row": row, "column": column, "channel": channel} for at, (row, column, channel) in cells(name, 6)]
    found = node(
        "geometry/layout",
        "await (async () => { const plan = m.layOut(layers, code, screen); const { cellAt, rectangles } = await import(hits);"
        " return picked.map((cell) => { const { x, y, width, height } = rectangles(layers[cell.stage], plan.columns[cell.stage],"
        " { rows: [cell.row, cell.row], columns: [cell.column, cell.column], channels: [cell.channel, cell.channel] })[0];"
        " return cellAt(layers, plan.columns, x + width / 2, y + height / 2); }); })()",
        layers=layers(name),
        code=book(ViewedNetwork(NETWORKS[name]), ENGLISH)["code"],
        picked=picked,
        screen=LAPTOP,
        hits=address("geometry/hit_test"),
    )
    assert found == picked


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
@pytest.mark.parametrize("name", NETWORKS)
def test_maps_do_not_overlap_and_columns_follow_each_other(name, screen):
    plan = laid_out(name, screen)
    for column, after in zip(plan["columns"], plan["columns"][1:], strict=False):
        assert column["left"] + column["width"] < after["left"]
    for column in plan["columns"]:
        width, height = column["map"]
        for at, a in enumerate(column["maps"]):
            assert column["left"] <= a["x"]
            assert a["x"] + width <= column["left"] + column["width"] + 1
            assert 0 <= a["y"] <= plan["height"] - height + 1
            assert all(abs(a["x"] - b["x"]) > width - 1e-9 or abs(a["y"] - b["y"]) > height - 1e-9 for b in column["maps"][at + 1 :])


@pytest.mark.parametrize("screen", [screen for name, screen in SCREENS.items() if name != "phone"], ids=lambda screen: str(screen["room"]))
def test_classic_is_seen_at_once_on_every_wide_screen(screen):
    plan = laid_out("classic", screen)
    assert plan["width"] <= screen["room"] + 1e-6
    assert plan["height"] == screen["height"]


def test_a_number_takes_whole_pixels_of_the_screen():
    for screen in SCREENS.values():
        for column in laid_out("classic", screen)["columns"][:6]:
            assert column["cell"][0] * screen["ratio"] == pytest.approx(round(column["cell"][0] * screen["ratio"]))


def test_maps_grow_with_the_screen():
    small, large = (laid_out("classic", SCREENS[name])["columns"][1]["map"][0] for name in ("low laptop", "projector"))
    assert large >= 1.3 * small


def test_what_goes_in_and_what_comes_out_are_equally_large():
    for screen in SCREENS.values():
        columns = laid_out("classic", screen)["columns"]
        assert columns[0]["map"] == columns[-1]["map"]


def test_a_wide_network_folds():
    assert len({place["x"] for place in laid_out("64 channels", LAPTOP)["columns"][1]["maps"]}) > 8
