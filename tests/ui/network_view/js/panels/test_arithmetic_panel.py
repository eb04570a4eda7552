"""What the panel of a number shows, and in which colours, without a browser."""

from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from browserless import elements, legends, node, text_of
from convae import words
from handmade import open_network, pool
from view_context import CONTEXT, NUMBER, page_around, page_of
from view_samples import CLASSIC, IMAGE, NETWORKS


def opened(layer: str, cell: tuple[int, int, int], name: str = "classic", language: str = "en") -> list[Any]:
    """The panel of one number."""
    at = [each.name for each in NETWORKS[name].stages].index(layer)
    expression = f"m.arithmeticPanel({NUMBER}, {CONTEXT})"
    drawn: list[Any] = node("panels/arithmetic_panel", expression, stage=at, cell=cell, **page_around(name, language))
    return drawn


def decimal(shown: str) -> Decimal:
    return Decimal(shown.replace("−", "-").replace(",", "").removeprefix("≈ "))


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("layer", ["conv1", "conv2", "output"])
def test_the_result_of_a_convolution_adds_up_as_it_is_shown(layer, language):
    panel = opened(layer, (7, 9, 0), language=language)
    result = next(each for each in panel if each["attributes"].get("class") == "result")
    added, bias, total = (text_of(bold) for bold in elements(result, "b")[:3])
    marks = words.of(language).spoken.numbers
    added, bias, total = (decimal(each.replace(marks.group, "").replace(marks.decimal, ".")) for each in (added, bias, total))
    assert added + bias == total


def test_the_frame_in_the_tables_is_explained_where_there_is_one():
    for layer, says in [("conv1", "whose product is the largest"), ("pool1", "the largest number"), ("up1", "that it comes from")]:
        panel = opened(layer, (5, 6, 0))
        assert any("data-best" in button["attributes"] for button in elements(panel, "button"))
        assert f"Framed: the number {says}" in text_of(panel) or f"Framed: {says}" in text_of(panel)
    assert "Framed" not in text_of(opened("input", (0, 0, 0)))


def test_of_a_mean_no_number_is_framed_and_it_says_of_how_many_it_is():
    net = open_network([pool("mean", "AveragePooling2D")], (28, 28, 1))
    around = page_of(net, net.run(IMAGE))
    panel = node("panels/arithmetic_panel", f"m.arithmeticPanel({NUMBER}, {CONTEXT})", stage=1, cell=(3, 4, 0), **around)
    assert "the mean of 4: " in text_of(panel)
    assert not any("data-best" in button["attributes"] for button in elements(panel, "button"))
    assert "Framed" not in text_of(panel)


def test_every_number_says_from_where_rows_and_columns_count():
    for layer in ("input", "conv1", "pool1", "code"):
        assert "Rows, columns and channels count from 0, as in NumPy." in text_of(opened(layer, (1, 1, 0)))


def test_a_number_of_a_flat_row_has_a_number_and_no_row_and_column():
    said = text_of(opened("code", (1, 2, 3)))
    assert f"It is a copy of flatten, number {(1 * 4 + 2) * 8 + 3} of the row." in said
    assert text_of(opened("code", (1, 2, 3), language="pt")).startswith("É uma cópia de flatten, número 51 da fila.")
    assert "It is a copy of conv3, channel 3, row 1, column 2." in text_of(opened("flatten", (1, 2, 3)))


def test_the_colours_of_a_kernel_and_of_the_products_have_legends_with_their_ends():
    reach = np.abs(CLASSIC.layers[0].weights[0])[..., 2].max()
    of_kernel, of_products = legends(opened("conv1", (5, 5, 2)))
    assert of_kernel == f"The kernel−{reach:#.3g}0{reach:#.3g}"
    assert of_products.startswith("The products−")


def test_a_number_of_an_up_sampling_stands_framed_in_its_block_of_equal_numbers_which_lead_to_themselves():
    panel = opened("up1", (5, 6, 2))
    assert "It is a copy of conv4, channel 2, row 2, column 3, which becomes a block of 2×2 equal numbers." in text_of(panel)
    source, block = elements(panel, "table")
    assert len(elements(source, "td")) == 1
    buttons = elements(block, "button")
    assert len({text_of(button) for button in buttons}) == 1
    assert ["data-best" in button["attributes"] for button in buttons] == [False, False, True, False]
    assert [button["attributes"]["aria-label"].split(", ", 1)[1] for button in buttons] == [
        f"up1, channel 2, row {row}, column {column}" for row in (4, 5) for column in (6, 7)
    ]
