"""Rates: whether a combination is a larger share of one period than of others, and by how much.

Given how often a combination occurs in all, its count in a period is binomial (conditional test of
two Poisson rates, Przyborowski and Wilenski 1940); strength is half the squared signed root of the
deviance, in nats. Counts of real registers scatter more than that: the deviance is divided by a
dispersion that is estimated from the other periods (quasi-likelihood, Wedderburn 1974) and drawn
towards the median of all combinations.
"""

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy.stats import beta

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]

LEAST_IN_PERIOD = 5
"""Records of the period that a pattern must have."""
_PRIOR = 10.0
_SEASON_PRIOR = 5.0
_EFFICIENCY = 0.4
_PATTERNS_ALONE = 3.0


def strength(counts: Floats, totals: Floats, share: Floats) -> Floats:
    """Return the deviance / 2 of counts above their share of the totals, 0 where below (nats).

    `totals` are counts of all periods, `share` the part that the period is expected to have.
    """
    expected, rest = totals * share, totals - counts
    with np.errstate(divide="ignore", invalid="ignore"):
        inside = np.where(counts > 0, counts * np.log(counts / expected), 0.0)
        outside = np.where(rest > 0, rest * np.log(rest / (totals - expected)), 0.0)
        found = np.where((counts > expected) & (counts >= LEAST_IN_PERIOD), inside + outside, 0.0)
    positive: Floats = np.nan_to_num(np.maximum(found, 0.0), posinf=0.0)
    return positive


def shares(sizes: Floats, counts: Floats, season: Ints, cycle: int) -> Floats:
    """Return the share of a combination's records that each period should have.

    Without seasons that is the period's share of all records. With seasons (`cycle` > 1 and two
    whole years) each combination's rate in the same season of other years, drawn towards its
    overall rate, tilts it. Shape of `counts` (combinations by periods) or of `sizes`.
    """
    if not seasons_known(cycle, len(sizes)):
        plain: Floats = sizes / sizes.sum()
        return plain
    tilted = sizes * seasonal(sizes, counts, season, cycle)
    whole: Floats = tilted / tilted.sum(axis=1, keepdims=True)
    return whole


def seasons_known(cycle: int, periods: int) -> bool:
    """Tell whether seasons can be allowed for: periods shorter than a year, and over two years."""
    return cycle > 1 and periods > 2 * cycle


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

    From the median squared Pearson residual of the other periods, against shares by the median
    combination: neither is moved by a few patterns. Never below 1; a median over combinations below
    3 is what many patterns alone can make, and is taken as 1. Fewer than five periods tell
    nothing: 1.
    """
    size = counts.shape[1]
    if size < 5 or not len(counts):
        return np.ones_like(counts), 1.0
    totals = counts.sum(axis=1, keepdims=True)
    enough = totals[:, 0] >= LEAST_IN_PERIOD * size
    share = _robust(counts, totals, share, enough)
    expected = np.maximum(totals * share, 1e-9)
    squares = (counts - expected) ** 2 / (expected * np.maximum(1 - share, 1e-9))
    fair = _median_of_others(squares) / _usual_median(size - 1)
    typical = max(1.0, float(np.median(fair[enough]))) if enough.any() else 1.0
    if typical < _PATTERNS_ALONE:
        fair, typical = fair / typical, 1.0
    freedom = _EFFICIENCY * (size - 2)
    drawn = (_PRIOR * typical + freedom * fair) / (_PRIOR + freedom)
    return np.maximum(drawn, 1.0), typical


def _robust(counts: Floats, totals: Floats, share: Floats, enough: npt.NDArray[np.bool_]) -> Floats:
    """Return shares by the median combination (median of ratios, Anders and Huber 2010).

    A few large patterns in a period lower the share of all else there; the median is not moved.
    """
    if not enough.any():
        return share
    ratio = counts[enough] / (totals[enough] * np.broadcast_to(share, counts.shape)[enough])
    tilted = share * np.maximum(np.median(ratio, axis=0), 1e-3)
    moved: Floats = tilted / tilted.sum(axis=-1, keepdims=True)
    return moved


def _median_of_others(values: Floats) -> Floats:
    """Return, for each entry, the median of the rest of its row."""
    size = values.shape[1]
    order = np.sort(values, axis=1)
    place = np.argsort(np.argsort(values, axis=1), axis=1)
    low, high = (size - 2) // 2, (size - 1) // 2
    picked = [
        np.take_along_axis(order, np.where(place <= at, at + 1, at), axis=1) for at in (low, high)
    ]
    found: Floats = (picked[0] + picked[1]) / 2
    return found


@lru_cache
def _usual_median(size: int) -> float:
    """Return the typical median of `size` squared standard normal residuals."""
    dice = np.random.default_rng(0)
    return float(np.median(np.median(dice.chisquare(1, (20_000, size)), axis=1)))


def interval(
    count: float, others: float, ratio: float, dispersed: float, level: float = 0.95
) -> tuple[float, float]:
    """Return the interval of a rate ratio: count against others, `ratio` expected per other.

    Clopper and Pearson (1934) on the conditional binomial, counts divided by the dispersion.
    """
    count, others, tail = count / dispersed, others / dispersed, (1 - level) / 2
    low = float(beta.ppf(tail, count, others + 1)) if count > 0 else 0.0
    high = float(beta.ppf(1 - tail, count + 1, others)) if others > 0 else 1.0
    upper = high / (1 - high) / ratio if high < 1 else float("inf")
    return float(low / (1 - low) / ratio), float(upper)
