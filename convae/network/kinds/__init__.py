"""The kinds of Keras layer that convae runs: a file for each family, and here the list of them.

Read `layer_kind` first, which says what convae has to know of a kind; then a family, such as `pooling`. Whoever adds a kind writes
its class, lists it here, and gives the page its sentences.
"""

from convae.network.config import Settings
from convae.network.keras_file import ModelFileError
from convae.network.kinds.activation import ACTIVATIONS, Activation
from convae.network.kinds.conv2d import Conv2D
from convae.network.kinds.input import InputLayer
from convae.network.kinds.layer_kind import Kind, Sentence, Shape
from convae.network.kinds.pooling import AveragePooling2D, MaxPooling2D
from convae.network.kinds.reshaping import Flatten, Reshape
from convae.network.kinds.sliding_window import Sliding, SlidingWindow
from convae.network.kinds.up_sampling import UpSampling2D

__all__ = ["ACTIVATIONS", "KINDS", "InputLayer", "Kind", "Sentence", "Shape", "Sliding", "SlidingWindow", "read", "register"]

KINDS: dict[str, type[Kind]] = {}
"""The kinds that may stand after the input, each under the name of its class, which is the one in Keras."""


def register(kind: type[Kind]) -> None:
    """Let layers of this `kind` be read from now on.

    Raises:
        TypeError: it lacks parts; the error names them.
    """
    if lacking := sorted(kind.__abstractmethods__):
        raise TypeError(f"{kind.__name__} is no kind of layer yet: it lacks {', '.join(lacking)}")
    KINDS[kind.__name__] = kind


for _kind in (Conv2D, MaxPooling2D, AveragePooling2D, UpSampling2D, Flatten, Reshape, Activation):
    register(_kind)


def read(settings: Settings, input_shape: Shape) -> Kind:
    """What the layer with these `settings` does to one picture of `input_shape`.

    Raises:
        ModelFileError: the kind, one of its options or the shape is not one that convae runs; the error names it.
    """
    if settings.kind not in KINDS:
        raise ModelFileError("errors.model.kind", layer=settings.layer, kind=settings.kind, known=", ".join(KINDS))
    settings.must_be(data_format="channels_last")
    return KINDS[settings.kind].read(settings, input_shape)
