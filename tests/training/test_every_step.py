"""What a program is told of every step of a training, held to NumPy."""

import json

import numpy as np
import pytest

from convae import digits
from convae.recipes import Recipe
from training_program import HELD_OUT, IMAGES, Program, cross_entropy, model, of_kind, past, row, scheduled_rate, weights

EVERY_STEP = """
import sys
from convae.training import __main__ as program

with program._errors_held_back():
    from convae.training import watching
watching.INTERVAL = 0
sys.exit(program.main())
"""
OWN = Recipe(decoder=(3, 5, 7), epochs=12, rate=0.02, batch=64, seed=5)


@pytest.fixture(scope="module")
def every_step(few_digits) -> list[dict]:
    """What a program is told of a training with a decoder of its own, with a report of each step."""
    with Program("--data", few_digits, *OWN.arguments(), "--hold-out", HELD_OUT, code=EVERY_STEP, TF_CPP_MIN_LOG_LEVEL="3") as program:
        return program.end()


def test_a_decoder_of_ones_own_gives_a_network_of_its_parameters(every_step):
    assert every_step[0]["model"] == "own"
    net = model(every_step[-1])[0]
    assert (net.name, net.parameters) == ("own", 2649)
    assert [layer.output_shape[-1] for layer in net.layers if layer.name in ("conv4", "conv5", "conv6")] == [3, 5, 7]
    assert Recipe.of(json.loads(past(every_step[-1]).facts)["recipe"]) == OWN


def test_a_program_gets_the_network_before_it_has_learned_anything(every_step):
    net, file = model(every_step[1])
    assert (every_step[1]["event"], net.name, net.parameters) == ("built", "own", 2649)
    assert len(file) < 80_000
    np.testing.assert_array_equal(row(net).astype(np.float16), past(every_step[-1]).weights[0])


def test_the_digits_held_out_choose_the_epoch_and_its_figures_are_told(every_step, few_digits):
    figures = [report["validation_bce"] for report in of_kind(every_step, "epoch")]
    assert len(figures) == OWN.epochs
    held_out = digits.load(few_digits).x_train[-HELD_OUT:]
    assert cross_entropy(model(every_step[-1])[0], held_out) == pytest.approx(min(figures), abs=1e-4)
    best = 1 + int(np.argmin(figures))
    assert past(every_step[-1]).steps[-1] == 6 * best
    assert every_step[-1]["kept"] == (None if best == OWN.epochs else best)


def loss_of_every_batch(reports: list[dict], last: dict, images: np.ndarray) -> list[float]:
    """The loss of the digits of each step, under the weights before it, computed in NumPy."""
    net, rng = model(last)[0], np.random.default_rng(OWN.seed)
    before, order, losses = past(last).weights[0], rng.permutation(len(images)), []  # Keras asks for another order before it begins
    for number, report in enumerate(reports):
        place = number % 6
        if place == 0:
            order = rng.permutation(len(images))
        losses.append(cross_entropy(net.with_weights(before), images[order[place * 64 : (place + 1) * 64]]))
        before = weights(report)
    return losses


def test_a_report_has_the_loss_since_the_last_one_and_the_weights_of_the_moment(every_step, few_digits):
    steps, images = of_kind(every_step, "step"), digits.load(few_digits).x_train[:-HELD_OUT]
    assert [(step["epoch"], step["step"], step["steps"]) for step in steps] == [(e, s, 6) for e in range(1, 13) for s in range(1, 7)]
    expected = loss_of_every_batch(steps, every_step[-1], images)
    assert max(expected) - min(expected) > 0.1
    assert [step["bce"] for step in steps] == pytest.approx(expected, abs=2e-3)


def test_the_curve_of_a_history_is_the_mean_loss_between_its_points(every_step):
    found, steps = past(every_step[-1]), of_kind(every_step, "step")
    sizes = [64] * 5 + [IMAGES - HELD_OUT - 5 * 64]
    for at, bce in zip(found.curve_steps.tolist(), found.curve_bce, strict=True):
        earlier = [step for step in found.curve_steps.tolist() if step < at]
        first = max([*earlier[-1:], (at - 1) // 6 * 6])  # the point before, or the beginning of the epoch
        assert bce == pytest.approx(
            np.average([step["bce"] for step in steps[first:at]], weights=[sizes[step % 6] for step in range(first, at)]), abs=1e-4
        )


def test_a_history_has_the_weights_that_there_were_at_its_moments(every_step):
    found, steps = past(every_step[-1]), of_kind(every_step, "step")
    assert len(found.steps) > 3
    for at, kept in zip(found.steps[1:], found.weights[1:], strict=True):
        np.testing.assert_array_equal(kept, weights(steps[at - 1]).astype(np.float16))


def test_the_learning_rate_rises_and_falls_to_nothing_along_a_cosine(every_step):
    rates = [report["rate"] for report in of_kind(every_step, "step")]
    assert rates == pytest.approx([scheduled_rate(OWN, done, 6) for done in range(1, 73)], rel=1e-4, abs=1e-9)
    assert max(rates) == pytest.approx(0.02)
    assert rates[-1] == pytest.approx(0, abs=1e-9)


def test_with_noise_and_a_constant_rate_what_comes_out_is_no_noise(few_digits):
    recipe = Recipe(decoder=(8, 8, 16), epochs=15, rate=0.02, batch=32, schedule="constant", noise=0.5)
    with Program("--data", few_digits, *recipe.arguments(), "--hold-out", 0, code=EVERY_STEP, TF_CPP_MIN_LOG_LEVEL="3") as program:
        said = program.end()
    assert said[0]["model"] == "classic"
    reports, saved = of_kind(said, "step"), said[-1]
    assert [report["rate"] for report in reports] == pytest.approx([scheduled_rate(recipe, done, 13) for done in range(1, 196)], rel=1e-4)
    assert reports[-1]["rate"] == pytest.approx(0.02)
    assert Recipe.of(json.loads(past(saved).facts)["recipe"]) == recipe
    net, images = model(saved)[0], digits.load(few_digits).x_train
    assert net.parameters == 4385
    # Of the digits that it was shown with noise it has learned the digits without: their copies are better than the epoch's loss.
    assert cross_entropy(net, images) < of_kind(said, "epoch")[-1]["bce"]
