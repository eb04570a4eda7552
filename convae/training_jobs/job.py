"""What is to be trained, on which digits, and how far it may go."""

import sys
from dataclasses import dataclass, replace
from pathlib import Path

from convae import digits
from convae.recipes import FIRST, RECIPES, Recipe

MINUTES = 10.0
"""How long a run may take if nothing else is said."""
MEGABYTES = 1500
"""How much memory a run may take: TensorFlow takes 500 MB before it begins, all of MNIST 300 more."""


@dataclass(frozen=True)
class Upload:
    """A file of digits that stands on no disk: its name, for people, and what is in it."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Job:
    """What to train, on which digits, and how long it may take.

    Attributes:
        data: a file in MNIST's layout, or one that was uploaded; None is all of MNIST, downloaded where Keras has not done so yet.
    """

    recipe: Recipe = RECIPES[FIRST]
    data: Path | Upload | None = digits.BUNDLED
    minutes: float = MINUTES
    megabytes: int = MEGABYTES

    def without_content(self) -> "Job":
        """The same, of whose uploaded digits only the name is kept: what the process has, nobody else needs."""
        return replace(self, data=Upload(self.data.name, b"")) if isinstance(self.data, Upload) else self

    def command(self, data: Path | None) -> list[str]:
        """The command that does it, with the digits in the file `data`, or all of MNIST."""
        source = [] if data is None else ["--data", str(data)]
        limits = ["--minutes", str(self.minutes), "--megabytes", str(self.megabytes)]
        return [sys.executable, "-m", "convae.training", "--json", *source, *self.recipe.arguments(), *limits]
