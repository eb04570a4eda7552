"""What the server sends, as the browser reads it."""

import base64
from typing import Any

import numpy as np
import pytest

from browserless import address, node
from convae import ink, words
from convae.history import History
from convae.ui.network_view import View
from convae.ui.network_view.network_description import weights
from convae.ui.network_view.request import Request
from convae.viewed.viewed_network import ViewedNetwork
from drawn_digits import DIGITS
from view_context import ENGLISH
from view_samples import CLASSIC, IMAGE, NETWORKS

VIEW, NOTHING = View("network"), Request()
SHOWN = ViewedNetwork(CLASSIC)
PAST = History(
    "",
    "{}",
    2,
    np.array([0, 1]),
    np.stack([np.linspace(-2, 2, CLASSIC.parameters), np.full(CLASSIC.parameters, 6e-8)]).astype(np.float16),
    np.array([1]),
    np.array([0.7]),
)
READ = (
    "await (async () => { const { header, parts } = m.readBlob(Uint8Array.from(atob(blob), (c) => c.charCodeAt(0)));"
    " const [top, left, , width] = header.ink;"
    " return { ...header, parts, picture: (await import(pen)).laid(parts.ink, width, top, left, [28, 28]) }; })()"
)


def read(data: bytes) -> dict[str, Any]:
    found: dict[str, Any] = node("blob", READ, blob=base64.b64encode(data).decode(), pen=address("engine/ink/mnist_pen"))
    return found


def packed(shown: ViewedNetwork = SHOWN, image: np.ndarray = IMAGE, wanted: Request = NOTHING, known: Any = None) -> tuple[bytes, Any]:
    return VIEW.packed(shown, image, wanted, ENGLISH, known)


@pytest.mark.parametrize("name", NETWORKS)
def test_the_browser_has_every_weight_and_every_pixel_to_the_last_bit(name):
    found = read(packed(ViewedNetwork(NETWORKS[name]))[0])
    assert np.array_equal(np.array(found["parts"].get("weights", []), np.float32), weights(NETWORKS[name]))
    assert np.array_equal(np.array(found["picture"], np.float32), IMAGE.ravel())


@pytest.mark.parametrize("place", [(slice(3, 9), slice(20, 28)), (slice(27, 28), slice(0, 1)), (slice(0, 0), slice(0, 0))])
def test_a_picture_keeps_its_place_though_only_its_ink_is_sent(place):
    image = np.zeros((28, 28), np.float32)
    image[place] = 0.3
    found = read(packed(image=image)[0])
    assert np.array_equal(np.array(found["picture"], np.float32), image.ravel())
    assert len(found["parts"]["ink"]) == np.count_nonzero(image)


def test_only_what_a_browser_does_not_know_yet_is_sent():
    other = ViewedNetwork(CLASSIC.with_weights(np.ones(CLASSIC.parameters, np.float32)))
    whole, known = packed()
    again, after = packed(known=known)
    learned, _ = VIEW.packed(ViewedNetwork(other.net), IMAGE, Request(), ENGLISH, known)
    translated, _ = VIEW.packed(SHOWN, IMAGE, Request(), words.of("pt"), known)
    assert after == known
    sent = [read(data) for data in (whole, again, learned, translated)]
    assert [["book" in each, "weights" in each["parts"]] for each in sent] == [[True, True], [False, False], [False, True], [True, True]]


def test_all_moments_of_a_training_come_when_they_are_asked_for_and_once():
    shown = ViewedNetwork(CLASSIC, PAST)
    _, known = packed(shown)
    asked, after = packed(shown, wanted=Request(moments=True), known=known)
    again, _ = packed(shown, wanted=Request(moments=True), known=after)
    later, _ = packed(shown, known=after)
    assert np.array_equal(np.array(read(asked)["parts"]["moments"], np.float16), PAST.weights.ravel())
    assert set(read(again)["parts"]) == set(read(later)["parts"]) == {"ink"}
    assert "moments" in read(packed(shown, wanted=Request(moments=True))[0])["parts"]  # as after a reload


def test_a_stroke_sends_little():
    _, known = packed()
    for digit in range(10):
        assert len(packed(image=ink.from_strokes(DIGITS[digit]), known=known)[0]) < 2_000
