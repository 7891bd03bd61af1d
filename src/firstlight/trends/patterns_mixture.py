"""The mixture model: the few combinations that, added to usual records, explain a period.

The records of a period are a mixture of the usual ones and of components. A component has its
combination's values; what else its records say is as among earlier records of the combination, as
among all records, or drawn column by column (a third each, since new cases need not look like old
ones in anything else). The gain of a combination is the rise of the log-likelihood (nats) when it
joins the mixture. A child of the true combination explains too few records and a parent spreads
too thin, so the greatest gain points to the minimal explaining pattern (as in pattern set mining by
likelihood: Mampaey, Vreeken and Tatti 2012).
"""

from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from firstlight.trends.patterns_cells import Cells, Combinations, group

Floats = npt.NDArray[np.float64]
Longs = npt.NDArray[np.int64]

MOST_COLUMNS = 8
"""Columns up to which whole records repeat enough for the mixture; above, rates alone decide."""
_SMOOTH = 0.9
_STEPS = 12
_MOST_COMPONENTS = 40
_AT_A_TIME = 128


class Entries(NamedTuple):
    """Cells of candidate combinations where a period has records.

    `of[entry]` is the candidate's place, `cell` the cell, `records` how many it has,
    `density` what the candidate's component gives it.
    """

    of: Longs
    cell: Longs
    records: Floats
    density: Floats
    candidates: int


@dataclass(frozen=True, slots=True)
class Shape:
    """Densities over cells that do not depend on the period: of rests and of smoothed cells."""

    rest: Floats
    smooth: Floats
    usual: Floats


def shape_of(cells: Cells, combos: Combinations, totals: Floats) -> Shape:
    """Return the parts of the model that permuting times leaves as they are.

    `rest` has one density per stored entry of `combos.member`; `smooth` three smoothed densities
    over cells (two parts of a record independent, two by two, and all columns independent).
    """
    size, whole = cells.codes.shape[1], totals.sum()
    alone = np.stack([_density(cells, (c,), totals) for c in range(size)])
    rest = np.empty(combos.member.nnz)
    rows = np.repeat(np.arange(len(combos)), np.diff(combos.member.indptr))
    kinds = combos.subset_of[rows]
    order = np.argsort(kinds, kind="stable")
    ends = np.searchsorted(kinds[order], np.arange(len(combos.subsets) + 1))
    for kind, chosen in enumerate(combos.subsets):
        other = tuple(c for c in range(size) if c not in chosen)
        density = (_density(cells, other, totals) + alone[list(other)].prod(axis=0)) / 3
        mine = order[ends[kind] : ends[kind + 1]]
        rest[mine] = density[combos.member.indices[mine]]
    return Shape(rest, _smoothed(cells, totals, alone), totals / whole)


def _density(cells: Cells, columns: tuple[int, ...], totals: Floats) -> Floats:
    """Return the share of all records that agree with each cell in these columns."""
    if not columns:
        return np.ones(len(cells.codes))
    sizes = [len(cells.columns[c].values) for c in columns]
    group_of, _ = group([cells.codes[:, c] for c in columns], sizes)
    share: Floats = (np.bincount(group_of, weights=totals) / totals.sum())[group_of]
    return share


def _smoothed(cells: Cells, totals: Floats, alone: Floats) -> Floats:
    size = len(alone)
    one = np.mean([_without(cells, (c,), totals) * alone[c] for c in range(size)], axis=0)
    pairs = list(combinations(range(size), 2))
    two = [_without(cells, pair, totals) * _density(cells, pair, totals) for pair in pairs]
    return np.stack([one, np.mean(two, axis=0) if two else one, alone.prod(axis=0)])


def _without(cells: Cells, columns: tuple[int, ...], totals: Floats) -> Floats:
    return _density(cells, tuple(c for c in range(len(cells.columns)) if c not in columns), totals)


def background(shape: Shape, here: Floats, others: Floats) -> Floats:
    """Return the density of usual records over cells in a period.

    Mostly the other periods' cells, smoothed with weights that fit this period (expectation
    maximisation), and a tenth of all records', so that a cell seen nowhere else is no proof.
    """
    parts = np.vstack([others / max(others.sum(), 1.0), shape.smooth])
    seen = np.flatnonzero(here > 0)
    local, count = parts[:, seen], here[seen]
    weights = np.full(len(parts), 1 / len(parts))
    for _ in range(_STEPS):
        share = weights[:, None] * local
        share /= np.maximum(share.sum(axis=0), 1e-300)
        weights = (share @ count) / max(count.sum(), 1e-9)
    weights = np.maximum(weights, [0, 1e-4, 1e-4, 1e-3])
    density: Floats = _SMOOTH * (weights @ parts) + (1 - _SMOOTH) * shape.usual + 1e-12
    return density


