"""Where one number comes from.

`explain` lays open the arithmetic of a single cell; `sources` and `reached` say which cells depend on which through all layers.

Stages count as in `Network.run`: 0 is the input, i the output of `net.layers[i - 1]`. A cell is (row, column, channel), from 0, in
the stage's `arrangement`: a number that Flatten puts in a row keeps the cell that it had before.
"""

from convae.network.kinds.terms import Arithmetic, AveragePooling, Cell, Convolution, MaxPooling, Pixel, Pooling, Single
from convae.network.kinds.windows import Interval, Windows
from convae.trace.explanation import explain
from convae.trace.receptive_field import Box, TraceError, arrangement, reached, sources, windows

__all__ = [
    "Arithmetic",
    "AveragePooling",
    "Box",
    "Cell",
    "Convolution",
    "Interval",
    "MaxPooling",
    "Pixel",
    "Pooling",
    "Single",
    "TraceError",
    "Windows",
    "arrangement",
    "explain",
    "reached",
    "sources",
    "windows",
]
