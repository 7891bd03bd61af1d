"""How great a change is: the ratio of the stretches beside it, with an interval, in records."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from firstlight.trends.changes import Change, find_changes

Counts = npt.NDArray[np.int64]
_Z = 1.96


class Shift(NamedTuple):
    """A change in period `at` with the stretches beside it, [span[0], at) and [at, span[1]).

    `before` and `after` are (records, what they are of: records, or periods). `ratio` is the rate
    after over the rate before, `low` and `high` its 95 % interval, as wide as the counts scatter
    about their stretch. `surplus` are the records of the first year that are surely beyond the rate
    before, or surely missing from it; zero where the interval holds one. `support` is that of
    `Change`. The interval takes the place of the change for known, and so is somewhat narrow.
    """

    at: int
    span: tuple[int, int]
    before: tuple[int, int]
    after: tuple[int, int]
    ratio: float
    low: float
    high: float
    surplus: float
    support: float


def find_shifts(counts: Counts, of: Counts | None, *, per_year: int) -> tuple[Shift, ...]:
    """Return the changes of a series of counts, or of shares of `of`, in order of time.

    `per_year` is how many periods a year has; a season is looked for where it is more than one.
    """
    base = of if of is not None else np.ones(len(counts), np.int64)
    values = np.where(base > 0, counts / np.maximum(base, 1), np.nan)
    changes = find_changes(values, period=None if per_year > 1 else 0).changes
    edges = [0, *(change.at for change in changes), len(values)]
    return tuple(
        _shift(counts, base, change, (edges[n], edges[n + 2]), per_year)
        for n, change in enumerate(changes)
    )


def _shift(
    counts: Counts, of: Counts, change: Change, span: tuple[int, int], per_year: int
) -> Shift:
    stretches = [slice(span[0], change.at), slice(change.at, span[1])]
    before, after = ((int(counts[part].sum()), int(of[part].sum())) for part in stretches)
    ratio = (after[0] + 0.5) / max(after[1], 1) / ((before[0] + 0.5) / max(before[1], 1))
    wide = max(1.0, sum(_scatter(counts[part], of[part]) for part in stretches)
               / max(span[1] - span[0] - 2, 1))  # fmt: skip
    reach = _Z * float(np.sqrt(wide * (1 / (before[0] + 0.5) + 1 / (after[0] + 0.5))))
    low, high = ratio * float(np.exp(-reach)), ratio * float(np.exp(reach))
    year = int(counts[change.at : min(change.at + per_year, span[1])].sum())
    surplus = max(year * (1 - 1 / low if ratio > 1 else 1 / high - 1), 0.0)
    return Shift(change.at, span, before, after, ratio, low, high, surplus, change.support)


def _scatter(counts: Counts, of: Counts) -> float:
    """Return Pearson's sum of squares of counts about a constant rate."""
    expected = of * counts.sum() / max(int(of.sum()), 1)
    return float(((counts - expected) ** 2 / np.maximum(expected, 0.5)).sum())
