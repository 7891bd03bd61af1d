"""Nowcast: how many cases happened that have not been reported yet.

The reporting triangle gives the chance that a case is known so many periods after it happened
(reverse-time hazards: Lawless, Canadian Journal of Statistics 1994; the chain ladder of insurers).
Intervals draw the hazards anew (Beta, widened by the dispersion of past reports) and, given them,
the unreported cases, with the level of recent complete periods as a weak prior.
"""

import msgspec
import numpy as np
from numpy.typing import ArrayLike, NDArray

from firstlight.model.errors import InputError

Floats = NDArray[np.float64]


class Estimate(msgspec.Struct, frozen=True, kw_only=True):
    """One period: cases `reported`, `expected` in the end with bounds, share known so far."""

    at: int
    reported: int
    expected: float
    low: float
    high: float
    completeness: float


class Nowcast(msgspec.Struct, frozen=True, kw_only=True):
    """Periods that are not complete yet, oldest first, and how reports come in.

    `delays[d]` is the share of cases known by d periods after they happened; `dispersion` the
    variance of reports over their mean; `level` that of the intervals; `past` periods were used.
    """

    periods: tuple[Estimate, ...]
    delays: tuple[float, ...]
    dispersion: float
    level: float
    past: int


def nowcast(
    triangle: ArrayLike,
    *,
    window: int | None = None,
    level: float = 0.9,
    draws: int = 2000,
    seed: int = 1,
) -> Nowcast:
    """Return the cases to expect in the end for the periods not complete yet.

    `triangle[t, d]`: cases of period t reported d periods later, t oldest first; cells that lie
    in the future are ignored. Cases later than the last delay are thought not to exist. `window`
    limits the delays' estimate to the latest periods. Raises InputError on numbers below zero or
    fewer periods than delays.
    """
    table, known = _checked(triangle)
    periods, width = table.shape
    used = slice(max(0, periods - (window or periods) - width), periods)
    reported, before = _exposures(table[used], known[used])
    dispersion = _dispersion(table[used], known[used], reported, before)
    cumulative = _by_delay(np.minimum(reported / np.maximum(before, 1e-9), 1.0))
    dice = np.random.default_rng(seed)
    hazards = dice.beta(
        (reported + 0.5) / dispersion,
        np.maximum(before - reported, 0.0) / dispersion + 0.5,
        size=(draws, width),
    )
    drawn = np.array([_by_delay(hazard) for hazard in hazards])
    prior = _prior(table[: periods - width + 1].sum(axis=1), dispersion)
    found = []
    for at in range(periods - width + 1, periods):
        delay = periods - 1 - at
        seen = float(table[at, : delay + 1].sum())
        unseen = _unseen(seen, drawn[:, delay], prior, dispersion, dice)
        low, high = np.quantile(seen + unseen, [(1 - level) / 2, (1 + level) / 2])
        found.append(
            Estimate(
                at=at,
                reported=int(seen),
                expected=seen + float(unseen.mean()),
                low=float(low),
                high=float(high),
                completeness=float(cumulative[delay]),
            )
        )
    return Nowcast(
        periods=tuple(found),
        delays=tuple(float(share) for share in cumulative),
        dispersion=dispersion,
        level=level,
        past=periods - used.start,
    )


def _checked(triangle: ArrayLike) -> tuple[Floats, NDArray[np.bool_]]:
    """Return the triangle with the future as zero, and which cells are past."""
    table = np.asarray(triangle, np.float64)
    if table.ndim != 2 or table.shape[1] < 2 or table.shape[0] <= table.shape[1]:
        raise InputError(
            "the triangle needs two delays or more, and more periods than delays",
            file="triangle",
            remedy="Count cases by the period they happened in and the delay of their report.",
        )
    known = np.add.outer(np.arange(table.shape[0]), np.arange(table.shape[1])) < table.shape[0]
    if not np.isfinite(table[known]).all() or (table[known] < 0).any():
        raise InputError(
            "a past cell of the triangle is missing or below zero",
            file="triangle",
            remedy="Write zero where no report came in.",
        )
    return np.where(known, table, 0.0), known


def _exposures(table: Floats, known: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Return, per delay, cases reported at it and by it, over the periods that reached it."""
    reported = (table * known).sum(axis=0)
    by_then = (table.cumsum(axis=1) * known).sum(axis=0)
    return reported, by_then


def _by_delay(hazards: Floats) -> Floats:
    """Return the share known by each delay from reverse-time hazards."""
    later = np.append(np.cumprod((1 - hazards)[:0:-1])[::-1], 1.0)
    return np.asarray(np.maximum(later, 1e-6), np.float64)


def _dispersion(table: Floats, known: NDArray[np.bool_], reported: Floats, before: Floats) -> float:
    """Return Pearson's dispersion of reports about their hazards, at least one."""
    hazards = reported / np.maximum(before, 1e-9)
    running = table.cumsum(axis=1)
    expected = running * hazards
    variance = expected * (1 - hazards)
    inner = known & (variance > 1e-9)
    inner[:, 0] = False
    free = max(int(inner.sum()) - table.shape[1] + 1, 1)
    pearson = float(np.sum((table - expected)[inner] ** 2 / variance[inner]))
    return float(max(1.0, pearson / free))


def _prior(complete: Floats, dispersion: float) -> tuple[float, float]:
    """Return shape and rate of a gamma prior for the mean of a period from complete ones."""
    recent = complete[-12:]
    mean = max(float(recent.mean()), 0.1)
    variance = max(float(recent.var(ddof=1)) if len(recent) > 1 else mean, mean)
    between = max(variance - mean * dispersion, (0.5 * mean) ** 2)
    return mean**2 / between, mean / between


def _unseen(
    seen: float, shares: Floats, prior: tuple[float, float], dispersion: float,
    dice: np.random.Generator,
) -> Floats:  # fmt: skip
    """Return draws of the cases not reported yet."""
    shape = prior[0] + seen / dispersion
    rate = prior[1] + shares / dispersion
    means = dice.gamma(shape, 1 / rate) * (1 - shares)
    if dispersion <= 1.01:
        return np.asarray(dice.poisson(means), np.float64)
    size = np.maximum(means, 1e-9) / (dispersion - 1)
    return np.asarray(dice.negative_binomial(size, 1 / dispersion), np.float64)
