"""What the panels under the picture say, and in which colours, without a browser."""

import random
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from browserless import address, elements, node, text_of
from convae import words
from convae.ui.network_view.network_description import book, kernels
from convae.ui.network_view.request import Request
from convae.viewed.viewed_network import ViewedNetwork
from view_samples import NETWORKS, stages

CONTEXT = (
    "await (async () => { const { paletteOf, endsOf } = await import(colour); const { speaker } = await import(dom);"
    " const palettes = Object.fromEntries(Object.entries(book.palettes).map(([name, encoded]) => [name, paletteOf(encoded)]));"
    " return { ...book, palettes, values, kernels: kernels.map((each) => each && Float32Array.from(each)), words: speaker(book.words),"
    " ends: endsOf(book.layers, values, 'layer'), off: new Set(), open() {}, toggle() {} }; })()"
)
"""What a panel knows of the page around it, made of what `known` gives."""


def known(name: str = "classic", language: str = "en") -> dict[str, Any]:
    net = NETWORKS[name]
    weights = iter(kernels(net))
    return {
        "book": book(ViewedNetwork(net), words.of(language)),
        "values": [stage.values.ravel().tolist() for stage in stages(name)],
        "kernels": [None, *(next(weights).ravel().tolist() if layer.weights else None for layer in net.layers)],
        "colour": address("paint/colour"),
        "dom": address("dom"),
    }


def opened(layer: str, cell: tuple[int, int, int], name: str = "classic", language: str = "en") -> list[Any]:
    """The panel of one number."""
    at = [each.name for each in NETWORKS[name].stages].index(layer)
    answer = answers.answer(Request("cell", at, cell), ViewedNetwork(NETWORKS[name]), stages(name))
    drawn: list[Any] = node("panels/arithmetic_panel", f"m.arithmetic(answer, {CONTEXT})", answer=answer, **known(name, language))
    return drawn


def about_channel(**figures: Any) -> str:
    """The panel of a channel of conv1 with these figures over the test digits."""
    told = {"zeros": 0.5, "counts": [1, 2], "low": 0, "high": 1, "dead": 3, "digits": 10_000, "best": []} | figures
    expression = f"m.channelPanel({{ stage: 1, channel: 0 }}, {{ figures: told }}, {CONTEXT})"
    return text_of(node("panels/channel_panel", expression, told=told, **known()))


def sums(triples: list[tuple[float, float, float]]) -> list[list[str] | None]:
    """Two terms and their total as they are shown; None where they are said to add up only about."""
    expression = (
        "triples.map(([a, b, total]) => { const decimals = m.decimalsOf([a, b], total);"
        " return decimals === null ? null : [a, b, total].map((each) => speak.fixed(each, decimals)); })"
    )
    speak = "const speak = (await import(dom)).speaker({ language: 'en', sentences: {} });"
    dom = address("dom")
    script = f"await (async () => {{ {speak} return {expression}; }})()"
    found: list[list[str] | None] = node("panels/rounding", script, triples=triples, dom=dom)
    return found


def decimal(shown: str) -> Decimal:
    return Decimal(shown.replace("−", "-").replace(",", "").removeprefix("≈ "))


SIZES = st.one_of(st.floats(-20, 20), st.floats(-1e5, 1e5), st.floats(-1e-3, 1e-3))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(SIZES, SIZES), min_size=1, max_size=200))
@example([(0.14563, 0.17967), (-0.00004, 0.00004), (0.0, 0.0), (1.0005, 1.0005), (2.5, -2.5), (123456.7, 0.00015)])
def test_an_addition_that_is_shown_adds_up(pairs):
    shown = sums([(a, b, a + b) for a, b in pairs])
    assert all(decimal(a) + decimal(b) == decimal(total) for a, b, total in filter(None, shown))


def test_hardly_any_addition_needs_to_be_said_to_be_rounded_or_many_decimals():
    pen = random.Random(3)
    pairs = [(pen.uniform(-4, 4), pen.uniform(-0.5, 0.5)) for _ in range(1000)]
    shown = [each for each in sums([(a, b, a + b) for a, b in pairs]) if each]
    assert len(shown) >= 995
    assert np.mean([len(total.partition(".")[2]) for *_, total in shown]) < 4.5


@pytest.mark.parametrize("terms", [("NaN", 0.1, "NaN"), (1e20, 1.0, 1e20), (2e6, 1.0, 2_000_001.0)])
def test_what_cannot_be_written_out_is_not_said_to_add_up(terms):
    assert sums([terms]) == [None]


@pytest.mark.parametrize("language", ["en", "pt"])
@pytest.mark.parametrize("layer", ["conv1", "conv2", "output"])
def test_the_result_of_a_convolution_adds_up_as_it_is_shown(layer, language):
    panel = opened(layer, (7, 9, 0), language=language)
    result = next(each for each in panel if each["attributes"].get("class") == "result")
    added, bias, total = (text_of(bold) for bold in elements(result, "b")[:3])
    separators = str.maketrans({",": ".", ".": ""} if language == "pt" else {})
    assert decimal(added.translate(separators)) + decimal(bias.translate(separators)) == decimal(total.translate(separators))


def test_the_frame_in_the_tables_is_explained_where_there_is_one():
    for layer, says in [("conv1", "whose product is the largest"), ("pool1", "the largest number"), ("up1", "that it comes from")]:
        panel = opened(layer, (5, 6, 0))
        assert any("data-best" in button["attributes"] for button in elements(panel, "button"))
        assert f"Framed: the number {says}" in text_of(panel) or f"Framed: {says}" in text_of(panel)
    assert "Framed" not in text_of(opened("input", (0, 0, 0)))


