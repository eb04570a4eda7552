"""How fast a training goes: how long it has been at work, and about how long the rest takes."""

from collections.abc import Callable

ENOUGH = 1.0
"""Seconds of steps after which their pace tells something of the rest."""


class Pace:
    """The seconds of a training of `total` steps, on a `clock`; what it stood still does not count."""

    def __init__(self, total: int, clock: Callable[[], float]) -> None:
        self._total, self._clock = total, clock
        self._began, self._still, self._first = clock(), 0.0, 0.0
        self.done = 0

    def step(self) -> None:
        """Note that a step has been made."""
        self.done += 1
        if self.done == 1:
            self._first = self.seconds

    def stood_still(self, seconds: float) -> None:
        """Note that for so many `seconds` there was no work."""
        self._still += seconds

    @property
    def seconds(self) -> float:
        """How long it has been at work."""
        return self._clock() - self._began - self._still

    @property
    def left(self) -> float | None:
        """About how many seconds the rest takes; None while that is a guess, in the first second.

        The first step is not counted: before it TensorFlow compiles the whole network, which takes as long as hundreds of steps.
        """
        measured = self.seconds - self._first
        if self.done < 2 or measured < ENOUGH:
            return None
        return measured / (self.done - 1) * (self._total - self.done)
