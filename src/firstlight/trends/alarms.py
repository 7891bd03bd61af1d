"""Outbreak alarms: is a count higher than its own past leads one to expect.

Series with three years or more are judged by the improved Farrington method (Noufaily et al.,
Statistics in Medicine 2013): all earlier periods but the last half-year, a trend, a season in ten
steps around the present week, past outbreaks weighed down, a negative binomial limit that counts
the uncertainty of the mean. Shorter series are judged by EARS (alarms_ears).

Reporting delay: give the share of each recent period that has been reported so far (nowcast gives
it). A thinned negative binomial keeps its size, so mean and limit shrink with the share.
"""

from typing import Literal, NamedTuple

import msgspec
import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import nbinom, poisson

from firstlight.model.errors import InputError
from firstlight.trends.alarms_ears import BASELINE, LAG, ears
from firstlight.trends.alarms_regression import Floats, expect

Method = Literal["farrington", "ears", "none"]
YEARS = 3
"""Years of past from which a season can be told from an outbreak."""
LEVELS = 10
"""Steps of the season: one around the present period, the others share the rest of the year."""
LEAST = 5
"""Cases in the last four periods below which no alarm is raised."""


class Alarm(msgspec.Struct, frozen=True, kw_only=True):
    """One period judged: cases `reported` so far, `expected` by now, the upper `limit`, the share.

    `p_value` is the chance of so many or more when nothing is going on; `raised` says that it is
    below alpha and that the last four periods hold five cases. `completeness` is the share of the
    period's cases thought to be reported. `dispersion` is variance over mean (1: Poisson).
    """

    at: int
    method: Method
    reported: int
    expected: float
    limit: float
    dispersion: float
    completeness: float
    p_value: float
    raised: bool


class _Judged(NamedTuple):
    expected: float
    limit: float
    dispersion: float
    p_value: float


def outbreak_alarms(
    counts: ArrayLike,
    *,
    period: int = 52,
    last: int = 1,
    alpha: float = 0.01,
    completeness: ArrayLike | None = None,
) -> tuple[Alarm, ...]:
    """Return a judgement of each of the `last` periods, oldest first.

    `counts`: cases per period, oldest first; `period`: periods in a year (52 weeks, 12 months).
    `completeness`: share reported, 0 to 1, one per judged period; 1 where not given. A period of
    which less than a fiftieth is known is judged "none". Raises InputError on counts below zero.
    """
    series = np.asarray(counts, np.float64)
    if series.ndim != 1 or not np.isfinite(series).all() or (series < 0).any():
        raise InputError(
            "counts must be one row of numbers of zero or more",
            file="counts",
            remedy="Give one count per period, zero where nothing happened.",
        )
    last = min(last, len(series))
    shares = np.ones(last) if completeness is None else np.asarray(completeness, np.float64)
    if len(shares) != last or not ((shares >= 0) & (shares <= 1)).all():
        raise InputError(
            "completeness must be one share from 0 to 1 per judged period",
            file="completeness",
            remedy="Give as many shares as periods judged.",
        )
    filled = series.copy()
    filled[len(series) - last :] /= np.maximum(shares, 0.02)
    first = len(series) - last
    return tuple(
        _alarm(series, filled, first + at, period=period, alpha=alpha, share=float(shares[at]))
        for at in range(last)
    )


def _alarm(
    series: Floats, filled: Floats, at: int, *, period: int, alpha: float, share: float
) -> Alarm:
    method, judged = _judge(series, filled, at, period=period, alpha=alpha, share=share)
    recent = float(series[max(0, at - 3) : at + 1].sum())
    return Alarm(
        at=at,
        method=method,
        reported=int(series[at]),
        expected=judged.expected,
        limit=judged.limit,
        dispersion=judged.dispersion,
        completeness=share,
        p_value=judged.p_value,
        raised=bool(method != "none" and judged.p_value < alpha and recent >= LEAST),
    )


def _judge(
    series: Floats, filled: Floats, at: int, *, period: int, alpha: float, share: float
) -> tuple[Method, _Judged]:
    if share < 0.02:
        return "none", _Judged(float("nan"), float("nan"), 1.0, 1.0)
    if at >= YEARS * period:
        found = _farrington(series, at, period=period, alpha=alpha, share=share)
        if found is not None:
            return "farrington", found
    if at < BASELINE + LAG:
        return "none", _Judged(float("nan"), float("nan"), 1.0, 1.0)
    seen = filled[: at + 1]
    short = ears(seen, at, alpha=alpha)
    if short is None:
        return "none", _Judged(float("nan"), float("nan"), 1.0, 1.0)
    return "ears", _Judged(short.mean * share, short.limit * share, 1.0, short.p_value)


def _farrington(
    series: Floats, at: int, *, period: int, alpha: float, share: float
) -> _Judged | None:
    """Return the judgement from all years before, or None where no fit settles."""
    used = np.arange(max(at - period // 2, 0))
    if len(used) < 2 * period or series[used].sum() == 0:
        return None
    season = _season(at - used, period)
    trend = (used - at) / period
    plain = np.column_stack([np.ones(len(used)), season])
    now = np.zeros(plain.shape[1])
    now[0] = 1.0
    found = expect(series[used], np.column_stack([plain, trend]), np.append(now, 0.0))
    if found is None or found.mean > series[used].max():
        found = expect(series[used], plain, now)
    if found is None:
        return None
    mean = found.mean * share
    extra = (found.variance - found.mean) / found.mean**2
    tail, limit = _tail(series[at], mean, max(extra, 0.0), alpha)
    return _Judged(mean, limit, found.dispersion, tail)


def _season(ago: NDArray[np.int64], period: int) -> Floats:
    """Return 0/1 columns of the season's steps; the step around the present has none."""
    half = max(1, round(3 * period / 52))
    phase = (ago % period + half) % period
    width = (period - 2 * half - 1) / (LEVELS - 1)
    step = np.where(phase <= 2 * half, 0, 1 + (phase - 2 * half - 1) // max(width, 1.0))
    step = np.minimum(step, LEVELS - 1).astype(np.int64)
    levels = [level for level in range(1, LEVELS) if (step == level).any()]
    return np.column_stack([step == level for level in levels]).astype(np.float64)


def _tail(count: float, mean: float, extra: float, alpha: float) -> tuple[float, float]:
    """Return P(at least `count`) and the count that only alpha of periods exceed.

    Variance = mean + extra · mean²; thinning by reporting delay leaves `extra` as it is.
    """
    if extra * mean < 1e-6:
        return float(poisson.sf(count - 1, mean)), float(poisson.ppf(1 - alpha, mean))
    size = 1 / extra
    chance = size / (size + mean)
    return float(nbinom.sf(count - 1, size, chance)), float(nbinom.ppf(1 - alpha, size, chance))
