"""How a model is trained: the decoder it gets, and the settings of the training, each within bounds."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, get_args

from convae.errors import ConvaeError

Schedule = Literal["cosine", "constant"]
"""What the learning rate does after its first steps: fall to 0 along a cosine, or stay."""

WARM_UP = 500
"""Steps in which the learning rate rises from 0; a short run warms up for a quarter of its steps at most."""
BOUNDS: Mapping[str, tuple[float, float]] = {
    "decoder": (1, 64),
    "epochs": (1, 10_000),
    "batch": (8, 1024),
    "rate": (1e-5, 0.1),
    "noise": (0.0, 1.0),
    "seed": (0, 2**32 - 1),
}
"""The least and the most of each setting; of `decoder`, of each of its numbers."""


class RecipeError(ConvaeError):
    """A setting of the training is out of its bounds."""


@dataclass(frozen=True)
class Recipe:
    """The settings of one training.

    Attributes:
        decoder: filters of the first three convolutions after the code; the fourth makes the picture.
        epochs: how often to go through all digits.
        batch: how many digits are looked at in one step.
        rate: the learning rate (of Adam) at its highest.
        schedule: what it does after it has risen.
        noise: standard deviation of the noise added to the digits that go in, in shares of black; what is to come out
            stays clean. 0 is the plain autoencoder.
        seed: of all that is left to chance: the same seed gives the same weights on one machine.

    Raises:
        RecipeError: one of them is out of its `BOUNDS`; the error names it.
    """

    decoder: tuple[int, int, int]
    epochs: int
    rate: float
    batch: int = 128
    schedule: Schedule = "cosine"
    noise: float = 0.0
    seed: int = 0

    def __post_init__(self) -> None:
        for name, (least, most) in BOUNDS.items():
            value = getattr(self, name)
            numbers = value if isinstance(value, tuple) else (value,)
            if len(numbers) != (3 if name == "decoder" else 1) or not all(least <= number <= most for number in numbers):
                raise RecipeError("errors.recipe.bounds", name=name, found=str(value), least=least, most=most)
        if self.schedule not in get_args(Schedule):
            raise RecipeError("errors.recipe.schedule", found=str(self.schedule), expected=", ".join(get_args(Schedule)))

    def arguments(self) -> list[str]:
        """These settings as arguments of `python -m convae.training`."""
        values = asdict(self) | {"decoder": ",".join(map(str, self.decoder))}
        return [part for field in fields(self) for part in (f"--{field.name}", str(values[field.name]))]

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Recipe":
        """The recipe that `asdict` and a JSON file made these values of.

        Raises:
            RecipeError or TypeError: they are none.
        """
        return cls(**dict(stored) | {"decoder": tuple(stored["decoder"])})


RECIPES: Mapping[str, Recipe] = {
    "classic": Recipe(decoder=(8, 8, 16), epochs=150, rate=1e-2),
    "sharp": Recipe(decoder=(32, 32, 16), epochs=120, rate=8e-3),
}
"""The two models that come with convae: the same encoder and code, and two decoders."""
FIRST = next(iter(RECIPES))
"""The one that the page opens with and explains, that it offers to train where there is none, and that is trained if no other is asked
for."""
OWN = "own"
"""What a model with any other decoder is called."""


def name_of(decoder: tuple[int, int, int]) -> str:
    """What a model with this decoder is called: one of `RECIPES`, or `OWN`."""
    known = {recipe.decoder: name for name, recipe in RECIPES.items()}
    return known.get(decoder, OWN)
