"""Where one number comes from.

`explain` lays open the arithmetic of a single cell; `sources` and `reached` say which cells depend on which through all layers.
"""

from convae.network.kinds.terms import Arithmetic, AveragePooling, Cell, Convolution, MaxPooling, Pooling, Single
from convae.trace.explanation import cell_box, explain
from convae.trace.receptive_field import Box, Interval, TraceError, Windows, arrangement, reached, sources, windows

__all__ = [
    "Arithmetic",
    "AveragePooling",
    "Box",
    "Cell",
    "Convolution",
    "Interval",
    "MaxPooling",
    "Pooling",
    "Single",
    "TraceError",
    "Windows",
    "arrangement",
    "cell_box",
    "explain",
    "reached",
    "sources",
    "windows",
]
