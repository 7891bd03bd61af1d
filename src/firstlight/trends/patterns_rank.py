"""The order of the list, and patterns as people see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from firstlight.model.pattern import Pattern
from firstlight.trends.null import FALSE_SHARE, Calibration
from firstlight.trends.patterns_artefacts import Guard
from firstlight.trends.patterns_explain import Listed, explain, listed
from firstlight.trends.patterns_rates import interval, seasonal, seasons_known
from firstlight.trends.patterns_score import Model, Scores

Floats = npt.NDArray[np.float64]

ROWS_KEPT = 200
"""Row numbers kept in a pattern; `PatternResult.rows` returns all."""


MOST_LISTED = 1000
"""Patterns listed at most: minimal ones first."""


class Ranked(NamedTuple):
    """Listed combinations in the order of the list, with their q-values.

    `q_minimal` are those of minimal patterns among themselves, 1 for the others.
    """

    listed: list[Listed]
    q_values: list[float]
    q_minimal: list[float]


def rank(model: Model, counts: Floats, found: Scores, calibration: Calibration) -> Ranked:
    """Return what passes the null test: components by strength, then what they explain by loss."""
    if not len(found.strength) or found.strength.max() < calibration.gate():
        return Ranked([], [], [])
    least = _threshold(found.strength, calibration)
    known = explain(model, counts, found.dispersion, least)
    every = listed(model, known, found.dispersion, 0.5 * least)
    above = _above(model, counts)
    every = [one for one in every if above[one.combo, one.period]]
    if not every:
        return Ranked([], [], [])
    q_values = calibration.q_values(np.array([one.strength for one in every]))
    kept = [(one, float(q)) for one, q in zip(every, q_values, strict=True) if q <= FALSE_SHARE]
    heads = [pair for pair in kept if pair[0].loss < 0]
    heads.sort(key=lambda pair: (-pair[0].strength, pair[0].period, pair[0].combo))
    alive = {pair[0].component for pair in heads}
    rest = [pair for pair in kept if pair[0].loss >= 0]
    rest.sort(key=lambda p: (p[0].component not in alive, p[0].loss, p[0].period, p[0].combo))
    whole = heads + rest
    whole += _besides(model, found, calibration, above, [one for one, _ in whole])
    whole = whole[:MOST_LISTED]
    alone = calibration.q_values(np.array([one.strength for one, _ in heads]))
    q_minimal = [*alone.tolist(), *(1.0 for _ in whole[len(heads) :])][: len(whole)]
    return Ranked([one for one, _ in whole], [q for _, q in whole], q_minimal)


def _besides(
    model: Model,
    found: Scores,
    calibration: Calibration,
    above: npt.NDArray[np.bool_],
    known: list[Listed],
) -> list[tuple[Listed, float]]:
    """Return what stands out by itself and is not listed, given to a component that it shares.

    The component of the same period with most values in common; what has none is left out.
    """
    q_values = calibration.q_values(found.strength)
    there = {(one.combo, one.period) for one in known}
    heads: dict[int, list[Listed]] = {}
    for one in known:
        if one.loss < 0:
            heads.setdefault(one.period, []).append(one)
    more: list[tuple[Listed, float]] = []
    passed = (q_values <= FALSE_SHARE) & above[found.combo, found.period]
    for at in np.flatnonzero(passed)[np.argsort(-found.strength[passed], kind="stable")]:
        combo, period = int(found.combo[at]), int(found.period[at])
        if len(known) + len(more) >= MOST_LISTED:
            break
        if (combo, period) in there or period not in heads:
            continue
        items = set(model.combos.items(model.cells, combo))
        near = max(
            heads[period], key=lambda h: len(items & set(model.combos.items(model.cells, h.combo)))
        )
        if items & set(model.combos.items(model.cells, near.combo)):
            one = Listed(combo, period, float(found.strength[at]), near.component, np.inf)
            more.append((one, float(q_values[at])))
    return more


def _threshold(strengths: Floats, calibration: Calibration) -> float:
    """Return the least strength whose share of false discoveries is within `FALSE_SHARE`."""
    passed = strengths[calibration.q_values(strengths) <= FALSE_SHARE]
    return float(passed.min()) if len(passed) else float(strengths.max())


def _above(model: Model, counts: Floats) -> npt.NDArray[np.bool_]:
    """Tell which combinations have a plain rate above that of the other periods, by period."""
    held, sizes = model.combos.member @ counts, counts.sum(axis=0)
    found: npt.NDArray[np.bool_] = held * sizes.sum() > held.sum(axis=1, keepdims=True) * sizes
    return found


def to_patterns(
    model: Model,
    counts: Floats,
    found: Scores,
    ranked: Ranked,
    times: tuple[npt.NDArray[np.int32], Sequence[str]],
) -> tuple[Pattern, ...]:
    """Return the list as patterns, with rows, likelier causes and who explains whom."""
    codes, labels = times
    maker = _Maker(model, counts, found, Guard(model.cells, counts, tuple(labels)), codes)
    rows = zip(ranked.listed, ranked.q_values, ranked.q_minimal, strict=True)
    made = [maker.pattern(one, q_value, q_minimal) for one, q_value, q_minimal in rows]
    heads = {one.component: at for at, one in enumerate(ranked.listed) if one.loss < 0}
    behind = [heads.get(one.component) if one.loss >= 0 else None for one in ranked.listed]
    named: dict[int, list[int]] = {}
    for at, head in enumerate(behind):
        if head is not None:
            named.setdefault(head, []).append(at)
    return tuple(
        msgspec.structs.replace(one, explained_by=head, explains=tuple(named.get(at, ())))
        for at, (one, head) in enumerate(zip(made, behind, strict=True))
    )


@dataclass(frozen=True)
class _Maker:
    """Makes patterns of one search; `codes` are the periods of rows."""

    model: Model
    counts: Floats
    found: Scores
    guard: Guard
    codes: npt.NDArray[np.int32]

    @cached_property
    def sizes(self) -> Floats:
        return np.asarray(self.counts.sum(axis=0))

    @cached_property
    def rows(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Row numbers ordered by (cell, period), rising, and where each pair begins."""
        size = len(self.sizes) + 1
        keys = self.model.cells.of_row.astype(np.int64) * size + self.codes + 1
        order = np.argsort(keys, kind="stable")
        return order, np.searchsorted(keys[order], np.arange(len(self.counts) * size + 1))

    def pattern(self, one: Listed, q_value: float, q_minimal: float) -> Pattern:
        """Return a listed combination as people see it."""
        at, member = one.period, self.model.combos.member[[one.combo]].indices.astype(np.int64)
        held = self.counts[member].sum(axis=0)
        others, ratio = float(held.sum() - held[at]), self._ratio(held, at)
        expected, dispersed = others * ratio, float(self.found.dispersion[one.combo, at])
        low, high = interval(float(held[at]), others, ratio, dispersed)
        items = self.model.combos.items(self.model.cells, one.combo)
        return Pattern(
            period=self.guard.labels[at],
            items=tuple(sorted(items)),
            count=int(held[at]),
            records=int(self.sizes[at]),
            expected=expected,
            rate_ratio=float(held[at] / expected if others else (held[at] + 0.5) / (0.5 * ratio)),
            low=low,
            high=high,
            q_value=q_value,
            q_minimal=q_minimal,
            strength=round(one.strength, 3),
            dispersion=round(dispersed, 3),
            rows=self._first_rows(member, at),
            artefact=self.guard.cause(at, items, member),
        )

    def _ratio(self, held: Floats, at: int) -> float:
        """Return how many records a period should have for each one of the other periods."""
        ratio = self.sizes[at] / (self.sizes.sum() - self.sizes[at])
        cycle = self.model.cycle
        if seasons_known(cycle, len(self.sizes)):
            ratio *= seasonal(self.sizes, held[None, :], self.model.season, cycle)[0, at]
        return float(ratio)

    def _first_rows(self, member: npt.NDArray[np.int64], at: int) -> tuple[int, ...]:
        order, starts = self.rows
        pairs = member * (len(self.sizes) + 1) + at + 1
        rows = np.sort(np.concatenate([order[starts[p] : starts[p + 1]] for p in pairs]))
        return tuple(int(row) for row in rows[:ROWS_KEPT])
