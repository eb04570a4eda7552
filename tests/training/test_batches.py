"""Digits as Keras takes them in: looked at in a process of its own, because of Keras."""

import json
import textwrap

import pytest

from processes import python

PROGRAM = """
    import json
    import numpy as np
    from convae import digits
    from convae.training.batches import Batches

    images, said = digits.load().x_train[:20], {}
    for noise in (0.0, 0.5):
        batches = Batches(images, 8, noise, np.random.default_rng(1))
        pairs = [batches[index] for index in range(len(batches))]
        given, wanted = (np.concatenate(part) for part in zip(*pairs))
        batches.on_epoch_end()
        digits_of = lambda pictures: sorted(map(bytes, np.rint(pictures * 255).astype(np.uint8)))
        said[noise] = {
            "sizes": [len(target) for _, target in pairs],
            "seen": [batches.seen(count) for count in range(4)],
            "wanted are the digits": digits_of(wanted[..., 0]) == digits_of(images / 255),
            "given are the digits": bool((given == wanted).all()),
            "in the same order again": bool((batches[0][1] == pairs[0][1]).all()),
            "range": [float(given.min()), float(given.max())],
            "paper": float(given[wanted == 0].mean()),
            "kinds": [f"{array.dtype} {array.shape}" for array in (given, wanted)],
        }
    print(json.dumps(said))
"""


@pytest.fixture(scope="module")
def batches() -> dict[str, dict]:
    """What twenty digits in batches of eight are like, without noise and with."""
    done = python("-c", textwrap.dedent(PROGRAM), TF_CPP_MIN_LOG_LEVEL="3")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("noise", ["0.0", "0.5"])
def test_every_digit_is_wanted_once_in_an_epoch_and_the_next_has_another_order(batches, noise):
    found = batches[noise]
    assert found["sizes"] == [8, 8, 4]
    assert found["seen"] == [0, 8, 16, 20]
    assert found["wanted are the digits"]
    assert not found["in the same order again"]
    assert found["kinds"] == ["float32 (20, 28, 28, 1)"] * 2


def test_without_noise_what_goes_in_is_what_is_to_come_out(batches):
    assert batches["0.0"]["given are the digits"]


def test_noise_is_on_what_goes_in_alone_and_leaves_it_between_paper_and_ink(batches):
    found = batches["0.5"]
    assert not found["given are the digits"]
    assert found["range"] == [0, 1]
    # Of the noise around 0 the lower half is cut off: the mean of what is left is 0.5 / √(2π), but for the little above 1.
    assert found["paper"] == pytest.approx(0.195, abs=0.01)
