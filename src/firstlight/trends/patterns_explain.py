"""Minimal explaining patterns: the few components behind a period, and what else they explain.

First the mixture model takes components from each period, twice, the second time against other
periods that are freed of theirs; then rates take what is left. Every other combination that stands
out is given to the component that explains it.
"""

from collections import Counter
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from firstlight.trends.patterns_climb import Held, climb, simplest
from firstlight.trends.patterns_mixture import Entries, Fit, background, entries, fit, gains
from firstlight.trends.patterns_rates import strength
from firstlight.trends.patterns_score import Model, candidates_of

Floats = npt.NDArray[np.float64]
Longs = npt.NDArray[np.int64]

_PASSES = 2
_LEAST_GAIN = 2.0
_MOST_BY_RATE = 100
_OWN = 0.5


class Component(NamedTuple):
    """A minimal explaining pattern: `removed` are its records above the usual, per cell."""

    combo: int
    period: int
    removed: Floats


class Listed(NamedTuple):
    """A combination that stands out in a period, with the component (its number) behind it.

    `loss` is how much worse (nats) it explains what the component explains; 0 for the component.
    """

    combo: int
    period: int
    strength: float
    component: int
    loss: float


class _Period(NamedTuple):
    """A fitted period: its candidates, the cells with records, and the entries over those cells."""

    candidates: Longs
    seen: Longs
    found: Entries
    fit: Fit
    records: float


class Explanation(NamedTuple):
    """Components, the counts freed of them, and the fitted period of each mixture component."""

    components: list[Component]
    clean: Floats
    fitted: dict[int, tuple[_Period, int]]


def explain(model: Model, counts: Floats, dispersed: Floats, least: float) -> Explanation:
    """Return the components of all periods; by rates, those of at least strength `least`."""
    known = Explanation([], counts.copy(), {})
    if model.shape is not None:
        known = _widened(model, counts, _by_mixture(model, counts, dispersed), dispersed)
    return _by_rate(model, known, dispersed, least)


def _by_mixture(model: Model, counts: Floats, dispersed: Floats) -> Explanation:
    clean, fitted = counts.copy(), [None] * counts.shape[1]
    periods: list[_Period | None] = list(fitted)
    for _ in range(_PASSES):
        renewed = counts.copy()
        for at in range(counts.shape[1]):
            periods[at] = part = _fit_period(model, counts[:, at], clean, at, dispersed)
            if part is not None:
                usual = (1 - part.fit.weights.sum()) * part.fit.usual
                renewed[part.seen, at] *= usual / part.fit.mixed
        clean = renewed
    known = Explanation([], clean, {})
    for at, part in enumerate(periods):
        for place, chosen in enumerate(part.fit.chosen if part else ()):
            assert part is not None  # noqa: S101  (for the type checker)
            mine = part.fit.weights[place] * part.fit.densities[place] / part.fit.mixed
            removed = np.zeros(len(counts))
            removed[part.seen] = counts[part.seen, at] * mine
            known.fitted[len(known.components)] = (part, place)
            combo = int(part.candidates[chosen])
            known.components.append(Component(combo, at, removed))
    return known


def _widened(model: Model, counts: Floats, known: Explanation, dispersed: Floats) -> Explanation:
    """Return the components, those that are part of a wider rise merged into that."""
    merged = Explanation([], known.clean.copy(), {})
    freed = model.combos.member @ known.clean
    sizes = known.clean.sum(axis=0)
    for at in range(counts.shape[1]):
        numbers = [n for n, one in enumerate(known.components) if one.period == at]
        here = model.combos.member @ counts[:, at]
        odds = counts[:, at].sum() / max(sizes.sum() - sizes[at], 1.0)
        rest = freed.sum(axis=1) - freed[:, at]
        held = Held(here, rest, np.full(len(here), odds), dispersed[:, at])
        tops = {n: climb(model.combos, known.components[n].combo, held) for n in numbers}
        shared = Counter(top for n, top in tops.items() if top != known.components[n].combo)
        wide = {top for top, times in shared.items() if times > 1}
        for number in numbers:
            one, top = known.components[number], tops[number]
            if top not in wide:
                merged.fitted[len(merged.components)] = fitted = known.fitted[number]
                plain = simplest(model.combos, one.combo, held)
                named = plain if plain in fitted[0].candidates else one.combo
                merged.components.append(one._replace(combo=named))
                continue
            merged.clean[:, at] += one.removed
        for top in sorted({simplest(model.combos, top, held) for top in wide}):
            cells = model.combos.member[[top]].indices
            found = merged.clean[cells, at].sum()
            part = max(0.0, 1 - rest[top] * odds / max(found, 1e-9))
            removed = np.zeros(len(counts))
            removed[cells] = merged.clean[cells, at] * part
            merged.clean[:, at] -= removed
            merged.components.append(Component(top, at, removed))
    return merged


