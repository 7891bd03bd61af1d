"""The strength of every combination in every period: by its rate, and by what it explains."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from firstlight.trends.patterns_cells import Cells, Combinations
from firstlight.trends.patterns_mixture import Shape, background, entries, gains
from firstlight.trends.patterns_rates import dispersion, shares, strength

Floats = npt.NDArray[np.float64]
Longs = npt.NDArray[np.int64]

LEAST = 0.5
"""Strength (nats) by rate from which a combination is a candidate in a period."""
MOST_ENTRIES = 300_000
"""Cells of candidates of one period that are looked at; the strongest candidates come first."""


@dataclass(frozen=True, slots=True)
class Model:
    """What stays as it is when times are permuted."""

    cells: Cells
    combos: Combinations
    season: npt.NDArray[np.int32]
    cycle: int
    shape: Shape | None

    def strengths(self, counts: Floats, sizes: Floats) -> tuple[Floats, Floats]:
        """Return strengths by rate, and shares, of counts (combinations by periods)."""
        share = shares(sizes, counts, self.season, self.cycle)
        return strength(counts, counts.sum(axis=1, keepdims=True), share), share


class Scores(NamedTuple):
    """Candidates (combination, period) with their strength in nats after dispersion.

    `dispersion` and `by_rate` are combinations by periods; `typical` is the median dispersion.
    """

    combo: Longs
    period: Longs
    strength: Floats
    by_rate: Floats
    dispersion: Floats
    typical: float


def candidates_of(model: Model, by_rate: Floats) -> Longs:
    """Return the candidate combinations of a period (rising), within `MOST_ENTRIES` cells."""
    found = np.flatnonzero(by_rate >= LEAST)
    lengths = np.diff(model.combos.member.indptr)[found]
    if lengths.sum() > MOST_ENTRIES:
        order = np.argsort(-by_rate[found], kind="stable")
        found = np.sort(found[order[: int((np.cumsum(lengths[order]) <= MOST_ENTRIES).sum())]])
    return found


def score(model: Model, counts: Floats) -> Scores:
    """Return the strengths of all candidates for cell counts (cells by periods)."""
    sizes = counts.sum(axis=0)
    held = model.combos.member @ counts
    by_rate, share = model.strengths(held, sizes)
    dispersed, typical = dispersion(held, share)
    totals = counts.sum(axis=1)
    combo, period, strong = [], [], []
    for at in range(len(sizes)):
        found = candidates_of(model, by_rate[:, at])
        best = by_rate[found, at]
        if model.shape is not None and len(found):
            here, others = counts[:, at], totals - counts[:, at]
            usual = background(model.shape, here, others)
            part = entries(model.combos, model.shape, found, here, others)
            best = np.maximum(best, gains(part, usual, sizes[at])[0])
        combo.append(found)
        period.append(np.full(len(found), at))
        strong.append(best / dispersed[found, at])
    return Scores(
        np.concatenate(combo), np.concatenate(period), np.concatenate(strong),
        by_rate, dispersed, typical,
    )  # fmt: skip
