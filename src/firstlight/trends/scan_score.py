"""How surprising the cases in a zone are, as log likelihood ratios, quickly for many replicas.

- "poisson": Kulldorff (Communications in Statistics 1997): the rate inside against outside, given
  the total; replicas share the total out by expectation.
- "expectation": Neill et al. (2005, expectation-based Poisson): the rate inside against the
  expectation itself; replicas are Poisson.
- "permutation": Kulldorff et al. (PLoS Medicine 2005): cases alone, places and periods as
  independent; replicas exchange the periods of the cases.
Counts are whole, so x·ln x comes from a table; expected counts are the same in all replicas.
"""

from collections.abc import Callable
from typing import Literal, NamedTuple

import numpy as np
from scipy.special import xlogy

from firstlight.trends.scan_zones import Floats, Ints, Windows, sums

Statistic = Literal["poisson", "expectation", "permutation"]
Draw = Callable[[np.random.Generator], Ints]


class Score(NamedTuple):
    """Ready terms of the ratio: table[c] − c · slope + offset wherever c > expected."""

    expected: Floats
    slope: Floats
    offset: Floats
    table: Floats


def prepare(
    statistic: Statistic, expected: Floats, total: int, *, share: float, largest: int
) -> Score:
    """Return the terms for expected counts of zones; zones above `share` of all are shut out.

    `largest` is the greatest count that a zone may hold in any replica.
    """
    counts = np.arange(largest + 1, dtype=np.float64)
    allowed = expected <= share * total
    inside = np.log(np.maximum(expected, 1e-300))
    if statistic == "expectation":
        table = xlogy(counts, counts) - counts
        return Score(expected, inside, np.where(allowed, expected, -np.inf), table)
    outside = np.log(np.maximum(total - expected, 1e-300))
    rest = np.maximum(total - counts, 0.0)
    table = xlogy(counts, counts) + xlogy(rest, rest)
    offset = np.where(allowed, -total * outside, -np.inf)
    return Score(expected, inside - outside, offset, table)


def ratios(score: Score, zones: Ints) -> Floats:
    """Return the log likelihood ratio of each zone; zero where there is no excess."""
    found = score.table[zones]
    found -= zones * score.slope
    found += score.offset
    found[zones <= score.expected] = 0.0
    return found


def drawer(statistic: Statistic, counts: Ints, expected: Floats) -> Draw:
    """Return what draws a places × periods table of cases when nothing is going on."""
    shape = counts.shape
    if statistic == "expectation":
        return lambda dice: dice.poisson(expected)
    if statistic == "poisson":
        total = int(counts.sum())
        shares = (expected / expected.sum()).reshape(-1)
        return lambda dice: dice.multinomial(total, shares).reshape(shape)
    place, period = np.nonzero(counts)
    times = counts[place, period]
    where, when = np.repeat(place, times), np.repeat(period, times)

    def exchange(dice: np.random.Generator) -> Ints:
        cells = where * shape[1] + dice.permutation(when)
        return np.bincount(cells, minlength=shape[0] * shape[1]).reshape(shape)

    return exchange


def best_of_replicas(
    draw: Draw,
    ready: Callable[[int], Score],
    stretches: Windows,
    near: Ints,
    *,
    replicas: int,
    seed: int,
) -> Floats:
    """Return the greatest ratio of each replica; `ready` gives the terms for a largest count."""
    dice = np.random.default_rng(seed)
    score = ready(0)
    best = np.zeros(replicas)
    for at in range(replicas):
        drawn = draw(dice)
        if drawn.sum() >= len(score.table):
            score = ready(int(drawn.sum() * 1.2))
        best[at] = ratios(score, sums(drawn, stretches, near)).max(initial=0.0)
    return best
