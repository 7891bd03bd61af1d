"""Space–time scan: where, and since when, there are more cases than expected.

Discs of neighbouring places times stretches of periods are the zones; the most surprising zone is
set against the most surprising zone of many replicas in which nothing happens, so the p-value
holds for the whole search (Dwass 1957, Kulldorff 1997). Further clusters that share no place and
period with a reported one are set against the same replicas, which is conservative.
"""

import msgspec
import numpy as np
from numpy.typing import ArrayLike

from firstlight.model.errors import InputError
from firstlight.model.run import Progress, Silent
from firstlight.trends.scan_score import (
    Score,
    Statistic,
    best_of_replicas,
    drawer,
    prepare,
    ratios,
)
from firstlight.trends.scan_zones import Floats, Ints, Windows, sums, windows


class Cluster(msgspec.Struct, frozen=True, kw_only=True):
    """Places (indices) that together had too many `cases` from period `start` to `end` (both in).

    `ratio` is cases over expected; `llr` the log likelihood ratio; `p_value` the share of
    replicas whose best zone is as surprising, from 1 / (replicas + 1).
    """

    places: tuple[int, ...]
    start: int
    end: int
    cases: int
    expected: float
    ratio: float
    llr: float
    p_value: float


class Scan(msgspec.Struct, frozen=True, kw_only=True):
    """What a scan looked at and found, most surprising cluster first; none is no cluster at all."""

    statistic: Statistic
    places: int
    periods: int
    cases: int
    zones: int
    replicas: int
    ongoing: bool
    clusters: tuple[Cluster, ...]


def scan_clusters(
    counts: ArrayLike,
    near: Ints,
    *,
    expected: ArrayLike | None = None,
    statistic: Statistic = "poisson",
    ongoing: bool = True,
    longest: int | None = None,
    share: float = 0.5,
    replicas: int = 999,
    most: int = 5,
    seed: int = 1,
    progress: Progress | None = None,
) -> Scan:
    """Return the clusters of a table of cases, places × periods.

    `near` comes from nearest_places; `expected` has the shape of `counts` (any unit for
    "poisson", cases for "expectation", unused for "permutation"). `longest` periods of a cluster:
    half of all by default; `share` of all expected cases that a cluster may hold. Counts that
    vary more than Poisson make p-values too small: model that in `expected` or aggregate.
    Raises InputError when tables do not fit together.
    """
    table, baseline = _checked(counts, near, expected, statistic)
    total = int(table.sum())
    stretches = windows(
        table.shape[1], longest=longest or max(1, table.shape[1] // 2), ongoing=ongoing
    )
    zone_expected = sums(baseline, stretches, near)
    whole = baseline.sum() if statistic == "expectation" else total

    def ready(largest: int) -> Score:
        return prepare(
            statistic, zone_expected, int(whole), share=share, largest=max(largest, total)
        )

    (progress or Silent()).stage("scan", replicas)
    seen = sums(table, stretches, near)
    surprise = ratios(ready(total), seen)
    draw = drawer(statistic, table, baseline)
    best = best_of_replicas(draw, ready, stretches, near, replicas=replicas, seed=seed)
    (progress or Silent()).advance(replicas)
    return Scan(
        statistic=statistic,
        places=table.shape[0],
        periods=table.shape[1],
        cases=total,
        zones=int(np.isfinite(surprise).sum()),
        replicas=replicas,
        ongoing=ongoing,
        clusters=_clusters(surprise, (seen, zone_expected), stretches, near, best, most=most),
    )


def _checked(
    counts: ArrayLike, near: Ints, expected: ArrayLike | None, statistic: Statistic
) -> tuple[Ints, Floats]:
    """Return whole counts and the expected cases of each place and period."""
    table = np.asarray(counts)
    if table.ndim != 2 or len(near) != len(table) or (table < 0).any() or (table % 1 != 0).any():
        raise InputError(
            "cases must be whole numbers, places × periods, with neighbours for each place",
            file="cases",
            remedy="Count cases per place and period, zero where there are none.",
        )
    table = table.astype(np.int64)
    if table.sum() == 0:
        raise InputError("there are no cases", file="cases", remedy="Nothing can be scanned.")
    if statistic == "permutation" or expected is None:
        rows, columns = table.sum(axis=1, keepdims=True), table.sum(axis=0, keepdims=True)
        return table, rows * columns / table.sum()
    baseline = np.asarray(expected, np.float64)
    if baseline.shape != table.shape or not (baseline >= 0).all() or baseline.sum() <= 0:
        raise InputError(
            "expected cases do not fit the cases",
            file="expected",
            remedy="Give a number of zero or more per place and period.",
        )
    if (table[baseline == 0] > 0).any():
        raise InputError(
            "cases occurred where none are expected",
            file="expected",
            remedy="Give every place and period that has cases an expectation above zero.",
        )
    scaled = baseline if statistic == "expectation" else baseline * table.sum() / baseline.sum()
    return table, scaled


def _clusters(
    surprise: Floats,
    zones: tuple[Ints | Floats, Floats],
    stretches: Windows,
    near: Ints,
    best: Floats,
    *,
    most: int,
) -> tuple[Cluster, ...]:
    """Return the most surprising zones that share no place and period with one before."""
    taken: list[Cluster] = []
    order = np.argsort(-surprise, axis=None, kind="stable")
    for flat in order:
        at, centre, outward = np.unravel_index(flat, surprise.shape)
        llr = float(surprise[at, centre, outward])
        if llr <= 0 or len(taken) == most:
            break
        places = tuple(sorted(int(place) for place in near[centre, : outward + 1]))
        start, end = int(stretches.starts[at]), int(stretches.ends[at]) - 1
        if any(_meet(one, places, start, end) for one in taken):
            continue
        cases, hoped = int(zones[0][at, centre, outward]), float(zones[1][at, centre, outward])
        taken.append(
            Cluster(
                places=places,
                start=start,
                end=end,
                cases=cases,
                expected=hoped,
                ratio=cases / hoped,
                llr=llr,
                p_value=float((1 + np.sum(best >= llr - 1e-9)) / (1 + len(best))),
            )
        )
    return tuple(taken)


def _meet(one: Cluster, places: tuple[int, ...], start: int, end: int) -> bool:
    return one.start <= end and start <= one.end and not set(one.places).isdisjoint(places)