def _fit_period(
    model: Model, here: Floats, clean: Floats, at: int, dispersed: Floats
) -> _Period | None:
    assert model.shape is not None  # noqa: S101  (for the type checker)
    mixed = clean.copy()
    mixed[:, at] = here
    by_rate, _ = model.strengths(model.combos.member @ mixed, mixed.sum(axis=0))
    candidates = candidates_of(model, by_rate[:, at])
    if not len(candidates) or here.sum() == 0:
        return None
    others = clean.sum(axis=1) - clean[:, at]
    usual = background(model.shape, clean[:, at], others)
    found = entries(model.combos, model.shape, candidates, here, others)
    seen = np.flatnonzero(here > 0)
    found = found._replace(cell=np.searchsorted(seen, found.cell))
    typical = float(np.median(dispersed[candidates, at]))
    fitted = fit(found, usual[seen], here[seen], _LEAST_GAIN * typical)
    return _Period(candidates, seen, found, fitted, float(here.sum()))


def _by_rate(model: Model, known: Explanation, dispersed: Floats, least: float) -> Explanation:
    """Add components by rate, the strongest first, until none of strength `least` is left."""
    clean = known.clean.copy()
    held = model.combos.member @ clean
    for _ in range(_MOST_BY_RATE):
        by_rate, share = model.strengths(held, clean.sum(axis=0))
        strong = by_rate / dispersed
        combo, at = (int(x) for x in np.unravel_index(strong.argmax(), strong.shape))
        if strong[combo, at] < least:
            break
        share_at = np.broadcast_to(share, held.shape)[:, at]
        rest = held.sum(axis=1) - held[:, at]
        odds = share_at / (1 - share_at)
        combo = climb(model.combos, combo, Held(held[:, at], rest, odds, dispersed[:, at]))
        others = held[combo].sum() - held[combo, at]
        expected = others * share_at[combo] / (1 - share_at[combo])
        cells = model.combos.member[[combo]].indices
        removed = np.zeros(len(clean))
        removed[cells] = clean[cells, at] * max(0.0, 1 - expected / held[combo, at])
        if removed.sum() <= 0:
            break
        clean[:, at] -= removed
        held[:, at] -= model.combos.member @ removed
        known.components.append(Component(combo, at, removed))
    return known._replace(clean=clean)


def listed(model: Model, known: Explanation, dispersed: Floats, least: float) -> list[Listed]:
    """Return the combinations of at least strength `least`, each with the component behind it."""
    held = model.combos.member @ known.clean
    sizes, totals = known.clean.sum(axis=0), held.sum(axis=1)
    plain, share = model.strengths(held, sizes)
    share = np.broadcast_to(share, held.shape)
    best: dict[tuple[int, int], Listed] = {}
    for number, component in enumerate(known.components):
        at = component.period
        added = model.combos.member @ component.removed
        growth = 1 + component.removed.sum() / max(sizes[at], 1e-9)
        grown = share[:, at] * growth / (1 + share[:, at] * (growth - 1))
        by_rate = strength(held[:, at] + added, totals + added, grown)
        explained = by_rate - plain[:, at] >= _OWN * by_rate
        strong, score = np.where(explained, by_rate, 0.0), by_rate
        if number in known.fitted:
            strong, score = _with_gains(known.fitted[number], strong)
        strong = strong / dispersed[:, at]
        for combo in np.flatnonzero(strong >= least):
            loss = max(0.0, float(score[component.combo] - score[combo]))
            mine = combo == component.combo
            one = Listed(int(combo), at, float(strong[combo]), number, -1.0 if mine else loss)
            if (key := (one.combo, at)) not in best or one.loss < best[key].loss:
                best[key] = one
    return list(best.values())


def _with_gains(fitted: tuple[_Period, int], strong: Floats) -> tuple[Floats, Floats]:
    """Return strengths and scores of all combinations in place of a mixture component."""
    part, place = fitted
    gain, _ = gains(part.found, part.fit.without(place), part.records)
    strong, score = strong.copy(), np.zeros(len(strong))
    strong[part.candidates] = np.maximum(strong[part.candidates], gain)
    score[part.candidates] = gain
    return strong, score
