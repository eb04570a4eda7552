"""What of a line of points lies on the canvas."""

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]


def clip(line: Points, size: tuple[int, int]) -> list[Points]:
    """The parts of a line that lie on the canvas, its edges included, each shape (n, 2); a line that leaves and comes back is two.

    Args:
        line: points x, y, shape (n, 2).
        size: width and height of the canvas, which begins at 0, 0.

    Each piece of the line is cut by the four edges (Liang and Barsky, ACM Transactions on Graphics 3(1), 1984).
    """
    inside = bool(((line >= 0) & (line <= size)).all())
    if inside or len(line) == 1:
        return [line] if inside else []
    start, along = line[:-1], np.diff(line, axis=0)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        edges = np.stack([-start / along, (np.array(size) - start) / along])
    # A piece along an axis never meets the two edges beside it: it is between them all the way, or nowhere.
    still, between = along == 0, (start >= 0) & (start <= size)
    enter = np.where(still, np.where(between, 0, 2), edges.min(0)).max(1).clip(0)
    leave = np.where(still, 1, edges.max(0)).min(1).clip(max=1)
    seen = np.flatnonzero(enter <= leave)
    if not seen.size:
        return []
    start, along, enter, leave = start[seen], along[seen], enter[seen, None], leave[seen, None]
    first, last = (np.clip(start + share * along, 0, size) for share in (enter, leave))
    breaks = np.flatnonzero(leave[:-1, 0] < 1) + 1
    return [np.concatenate([first[run[:1]], last[run]]) for run in np.split(np.arange(len(seen)), breaks)]
