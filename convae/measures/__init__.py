"""How good a reconstruction is.

`python -m convae.measures models/*.keras` measures models on the test digits, writes the figures beside them, and prints
the table of `models/README.md`.
"""

from convae.measures.reconstruction_error import Figures, ModelFigures, beside, compare, cross_entropy, farther, floor, measure

__all__ = ["Figures", "ModelFigures", "beside", "compare", "cross_entropy", "farther", "floor", "measure"]