def test_every_number_says_from_where_rows_and_columns_count():
    for layer in ("input", "conv1", "pool1", "code"):
        assert "Rows, columns and channels count from 0, as in NumPy." in text_of(opened(layer, (1, 1, 0)))


def test_a_bias_that_is_nearly_nothing_costs_no_decimals_and_is_not_said_to_be_nothing():
    assert sums([(-4.19961, 0.00001, -4.1996), (2.5, 0.0, 2.5)]) == [["−4.20", "≈ 0", "−4.20"], ["2.50", "0", "2.50"]]


def test_a_number_of_a_flat_row_has_a_number_and_no_row_and_column():
    said = text_of(opened("code", (1, 2, 3)))
    assert f"It is a copy of flatten, number {(1 * 4 + 2) * 8 + 3} of the row." in said
    assert text_of(opened("code", (1, 2, 3), language="pt")).startswith("É uma cópia de flatten, número 51 da fila.")
    assert "It is a copy of conv3, channel 3, row 1, column 2." in text_of(opened("flatten", (1, 2, 3)))


def test_the_colours_of_kernels_have_a_legend_with_their_ends():
    weights = np.abs(kernels(NETWORKS["classic"])[0])
    for module, asked, reach, says in [
        ("layer", "{ stage: 1, kernels: true }", weights.max(), "All kernels of conv1 share these colours."),
        ("channel", "{ stage: 1, channel: 2 }", weights[..., 2].max(), ""),
    ]:
        panel = node(f"panels/{module}_panel", f"m.{module}Panel({asked}, null, {CONTEXT})", **known())
        (legend,) = (each for each in elements(panel, "p") if each["attributes"].get("class") == "legend")
        assert text_of(legend) == f"{says}−{reach:#.3g}0{reach:#.3g}"
    said = text_of(opened("conv1", (5, 5, 2)))
    assert f"The kernel−{weights[..., 2].max():#.3g}0" in said
    assert "The products−" in said


def test_equal_weights_of_two_filters_have_equal_colours():
    told = known()
    told["kernels"][1] = np.where(np.arange(9 * 16) % 16 == 0, 1.0, 0.25).tolist()
    panel = node("panels/layer_panel", f"m.layerPanel({{ stage: 1, kernels: true }}, null, {CONTEXT})", **told)
    colours = [{cell["style"]["cssText"].split(";")[0] for cell in elements(figure, "td")} for figure in elements(panel, "figure")]
    assert colours[1] == colours[2]
    assert len(colours[0] | colours[1]) == 2


@pytest.mark.parametrize(
    ("zeros", "says"),
    [
        (0, "Never exactly 0."),
        (0.0004, "0 in fewer than 0.1% of all places, which the chart leaves out."),
        (0.0123, "0 in 1.2% of all places, which the chart leaves out."),
        (0.9999, "0 in more than 99.9% of all places, which the chart leaves out."),
    ],
)
def test_the_share_of_zeros_is_said_as_it_is(zeros, says):
    assert says in about_channel(zeros=zeros)
    assert ("leaves out" in about_channel(zeros=zeros)) == (zeros > 0)


def test_a_dead_channel_is_said_to_be_dead_and_nothing_excites_it():
    said = about_channel(zeros=1, counts=[0, 0], dead=10_000)
    assert "Dead: it is 0 in every place, for every digit." in said
    assert "excite" not in said
    assert "places" not in said


@pytest.mark.parametrize(
    ("share", "says"),
    [
        (0, "0.0%"),
        (0.0004, "< 0.1%"),
        (0.0005, "0.1%"),
        (0.123, "12.3%"),
        (0.9994, "99.9%"),
        (0.9996, "> 99.9%"),
        (1, "100.0%"),
        (3.2, "320.0%"),
    ],
)
def test_a_percentage_does_not_say_nothing_for_little_or_all_for_most(share, says):
    assert node("dom", "m.speaker({ language: 'en', sentences: {} }).percent(share)", share=share) == says


@pytest.mark.parametrize(
    ("moment", "english", "portuguese"),
    [
        (1, "after 1 step, 0.2% of the first epoch: loss 0.500", "após 1 passo, 0,2% da primeira época: perda 0,500"),
        (2, "after 20 steps, 4.3% of the first epoch: loss 0.250", "após 20 passos, 4,3% da primeira época: perda 0,250"),
        (3, "after 469 steps, 1 epoch: loss 0.100", "após 469 passos, 1 época: perda 0,100"),
        (4, "after 938 steps, 2 epochs: loss 0.100", "após 938 passos, 2 épocas: perda 0,100"),
    ],
)
def test_a_moment_within_the_first_epoch_says_how_much_of_it_has_passed(moment, english, portuguese):
    past = {"steps": [0, 1, 20, 469, 938], "epoch": 469, "curve": [[1, 0.5], [20, 0.25], [469, 0.1]], "floor": None}
    for language, said in (("en", english), ("pt", portuguese)):
        spoken = {"language": language, "sentences": words.of(language).group("view")}
        expression = "m.momentSaid(past, moment, (await import(dom)).speaker(spoken))"
        assert node("controls/training_slider", expression, past=past, moment=moment, spoken=spoken, dom=known()["dom"]) == said
