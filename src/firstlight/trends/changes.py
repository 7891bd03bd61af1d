"""Change points: where a series of counts or measurements began to behave differently.

Eight views (noise common to all stretches or free in each, at four strictnesses) divide the
series exactly into stretches that each hold a level, a level with memory or a line with memory;
the answer is the division that all views resemble most, with "no change" as a ninth voice. One
default setting serves all series; docs/benchmarks/when-and-where.md tells what it reaches.
"""

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import ArrayLike

from firstlight.model.errors import InputError
from firstlight.trends.changes_consensus import Division, consensus, support
from firstlight.trends.changes_costs import Floats, misfits
from firstlight.trends.changes_scale import resolution, straighten
from firstlight.trends.changes_search import View, divide
from firstlight.trends.changes_season import find_season

VIEWS = tuple(View(common, k) for common in (True, False) for k in (1.0, 1.5, 2.0, 3.0))
"""The views that vote; their strictness was set on simulated series without change."""
LARGEST = 1500
"""Points searched exactly; longer series are first halved, again and again, by means of pairs."""
FEWEST = 8
"""Points below which nothing is looked for."""
GREATEST = 1e100
"""Largest value taken: squares of greater ones are no numbers any more."""
MARGIN = 5
"""Points within which two views mean the same change."""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A change: the 0-based index of the first point of the new stretch, and its evidence.

    `before` and `after` are the mean values of the stretches beside it, in the series' unit, with
    the season taken out; `support` is the share of views that place a change within 5 points.
    """

    at: int
    before: float
    after: float
    support: float


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """What was found in one series of `points` values, of which `missing` were filled in.

    `period` is the season taken out, in points (0: none); `step` is the resolution of `at` in
    points: 1 unless the series was too long to search point by point.
    """

    points: int
    missing: int
    period: int
    step: int
    changes: tuple[Change, ...]


def find_changes(values: ArrayLike, *, period: int | None = None) -> Changes:
    """Return the change points of a series in time order, NaN where a value is missing.

    `period` names the season in points (12 for months); None looks for one, 0 forbids one.
    Raises InputError when the series is not one row of finite numbers or NaN.
    """
    series, missing = _filled(np.asarray(values, np.float64))
    size = len(series)
    if size < FEWEST or float(np.ptp(series)) == 0.0:
        return Changes(points=size, missing=missing, period=0, step=1, changes=())
    season = find_season(series, period=period)
    plain = series - season.values
    coarse, step = straighten(plain), 1
    while len(coarse) > LARGEST:
        coarse, step = coarse[: len(coarse) // 2 * 2].reshape(-1, 2).mean(axis=1), step * 2
    divisions = _divisions(coarse, step=resolution(coarse))
    agreed = consensus(divisions, len(coarse))
    return Changes(
        points=size,
        missing=missing,
        period=season.period,
        step=step,
        changes=_described(agreed, divisions, plain, step),
    )


def _filled(values: Floats) -> tuple[Floats, int]:
    """Return the series with gaps filled by straight lines, and how many there were."""
    if values.ndim != 1 or bool((np.abs(values) > GREATEST).any()):
        raise InputError(
            "not one row of finite numbers", file="series", remedy="Give one number per period."
        )
    known = ~np.isnan(values)
    if not known.any():
        return np.zeros(0), len(values)
    index = np.arange(len(values))
    return np.interp(index, index[known], values[known]), int((~known).sum())


def _divisions(series: Floats, *, step: float) -> list[Division]:
    """Return the division that each view makes of a series."""
    scale = float(series.std()) or 1.0
    models = misfits((series - series.mean()) / scale)
    floor = max((step / scale) ** 2 / 12.0, 1e-5)
    return [divide(models, view, floor=floor) for view in VIEWS]


def _described(
    agreed: Division, divisions: Sequence[Division], plain: Floats, step: int
) -> tuple[Change, ...]:
    edges = [0, *(at * step for at in agreed), len(plain)]
    return tuple(
        Change(
            at=middle,
            before=float(plain[left:middle].mean()),
            after=float(plain[middle:right].mean()),
            support=support(divisions, at, margin=MARGIN),
        )
        for at, left, middle, right in zip(agreed, edges, edges[1:], edges[2:], strict=False)
    )
