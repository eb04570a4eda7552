"""How each channel of each layer behaves over many digits: how large its numbers are, which digits excite it, where it is dead.

`python -m convae.channels models/classic.keras` counts a model's channels over the test digits and writes the figures beside it.
"""

from convae.channels.channel_figures import ChannelFigure, ChannelFigures
from convae.channels.counting import measure
from convae.channels.side_file import beside, save

__all__ = ["ChannelFigure", "ChannelFigures", "beside", "measure", "save"]
