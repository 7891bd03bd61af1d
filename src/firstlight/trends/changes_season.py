"""Find a season of calendar length and take it out, so that it is not mistaken for change.

The season is the median of the same phase over seven neighbouring cycles, on what a centred
moving average leaves (the X-11 idea, with medians), and is believed when its strength passes the
threshold of Wang, Smith and Hyndman (Data Mining and Knowledge Discovery 2006).
"""

from typing import NamedTuple

import numpy as np

from firstlight.trends.changes_costs import Floats

PERIODS = (4, 7, 12, 24, 52)
"""Quarters, weekdays, months, hours and weeks: a series has no season of 21 points."""
STRENGTH = 0.64
"""Least share of variance, beyond the trend, that a season must explain."""
CYCLES = 4
"""Cycles that a series must hold before a season is looked for."""
REACH = 3
"""Neighbouring cycles on each side whose same phase makes the season."""


class Season(NamedTuple):
    """A season: its period in points (0: none), its strength from 0 to 1, its values."""

    period: int
    strength: float
    values: Floats


def find_season(values: Floats, *, period: int | None = None) -> Season:
    """Return the strongest believable season; `period` 0 forbids one, a number names it."""
    size = len(values)
    none = Season(0, 0.0, np.zeros(size))
    if period == 0:
        return none
    tried = [
        _season(values, length)
        for length in (PERIODS if period is None else (period,))
        if size >= CYCLES * length
    ]
    best = max(tried, key=lambda season: season.strength, default=none)
    return best if best.strength >= STRENGTH else none


def _season(values: Floats, period: int) -> Season:
    """Return the season of one period and its strength."""
    size = len(values)
    weights = np.ones(period) if period % 2 else np.concatenate([[0.5], np.ones(period - 1), [0.5]])
    half = len(weights) // 2
    trend = np.convolve(np.pad(values, half, mode="edge"), weights / period, "valid")
    around = values - trend
    around[:half] = np.nan
    around[size - half :] = np.nan
    cycles = -(-size // period)
    padded = np.full(cycles * period, np.nan)
    padded[:size] = around
    grid = padded.reshape(cycles, period)
    rows = np.stack([_medians(grid, cycle) for cycle in range(cycles)])
    rows -= rows.mean(axis=1, keepdims=True)
    season = rows.reshape(-1)[:size]
    known = ~np.isnan(around)
    spent = period * max(1.0, cycles / (2 * REACH + 1))
    left = float(np.sum((around - season)[known] ** 2)) / max(int(known.sum()) - spent, 1.0)
    whole = float(np.mean(around[known] ** 2))
    strength = 1.0 - left / whole if whole > 0 else 0.0
    return Season(period, strength, season)


def _medians(grid: Floats, cycle: int) -> Floats:
    """Return the median of each phase around one cycle; phases unseen there use all cycles."""
    near = grid[max(0, cycle - REACH) : cycle + REACH + 1]
    seen = ~np.isnan(near).all(axis=0)
    result = np.nanmedian(grid, axis=0)
    result[seen] = np.nanmedian(near[:, seen], axis=0)
    return np.asarray(result, np.float64)
