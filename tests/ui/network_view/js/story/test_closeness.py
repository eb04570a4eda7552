"""What the story says of how close a copy came: it compares, and praises nothing."""

from typing import Any

import numpy as np
import pytest

from browserless import address, node
from convae import words

WRITTEN = """(async () => {
    const { speaker } = await import(speaking);
    const network = { words: speaker(view), tale: speaker(tale), crowded: 0.29 };
    const stages = [picture, copy].map((each) => Float32Array.from(each));
    const errors = percentiles && Float32Array.from(percentiles);
    const running = { picture: stages[0], whole: stages, lacking: stages, moments: new Float32Array() };
    const shown = m.closeness({ network, acts: {} });
    m.writeFigures({ network, running, errors, moment, told, off: new Set(off), differing: false }, shown);
    const figures = Object.fromEntries(Object.entries(shown.figures).map(([name, each]) => [name, each.textContent]));
    return { ...figures, standing: shown.standing.textContent, note: shown.note.textContent };
})()"""
PICTURE = np.linspace(0, 0.45, 784)


def written(
    picture: np.ndarray = PICTURE,
    error: float = 0.25,
    percentiles: list[float] | None = None,
    told: dict[str, bool] | None = None,
    language: str = "en",
    **other: Any,
) -> dict[str, str]:
    """What stands there of a copy with an error per ink."""
    given = {"moment": None, "off": [], "told": {"learning": False, "prepared": True} | (told or {})} | other
    found: dict[str, str] = node(
        "story/closeness",
        f"await {WRITTEN}",
        speaking=address("speaker"),
        view=words.of(language).for_browser("view"),
        tale=words.of(language).for_browser("story"),
        picture=picture.tolist(),
        copy=(picture * (1 - error**0.5)).tolist(),
        percentiles=percentiles,
        **given,
    )
    return found


@pytest.mark.parametrize(
    ("larger", "says"),
    [
        (99, "a smaller error than 99% of the test digits get"),
        (82, "a smaller error than 82% of the test digits get"),
        (50, "a smaller error than 50% of the test digits get"),
        (49, "a larger error than 50% of the test digits get"),
        (1, "a larger error than 98% of the test digits get"),
        (0, "one of the largest errors: larger than 99% of the test digits have"),
    ],
)
def test_the_verdict_compares_copies_and_praises_nothing(larger: int, says: str) -> None:
    found = written(percentiles=[9.0] * larger + [0.0] * (99 - larger))
    assert found["standing"] == says
    assert found["note"] == "says how close the copy is, not whether it is a digit"


@pytest.mark.parametrize("language", ["en", "pt"])
def test_the_four_figures_are_written_as_the_language_does(language: str) -> None:
    found, decimal = written(language=language), words.of(language).spoken.numbers.decimal
    assert found["error_per_ink"] == f"25{decimal}0%"
    assert found["mse"] == f"{0.25 * np.mean(PICTURE**2):.5f}".replace(".", decimal)
    assert found["bce"] > found["floor"]


@pytest.mark.parametrize(
    ("other", "says"),
    [
        ({"percentiles": None}, "comparing with 10,000 test digits …"),
        ({"off": ["1 0"]}, "channels are switched off"),
        ({"moment": 3}, "this network is still learning"),
        ({"told": {"learning": True}}, "this network is still learning"),
        ({"picture": np.where(np.arange(784) < 300, 1.0, 0.0)}, "not compared: your strokes ran into each other"),
    ],
)
def test_what_is_not_compared_says_why(other: dict[str, Any], says: str) -> None:
    found = written(**{"percentiles": [0.5] * 99} | other)
    assert (found["standing"], found["note"]) == ("", says)


def test_a_digit_of_mnists_own_is_compared_however_much_ink_it_has() -> None:
    found = written(np.where(np.arange(784) < 300, 1.0, 0.0), percentiles=[0.5] * 99, told={"prepared": False})
    assert found["standing"]
