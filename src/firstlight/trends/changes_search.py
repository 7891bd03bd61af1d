"""The cheapest division of a series into stretches: optimal partitioning, seen by several eyes.

Jackson et al. (IEEE Signal Processing Letters 2005) give the exact recursion; Killick, Fearnhead
and Eckley (JASA 2012) the form of the cost. A *view* is one noise model with one strictness; each
divides the series by itself, and the consensus decides between them.
"""

import itertools
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firstlight.trends.changes_costs import Floats, Misfit, lengths

SHORTEST = 10
"""Points in the shortest stretch; short series allow a third of themselves."""
ROUNDS = 6
"""Most rounds that settle the common noise."""


class View(NamedTuple):
    """One way to look: noise `common` to all stretches or free in each, and a strictness.

    The strictness is a multiple of (parameters × ln n), the weight that BIC gives twice.
    """

    common: bool
    strictness: float


def divide(models: list[Misfit], view: View, *, floor: float) -> tuple[int, ...]:
    """Return the starts of all stretches but the first, under one view; `floor` bounds noise."""
    size = models[0].squares.shape[0]
    if not view.common:
        return _partition(_priced(models, view, floor=floor, noise=None).min(axis=0))
    widest = models[-1]
    noise = max(widest.squares[0, size] / max(size - widest.parameters, 1), floor)
    found: tuple[int, ...] = ()
    for _ in range(ROUNDS):
        priced = _priced(models, view, floor=floor, noise=noise)
        found = _partition(priced.min(axis=0))
        renewed = max(_noise(models, priced, found), floor)
        if abs(renewed - noise) <= 1e-9 * noise:
            break
        noise = renewed
    return found


def _priced(
    models: list[Misfit], view: View, *, floor: float, noise: float | None
) -> NDArray[np.float64]:
    """Return the cost of each stretch under each model: models × n × (n + 1)."""
    size = models[0].squares.shape[0]
    length = lengths(size)
    known = np.maximum(length, 1)
    toll = view.strictness * np.log(size)
    priced = np.empty((len(models), size, size + 1))
    for at, (misfit, parameters) in enumerate(models):
        squares = np.where(length > 0, misfit, 0.0)
        if noise is None:
            variance = np.maximum(squares / known, floor)
            cost = known * np.log(variance) + squares / variance + toll * (parameters + 2)
        else:
            cost = squares / noise + toll * (parameters + 1)
        least = max(parameters + 2, min(SHORTEST, size // 3))
        priced[at] = np.where(length >= least, cost, np.inf)
    return priced


def _noise(models: list[Misfit], priced: NDArray[np.float64], found: tuple[int, ...]) -> float:
    """Return the variance left by the chosen models of the stretches found."""
    size = priced.shape[1]
    squares, free = 0.0, 0
    edges = (0, *found, size)
    for start, end in itertools.pairwise(edges):
        best = int(np.argmin(priced[:, start, end]))
        squares += float(models[best].squares[start, end])
        free += end - start - models[best].parameters
    return float(squares / max(free, size / 2))


def _partition(cost: Floats) -> tuple[int, ...]:
    """Return the cheapest division for costs [start, end) that hold their own penalties."""
    size = cost.shape[0]
    total = np.full(size + 1, np.inf)
    total[0] = 0.0
    before = np.zeros(size + 1, np.int64)
    for end in range(1, size + 1):
        tried = total[:end] + cost[:end, end]
        before[end] = int(np.argmin(tried))
        total[end] = tried[before[end]]
    if not np.isfinite(total[size]):
        return ()
    found: list[int] = []
    at = int(before[size])
    while at > 0:
        found.append(at)
        at = int(before[at])
    return tuple(reversed(found))
