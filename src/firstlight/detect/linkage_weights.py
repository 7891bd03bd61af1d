"""Fellegi–Sunter weights of record linkage, learned without labels.

Fellegi and Sunter ("A theory for record linkage", JASA 1969): a level of agreement weighs
log2(m / u), m its chance among records of one entity, u among records of two. Here:

- u is counted on random pairs, and freed of the matches among them;
- m is learned by expectation–maximisation on the pairs of each blocking rule, for the fields that
  the rule does not read (those agree by construction), and averaged over the rules;
- the prior is the fixed point at which it equals the mean of its own posteriors over all pairs,
  so nobody has to guess how many records match;
- agreement on a common value weighs less: for the same value u is that value's share of records.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from firstlight.detect.linkage_blocking import Rule
from firstlight.detect.linkage_levels import LEVELS, Column, levels
from firstlight.detect.specificity import Floats, Ints

Levels = npt.NDArray[np.int8]

SAMPLE = 400_000
"""Random pairs from which u is counted."""
TRAINING = 200_000
"""Pairs of one rule from which m is learned at most."""
ROUNDS, SETTLED = 60, 1e-5
CORRECTIONS = 3
"""Times that u is freed of matches and m learned anew."""
_LEAST = 1e-6
_ALIKE = 0.9


class Model(NamedTuple):
    """Chances per field and level, and the prior chance that a pair of records matches."""

    m: tuple[Floats, ...]
    u: tuple[Floats, ...]
    prior: float


def learn(
    columns: Sequence[Column],
    rules: Sequence[Rule],
    pairs: tuple[Ints, Ints],
    *,
    possible: float,
    seed: int,
    source: Ints | None = None,
) -> tuple[Model, Levels]:
    """Return the model and the levels (pairs × fields) of the `pairs` that all rules propose.

    `possible` is the number of pairs that could match at all.
    """
    left, right = pairs
    seen = _compare(columns, left, right)
    drawn = _compare(columns, *_random(len(columns[0].code), seed, source))
    raw = [_shares(drawn[:, f], len(LEVELS[c.field.kind])) for f, c in enumerate(columns)]
    training = [_sampled(rule, left, right, len(columns[0].code), seed) for rule in rules]
    model = Model(tuple(_start(len(u)) for u in raw), tuple(raw), 1.0 / max(possible, 2.0))
    for _ in range(CORRECTIONS):
        m = _average(columns, rules, training, seen, model)
        model = model._replace(m=m)
        prior = _prior(weights(columns, model, seen, left).sum(axis=1), possible)
        freed = [_freed(r, chance, prior) for r, chance in zip(raw, m, strict=True)]
        model = Model(m, tuple(freed), prior)
    return model, seen


def weights(columns: Sequence[Column], model: Model, seen: Levels, left: Ints) -> Floats:
    """Return the bits (pairs × fields) that each field adds; 0 where a value is missing.

    `left` is one record of each pair: where values are the same it tells which value it is.
    """
    out = np.zeros(seen.shape)
    for number, column in enumerate(columns):
        bits = np.log2(model.m[number] / model.u[number])
        level = seen[:, number]
        known = level >= 0
        out[known, number] = bits[level[known]]
        same = np.flatnonzero(level == 0)
        common = column.share[column.code[left[same]]]
        out[same, number] = np.log2(model.m[number][0] / np.maximum(common, _LEAST))
    return out


def probability(bits: Floats, prior: float) -> Floats:
    """Return the chance of a match after evidence in bits."""
    odds = np.log2(prior / (1 - prior)) + bits
    return np.asarray(1 / (1 + np.exp2(-np.clip(odds, -500, 500))))


def _compare(columns: Sequence[Column], left: Ints, right: Ints) -> Levels:
    return np.stack([levels(column, left, right) for column in columns], axis=1)


def _random(records: int, seed: int, source: Ints | None) -> tuple[Ints, Ints]:
    """Return random pairs of records, of different sources where there are any."""
    draw = np.random.default_rng(seed)
    count = min(SAMPLE, records * records)
    left = draw.integers(0, max(records, 1), count)
    right = draw.integers(0, max(records, 1), count)
    apart = left != right if source is None else source[left] != source[right]
    return left[apart], right[apart]


def _shares(level: npt.NDArray[np.int8], count: int) -> Floats:
    """Return the share of each level among the pairs that have values."""
    found = np.bincount(level[level >= 0], minlength=count).astype(np.float64)
    return np.asarray((found + 0.5) / (found.sum() + 0.5 * count), dtype=np.float64)


def _start(count: int) -> Floats:
    """Return the chances that learning starts from: most matches agree, the rest evenly."""
    return np.append(_ALIKE, np.full(count - 1, (1 - _ALIKE) / (count - 1)))


def _sampled(rule: Rule, left: Ints, right: Ints, records: int, seed: int) -> Ints:
    """Return the rows of a rule's pairs among all pairs, at most TRAINING."""
    rows = np.searchsorted(left * records + right, rule.left * records + rule.right)
    if len(rows) > TRAINING:
        rows = np.sort(np.random.default_rng(seed).choice(rows, TRAINING, replace=False))
    return rows.astype(np.int64)


