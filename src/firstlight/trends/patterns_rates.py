"""Rates: is a combination a larger share of one period than of the others, and by how much?

Given how often a combination occurs in all, its count in a period is binomial (conditional test of
two Poisson rates, Przyborowski and Wilenski 1940); strength is half the squared signed root of the
deviance, in nats. Counts of real registers scatter more than that: the deviance is divided by a
dispersion that is estimated from the other periods (quasi-likelihood, Wedderburn 1974) and drawn
towards the median of all combinations.
"""

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy.stats import beta, chi2

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]

LEAST_IN_PERIOD = 5
"""Records of the period that a pattern must have."""
_PRIOR = 10.0
_SEASON_PRIOR = 20.0


def strength(counts: Floats, totals: Floats, share: Floats) -> Floats:
    """Return the deviance / 2 of counts above their share of the totals, 0 where below (nats).

    `totals` are counts of all periods, `share` the part that the period is expected to have.
    """
    expected, rest = totals * share, totals - counts
    with np.errstate(divide="ignore", invalid="ignore"):
        inside = np.where(counts > 0, counts * np.log(counts / expected), 0.0)
        outside = np.where(rest > 0, rest * np.log(rest / (totals - expected)), 0.0)
        found = np.where((counts > expected) & (counts >= LEAST_IN_PERIOD), inside + outside, 0.0)
    return np.nan_to_num(np.maximum(found, 0.0), posinf=0.0)


def shares(sizes: Floats, counts: Floats, season: Ints, cycle: int) -> Floats:
    """Return the share of a combination's records that each period should have.

    Without seasons that is the period's share of all records. With seasons (`cycle` > 1 and two
    whole years) each combination's rate in the same season of other years, drawn towards its
    overall rate, tilts it. Shape of `counts` (combinations by periods) or of `sizes`.
    """
    if cycle < 2 or len(sizes) < 2 * cycle + 1:
        return sizes / sizes.sum()
    tilted = sizes * seasonal(sizes, counts, season, cycle)
    whole: Floats = tilted / tilted.sum(axis=1, keepdims=True)
    return whole


def seasonal(sizes: Floats, counts: Floats, season: Ints, cycle: int) -> Floats:
    """Return the seasonal index of each combination and period, from the other years only."""
    rate = counts.sum(axis=1, keepdims=True) / sizes.sum()
    same = np.equal.outer(np.arange(cycle), season).astype(float)
    seen = (counts @ same.T)[:, season] - counts
    due = rate * ((sizes @ same.T)[season] - sizes)
    index: Floats = (seen + _SEASON_PRIOR) / (due + _SEASON_PRIOR)
    return index


def dispersion(counts: Floats, share: Floats) -> tuple[Floats, float]:
    """Return the dispersion of each combination (rows) for each period left out, and the median.

    Pearson residuals of the other periods, the largest of them left out, so that another period's
    own pattern does not hide this one's; never below 1. Fewer than five periods tell nothing: 1.
    """
    size = counts.shape[1]
    if size < 5 or not len(counts):
        return np.ones_like(counts), 1.0
    totals = counts.sum(axis=1, keepdims=True)
    expected = np.maximum(totals * share, 1e-9)
    squares = (counts - expected) ** 2 / (expected * np.maximum(1 - share, 1e-9))
    top = np.sort(squares, axis=1)[:, -2:]
    worst = np.where(squares >= top[:, 1:], top[:, :1], top[:, 1:])
    freedom, drop = size - 2, _expected_maximum(size - 1)
    others = np.maximum(squares.sum(axis=1, keepdims=True) - squares - worst, 0.0)
    fair = others / max(size - 1 - drop, 0.5)
    enough = totals[:, 0] >= LEAST_IN_PERIOD * size
    median = max(1.0, float(np.median(fair[enough]))) if enough.any() else 1.0
    drawn = (_PRIOR * median + freedom * fair) / (_PRIOR + freedom)
    return np.maximum(drawn, 1.0), median


@lru_cache
def _expected_maximum(size: int) -> float:
    """Return the expected largest of `size` squared standard normal residuals."""
    grid = np.linspace(0, 60, 6001)
    return float(np.trapezoid(1 - chi2.cdf(grid, 1) ** size, grid))


def interval(
    count: float, others: float, ratio: float, dispersed: float, level: float = 0.95
) -> tuple[float, float]:
    """Return the interval of a rate ratio: count against others, `ratio` expected per other.

    Clopper and Pearson (1934) on the conditional binomial, counts divided by the dispersion.
    """
    count, others, tail = count / dispersed, others / dispersed, (1 - level) / 2
    low = float(beta.ppf(tail, count, others + 1)) if count > 0 else 0.0
    high = float(beta.ppf(1 - tail, count + 1, others)) if others > 0 else 1.0
    bounds = [odds / ratio for odds in (low / (1 - low), high / (1 - high) if high < 1 else np.inf)]
    return bounds[0], float(bounds[1])
