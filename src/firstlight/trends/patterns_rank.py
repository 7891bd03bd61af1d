"""The order of the list, and patterns as people see them."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from firstlight.model.pattern import Pattern
from firstlight.trends.null import FALSE_SHARE, Calibration
from firstlight.trends.patterns_artefacts import Guard
from firstlight.trends.patterns_explain import Listed, explain, listed
from firstlight.trends.patterns_rates import interval, seasonal
from firstlight.trends.patterns_score import Model, Scores

Floats = npt.NDArray[np.float64]

ROWS_KEPT = 1000
"""Row numbers kept in a pattern; `PatternResult.rows` returns all."""


class Ranked(NamedTuple):
    """Listed combinations in the order of the list, with their q-values."""

    listed: list[Listed]
    q_values: list[float]


def rank(model: Model, counts: Floats, found: Scores, calibration: Calibration) -> Ranked:
    """Return what passes the null test: components by strength, then what they explain by loss."""
    if not len(found.strength) or found.strength.max() < calibration.gate():
        return Ranked([], [])
    least = _threshold(found.strength, calibration)
    known = explain(model, counts, found.dispersion, least)
    every = listed(model, known, found.dispersion, 0.5 * least)
    every = [one for one in every if counts_above(model, counts, one)]
    if not every:
        return Ranked([], [])
    q_values = calibration.q_values(np.array([one.strength for one in every]))
    kept = [(one, float(q)) for one, q in zip(every, q_values, strict=True) if q <= FALSE_SHARE]
    heads = [pair for pair in kept if pair[0].loss < 0]
    heads.sort(key=lambda pair: (-pair[0].strength, pair[0].period, pair[0].combo))
    alive = {pair[0].component for pair in heads}
    rest = [pair for pair in kept if pair[0].loss >= 0]
    rest.sort(key=lambda p: (p[0].component not in alive, p[0].loss, p[0].period, p[0].combo))
    return Ranked([one for one, _ in heads + rest], [q for _, q in heads + rest])


def _threshold(strengths: Floats, calibration: Calibration) -> float:
    """Return the least strength whose share of false discoveries is within `FALSE_SHARE`."""
    passed = strengths[calibration.q_values(strengths) <= FALSE_SHARE]
    return float(passed.min()) if len(passed) else float(strengths.max())


def counts_above(model: Model, counts: Floats, one: Listed) -> bool:
    """Tell whether a combination's plain rate is above that of the other periods."""
    held = counts[model.combos.member[[one.combo]].indices].sum(axis=0)
    sizes = counts.sum(axis=0)
    return bool(held[one.period] * sizes.sum() > held.sum() * sizes[one.period])


def to_patterns(
    model: Model,
    counts: Floats,
    found: Scores,
    ranked: Ranked,
    times: tuple[npt.NDArray[np.int32], Sequence[str]],
) -> tuple[Pattern, ...]:
    """Return the list as patterns, with rows, likelier causes and who explains whom."""
    codes, labels = times
    guard = Guard(model.cells, counts, tuple(labels))
    order, starts = _rows_by_cell(model, codes, len(labels))
    made = [
        _pattern(model, counts, found, one, q, guard, (order, starts))
        for one, q in zip(ranked.listed, ranked.q_values, strict=True)
    ]
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


def _rows_by_cell(
    model: Model, codes: npt.NDArray[np.int32], size: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return row numbers ordered by (cell, period), rising, and where each pair begins."""
    keys = model.cells.of_row.astype(np.int64) * (size + 1) + codes + 1
    order = np.argsort(keys, kind="stable")
    starts = np.searchsorted(keys[order], np.arange(len(model.cells.codes) * (size + 1) + 1))
    return order, starts


def _pattern(
    model: Model,
    counts: Floats,
    found: Scores,
    one: Listed,
    q_value: float,
    guard: Guard,
    index: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]],
) -> Pattern:
    member = model.combos.member[[one.combo]].indices
    held, sizes, at = counts[member].sum(axis=0), counts.sum(axis=0), one.period
    others, ratio = held.sum() - held[at], sizes[at] / (sizes.sum() - sizes[at])
    if model.cycle > 1 and len(sizes) > 2 * model.cycle:
        ratio *= seasonal(sizes, held[None, :], model.season, model.cycle)[0, at]
    expected, dispersed = others * ratio, float(found.dispersion[one.combo, at])
    low, high = interval(held[at], others, ratio, dispersed)
    order, starts = index
    pairs = member.astype(np.int64) * (counts.shape[1] + 1) + at + 1
    rows = np.sort(np.concatenate([order[starts[p] : starts[p + 1]] for p in pairs]))
    items = model.combos.items(model.cells, one.combo)
    return Pattern(
        period=guard.labels[at],
        items=tuple(sorted(items)),
        count=int(held[at]),
        records=int(sizes[at]),
        expected=float(expected),
        rate_ratio=float(held[at] / expected) if expected > 0 else float("inf"),
        low=low,
        high=high,
        q_value=q_value,
        strength=round(one.strength, 3),
        dispersion=round(dispersed, 3),
        rows=tuple(int(row) for row in rows[:ROWS_KEPT]),
        artefact=guard.cause(at, items, member.astype(np.int64)),
    )
