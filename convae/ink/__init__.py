"""A drawing, its strokes or a photo of a digit, as the 28×28 picture that MNIST's makers would have made of it.

A network that has seen only MNIST is lost if a digit is larger, further left or thinner than MNIST's. Here place, size and brush go.

Read first `mnist_pen`, what MNIST's digits are like; then the ways in: `ink_picture` (a picture of a drawing), `polylines` (strokes),
which looks at them on their `brushed_canvas`, `photo` (a photo or scan), which goes from `contrast` and `sheet` by `two_shades`, or
`standing_out` and `paper_lines`, to `digit_pieces`, `printed_box` and `several_digits`, in `doubt` or with a visitor's `correction`,
and `drawing` (the canvas's JSON), which reads it with `canvas`, `fabric_path` and `clip`.
"""

from convae.ink.canvas import Line
from convae.ink.correction import Correction
from convae.ink.drawing import lines_of_drawing, picture_of_lines, steps_of_drawing, steps_of_lines, strokes
from convae.ink.ink_error import InkError
from convae.ink.ink_picture import normalise, steps_of_picture
from convae.ink.mnist_pen import Steps, crowded
from convae.ink.photo import digits_in_photo, from_photo, steps_of_photo
from convae.ink.polylines import from_strokes, steps_of_strokes

__all__ = [
    "Correction",
    "InkError",
    "Line",
    "Steps",
    "crowded",
    "digits_in_photo",
    "from_photo",
    "from_strokes",
    "lines_of_drawing",
    "normalise",
    "picture_of_lines",
    "steps_of_drawing",
    "steps_of_lines",
    "steps_of_photo",
    "steps_of_picture",
    "steps_of_strokes",
    "strokes",
]