def entries(
    combos: Combinations, shape: Shape, candidates: Longs, here: Floats, others: Floats
) -> Entries:
    """Return the entries of candidate combinations in a period, with the component's density."""
    member = combos.member
    starts, ends = member.indptr[candidates], member.indptr[candidates + 1]
    lengths = ends - starts
    of = np.repeat(np.arange(len(candidates)), lengths)
    place = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    stored = np.repeat(starts, lengths) + place
    cell = member.indices[stored]
    whole = np.bincount(of, weights=others[cell], minlength=len(candidates))
    density = shape.rest[stored] + others[cell] / np.maximum(whole[of], 1.0) / 3
    kept = here[cell] > 0
    return Entries(
        of[kept], cell[kept].astype(np.int64), here[cell[kept]], density[kept], len(candidates)
    )


def gains(found: Entries, density: Floats, records: float) -> tuple[Floats, Floats]:
    """Return the gain in nats and the share of records of each candidate beside a density."""
    ratio, size = found.density / density[found.cell], found.candidates
    inside = np.bincount(found.of, weights=found.records, minlength=size)
    share = np.full(size, 0.01)
    for _ in range(_STEPS):
        part = share[found.of] * ratio
        part = found.records * part / (1 - share[found.of] + part)
        share = np.bincount(found.of, weights=part, minlength=size) / records
        share = np.clip(share, 1e-9, 1 - 1e-9)
    mixed = np.log(1 - share[found.of] + share[found.of] * ratio)
    gain = np.bincount(found.of, weights=found.records * mixed, minlength=size)
    return gain + (records - inside) * np.log1p(-share), share


def pick(found: Entries, chosen: Longs) -> Entries:
    """Return the entries of some candidates, renumbered in the order of `chosen` (rising)."""
    number = np.full(found.candidates, -1)
    number[chosen] = np.arange(len(chosen))
    kept = number[found.of] >= 0
    return Entries(
        number[found.of[kept]], found.cell[kept], found.records[kept], found.density[kept],
        len(chosen),
    )  # fmt: skip


class Fit(NamedTuple):
    """Components of a period: candidates' places, shares, densities, the usual's and the mixture's.

    Densities are over the cells where the period has records.
    """

    chosen: list[int]
    weights: Floats
    densities: Floats
    usual: Floats
    mixed: Floats

    def without(self, place: int) -> Floats:
        """Return the density of the mixture without one component."""
        weight = self.weights[place]
        rest: Floats = self.mixed + weight * (self.usual - self.densities[place])
        return np.maximum(rest, 1e-15)


def fit(found: Entries, usual: Floats, here: Floats, least: float) -> Fit:
    """Return the components that explain a period, the greatest gain first, each at least `least`.

    `usual` and `here` are over the cells where the period has records, as is `found.cell`.
    """
    records = here.sum()
    known = Fit([], np.zeros(0), np.zeros((0, len(here))), usual, usual)
    bound = gains(found, usual, records)[0]
    while len(known.chosen) < _MOST_COMPONENTS:
        best, gain, share = _best(found, bound, known.mixed, records)
        if best < 0 or gain < least:
            break
        component = np.zeros(len(here))
        mine = found.of == best
        component[found.cell[mine]] = found.density[mine]
        weights = np.append(known.weights * (1 - share), share)
        densities = np.vstack([known.densities, component])
        weights, mixed = _refit(weights, densities, usual, here)
        known = Fit([*known.chosen, best], weights, densities, usual, mixed)
        bound[best] = -1.0
    return known


def _best(
    found: Entries, bound: Floats, density: Floats, records: float
) -> tuple[int, float, float]:
    """Return (candidate, gain, share) of the greatest gain; `bound` holds earlier gains, renewed.

    Gains seldom rise as components join, so the highest earlier ones are tried first.
    """
    if not len(bound):
        return -1, 0.0, 0.0
    order = np.argsort(-bound)
    for begin in range(0, len(order), _AT_A_TIME):
        tried = np.sort(order[begin : begin + _AT_A_TIME])
        tried = tried[bound[tried] > 0]
        if not len(tried):
            break
        gain, share = gains(pick(found, tried), density, records)
        bound[tried] = gain
        after = order[begin + _AT_A_TIME :]
        top = int(gain.argmax())
        if not len(after) or gain[top] >= bound[after[0]]:
            return int(tried[top]), float(gain[top]), float(share[top])
    best = int(bound.argmax())
    gain, share = gains(pick(found, np.array([best])), density, records)
    return best, float(gain[0]), float(share[0])


def _refit(
    weights: Floats, densities: Floats, usual: Floats, here: Floats
) -> tuple[Floats, Floats]:
    """Return the shares that fit best together, and the density of the mixture."""
    records = here.sum()
    mixed = (1 - weights.sum()) * usual + weights @ densities
    for _ in range(_STEPS):
        weights = weights * (densities @ (here / mixed)) / records
        mixed = (1 - weights.sum()) * usual + weights @ densities
    return weights, mixed
