"""With how many decimals an addition is shown, so that who adds up the numbers shown finds the sum shown."""

from collections.abc import Sequence
from decimal import Decimal

MOST = 9
"""Beyond so many decimals nobody reads."""


def decimals(terms: Sequence[float], total: float, least: int) -> int | None:
    """The decimals with which the `terms` add up to their `total`, `least` or more; None where none do."""
    return next((count for count in range(least, MOST + 1) if sum(_shown(term, count) for term in terms) == _shown(total, count)), None)


def _shown(value: float, count: int) -> Decimal:
    return Decimal(f"{value:.{count}f}")
