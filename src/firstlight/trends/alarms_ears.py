"""Alarms for series too short to know their season: the early aberration reporting system.

Hutwagner et al. (Journal of Urban Health 2003): C1 sets a count against the seven before it, C2
leaves out the two nearest, C3 adds up what C2 found in three periods. The published limit of three
standard deviations alarms far too often on a baseline of seven; we keep the statistics, and judge
by a Student prediction of the square root of the count (which evens out variance and skew), with
a spread of at least Poisson's.
"""

from typing import NamedTuple

import numpy as np
from scipy.stats import t as student

from firstlight.trends.alarms_regression import Floats

BASELINE = 7
LAG = 2


class Ears(NamedTuple):
    """One period: the baseline's mean, the limit at the error rate asked, C1, C2, C3, p-value."""

    mean: float
    limit: float
    c1: float
    c2: float
    c3: float
    p_value: float


def ears(counts: Floats, at: int, *, alpha: float) -> Ears | None:
    """Return the statistics of one period from those before it, or None where too few are."""
    if at < BASELINE + LAG:
        return None
    mean, spread = _baseline(counts, at - LAG)
    c1_mean, c1_spread = _baseline(counts, at)
    c2 = (counts[at] - mean) / spread
    recent = [at - back for back in range(LAG + 1) if at - back >= BASELINE + LAG]
    c3 = sum(max(0.0, _c2(counts, one) - 1.0) for one in recent)
    roots = np.sqrt(counts[: at + 1] + 3 / 8)
    past = roots[at - LAG - BASELINE : at - LAG]
    middle = float(past.mean())
    step = max(float(past.std(ddof=1)), 0.5) * float(np.sqrt(1 + 1 / BASELINE))
    quantile = float(student.ppf(1 - alpha, BASELINE - 1))
    return Ears(
        mean=mean,
        limit=(middle + quantile * step) ** 2 - 3 / 8,
        c1=float((counts[at] - c1_mean) / c1_spread),
        c2=float(c2),
        c3=float(c3),
        p_value=float(student.sf((roots[at] - middle) / step, BASELINE - 1)),
    )


def _baseline(counts: Floats, end: int) -> tuple[float, float]:
    """Return mean and prediction spread of the seven periods before `end`."""
    past = counts[end - BASELINE : end]
    mean = float(past.mean())
    variance = max(float(past.var(ddof=1)), mean, 0.5)
    return mean, float(np.sqrt(variance * (1 + 1 / BASELINE)))


def _c2(counts: Floats, at: int) -> float:
    mean, spread = _baseline(counts, at - LAG)
    return float((counts[at] - mean) / spread)