def _average(
    columns: Sequence[Column],
    rules: Sequence[Rule],
    training: Sequence[Ints],
    seen: Levels,
    model: Model,
) -> tuple[Floats, ...]:
    """Return m of each field, averaged over the rules that do not read it."""
    total = [np.zeros(len(u)) for u in model.u]
    for rule, rows in zip(rules, training, strict=True):
        free = [f for f in range(len(columns)) if f not in rule.fields]
        for field, mass in zip(free, _maximise(seen[rows], free, model), strict=True):
            total[field] += mass
    return tuple(
        (mass + start) / (mass.sum() + 1) if mass.sum() > 0 else start
        for mass, start in zip(total, (_start(len(u)) for u in model.u), strict=True)
    )


def _maximise(seen: Levels, free: Sequence[int], model: Model) -> list[Floats]:
    """Return the expected number of matches per level of each free field (EM with u fixed)."""
    m = [model.m[field] for field in free]
    patterns, count = np.unique(seen[:, free], axis=0, return_counts=True)
    share = 0.2
    mass = [np.zeros(len(chance)) for chance in m]
    for _ in range(ROUNDS):
        bits = np.zeros(len(patterns))
        for place, field in enumerate(free):
            level = patterns[:, place]
            ratio = np.log2(m[place] / model.u[field])
            bits += np.where(level >= 0, ratio[np.maximum(level, 0)], 0.0)
        match = probability(bits, share) * count
        before, share = share, float(np.clip(match.sum() / count.sum(), 1e-6, 1 - 1e-6))
        for place in range(len(free)):
            level = patterns[:, place]
            known = level >= 0
            expected = np.bincount(level[known], match[known], len(m[place]))
            mass[place] = np.asarray(expected, dtype=np.float64)
            m[place] = (mass[place] + 0.5) / (mass[place].sum() + 0.5 * len(m[place]))
        if abs(share - before) < SETTLED:
            break
    return mass


def _prior(bits: Floats, possible: float) -> float:
    """Return the prior that equals the mean posterior over all possible pairs."""
    prior = min(max(1.0 / possible, len(bits) / possible / 10), 0.5)
    for _ in range(200):
        after = float(np.clip(probability(bits, prior).sum() / possible, 0.1 / possible, 0.5))
        if abs(np.log(after / prior)) < 1e-4:
            break
        prior = after
    return prior


def _freed(raw: Floats, m: Floats, prior: float) -> Floats:
    """Return u without the matches among random pairs."""
    freed = np.maximum(raw - prior * m, raw * 0.02)
    return np.asarray(np.maximum(freed / freed.sum(), _LEAST))
