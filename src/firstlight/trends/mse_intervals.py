"""Intervals for the size of a hidden population.

- bootstrap: people are drawn anew, the pairs chosen anew each time, and the percentiles corrected
  for bias and acceleration (BCa, DiCiccio and Efron, Statistical Science 1996; Chan, Silverman
  and Vincent, JASA 2021, section 3.3);
- profile: the multinomial likelihood of one fixed model (Cormack, Biometrics 1992), narrower, as
  it takes the pairs for known.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from scipy.optimize import brentq, minimize_scalar
from scipy.special import gammaln
from scipy.stats import chi2, norm

from firstlight.trends.mse_lists import Counts, Lists
from firstlight.trends.mse_models import Pair, newton, table_of

Estimator = Callable[[Lists], float | None]


class Interval(NamedTuple):
    """People in all: estimate and bounds; `failed` replicas had no estimate and were left out."""

    estimate: float
    low: float
    high: float
    failed: int = 0


def bootstrap(
    lists: Lists, estimator: Estimator, *, level: float, replicas: int, seed: int
) -> Interval | None:
    """Return the BCa interval of an estimator of the whole population, or None without estimate."""
    estimate = estimator(lists)
    if estimate is None:
        return None
    dice = np.random.default_rng(seed)
    shares = lists.counts / lists.observed
    drawn = dice.multinomial(lists.observed, shares, size=replicas).astype(np.float64)
    tried = [estimator(lists.seen_again(counts)) for counts in drawn]
    totals = np.array([total for total in tried if total is not None and np.isfinite(total)])
    if len(totals) < replicas / 2:
        return None
    acceleration = _acceleration(lists, estimator)
    below = (np.sum(totals < estimate) + 0.5 * np.sum(totals == estimate)) / len(totals)
    bias = norm.ppf(np.clip(below, 1 / (2 * len(totals)), 1 - 1 / (2 * len(totals))))
    ends = []
    for tail in ((1 - level) / 2, (1 + level) / 2):
        shifted = bias + norm.ppf(tail)
        ends.append(float(norm.cdf(bias + shifted / max(1 - acceleration * shifted, 0.05))))
    low, high = np.quantile(totals, ends)
    return Interval(estimate, float(low), float(high), replicas - len(totals))


def profile(lists: Lists, pairs: frozenset[Pair], *, level: float) -> Interval:
    """Return the multinomial estimate and profile-likelihood interval of one model."""
    table = table_of(lists, pairs)
    unseen = np.zeros(table.design.shape[1])
    unseen[0] = 1.0
    design = np.vstack([table.design, unseen])

    def loglik(log_dark: float) -> float:
        dark = float(np.exp(log_dark))
        counts = np.append(table.counts, dark)
        total = counts.sum()
        solved = newton(design, counts)
        if solved is None:
            return -np.inf
        shares = solved[1] / total
        fitted = float(np.sum(counts * np.log(shares)))
        return fitted + float(gammaln(total + 1) - gammaln(dark + 1))

    start = newton(table.design, table.counts)
    centre = float(start[0][0]) if start is not None else float(np.log(lists.observed))
    found = minimize_scalar(
        lambda x: -loglik(x), bounds=(centre - 2, centre + 2), method="bounded",
        options={"xatol": 1e-7},
    )  # fmt: skip
    top, best = -float(found.fun), float(found.x)
    fall = float(chi2.ppf(level, 1)) / 2
    low = _crossing(lambda x: loglik(x) - top + fall, best, -1.0)
    high = _crossing(lambda x: loglik(x) - top + fall, best, 1.0)
    ends = [lists.observed + float(np.exp(x)) for x in (best, low, high)]
    return Interval(ends[0], ends[1], ends[2])


def _crossing(gap: Callable[[float], float], best: float, way: float) -> float:
    """Return where a falling likelihood passes its level, or infinity where it does not."""
    step = 0.25
    while step < 16:
        if gap(best + way * step) < 0:
            return float(brentq(gap, best, best + way * step))
        step *= 2
    return float(way * np.inf)


def _acceleration(lists: Lists, estimator: Estimator) -> float:
    """Return the acceleration from leaving out each person; alike persons are tried once."""
    seen = np.flatnonzero(lists.counts)
    left: list[float] = []
    weights: list[float] = []
    for at in seen:
        counts: Counts = lists.counts.copy()
        counts[at] -= 1
        total = estimator(lists.seen_again(counts))
        if total is not None and np.isfinite(total):
            left.append(total)
            weights.append(float(lists.counts[at]))
    away = np.average(left, weights=weights) - np.array(left) if left else np.zeros(1)
    spread = float(np.sum(np.array(weights or [1.0]) * away**2))
    if spread <= 0:
        return 0.0
    return float(np.sum(np.array(weights) * away**3) / (6 * spread**1.5))
