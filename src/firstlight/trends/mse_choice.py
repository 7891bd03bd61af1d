"""Which pairs of lists depend on each other: stepwise choice, and averaging over many models.

- `stepwise`: Chan, Silverman and Vincent (JASA 2021): add the pair whose overlap is least
  expected under the present model (Poisson tail), while the tail is below a threshold.
- `by_aic`: Bales, Hesketh and Silverman (Significance 2015): add the pair that lowers AIC most,
  while its Wald p-value is below 5 %.
- `weigh`: Hoeting et al. (Statistical Science 1999): weights exp(−BIC / 2) (or AIC) over the
  models within Occam's window, each estimable model of pairs a candidate.
"""

from collections.abc import Callable
from itertools import combinations

import numpy as np
from scipy.stats import poisson

from firstlight.trends.mse_existence import is_estimable
from firstlight.trends.mse_lists import Lists
from firstlight.trends.mse_models import Fit, Pair, all_pairs, fit

NO_PAIRS: frozenset[Pair] = frozenset()
EXHAUSTIVE = 10
"""Pairs up to which every model is tried (five lists); beyond, the best are climbed to."""
WINDOW = 6.0
"""Occam's window: models whose criterion is within so much of the best (odds of e³) count."""
MOST_TOGETHER = 4
"""Lists up to which three may act together."""
WIDEST = 60
"""Most models that the climb keeps at each size."""


def stepwise(lists: Lists, *, threshold: float = 0.02) -> Fit | None:
    """Return the fit that adding surprising overlaps one by one leads to."""
    chosen = NO_PAIRS
    present = fit(lists, chosen)
    pairs = all_pairs(len(lists.names))
    while present is not None and len(chosen) < len(pairs):
        surprise = {pair: _tail(lists, present, pair) for pair in pairs if pair not in chosen}
        for pair in sorted(surprise, key=lambda pair: (surprise[pair], pair)):
            if surprise[pair] >= threshold:
                return present
            if is_estimable(lists, chosen | {pair}):
                chosen |= {pair}
                break
        else:
            return present
        present = fit(lists, chosen)
    return present


def by_aic(lists: Lists, *, threshold: float = 0.05) -> Fit | None:
    """Return the fit that lowering AIC pair by pair leads to, each pair significant."""
    present = fit(lists, NO_PAIRS)
    while present is not None:
        tried = [
            fit(lists, present.pairs | {pair}, last=pair)
            for pair in all_pairs(len(lists.names))
            if pair not in present.pairs and is_estimable(lists, present.pairs | {pair})
        ]
        better = [one for one in tried if one is not None and one.aic < present.aic]
        best = min(better, key=lambda one: one.aic, default=None)
        if best is None or best.last > threshold:
            return present
        present = best
    return present


def candidates(lists: Lists) -> list[frozenset[Pair]]:
    """Return the estimable models: all of them for five lists, else those a climb by BIC meets."""
    pairs = all_pairs(len(lists.names))
    if len(pairs) <= EXHAUSTIVE:
        every = (
            frozenset(pair for at, pair in enumerate(pairs) if mask >> at & 1)
            for mask in range(2 ** len(pairs))
        )
        return [model for model in every if is_estimable(lists, model)]
    met: list[frozenset[Pair]] = [NO_PAIRS]
    edge = [NO_PAIRS]
    while edge:
        grown = {model | {pair} for model in edge for pair in pairs if pair not in model}
        fits = [
            found
            for model in sorted(grown, key=sorted)
            if is_estimable(lists, model) and (found := fit(lists, model)) is not None
        ]
        fits.sort(key=lambda one: one.bic)
        edge = [one.pairs for one in fits[:WIDEST]]
        met += edge
    return met


def hierarchical(lists: Lists) -> list[frozenset[Pair]]:
    """Return the estimable models of pairs and threes in which a three brings its pairs.

    For four lists at most, and never all of them together: that no lists can tell.
    """
    size = len(lists.names)
    if size > MOST_TOGETHER:
        return []
    pairs = all_pairs(size)
    threes = list(combinations(range(size), 3)) if size > 3 else []
    found = []
    for count in range(len(threes) + 1):
        for chosen in combinations(threes, count):
            needed = frozenset(pair for three in chosen for pair in combinations(three, 2))
            free = [pair for pair in pairs if pair not in needed]
            found += [
                needed | frozenset(chosen) | frozenset(more)
                for size_of in range(len(free) + 1)
                for more in combinations(free, size_of)
            ]
    return [model for model in found if is_estimable(lists, model)]


def weigh(
    lists: Lists,
    models: list[frozenset[Pair]],
    *,
    criterion: Callable[[Fit], float] = lambda one: one.bic,
) -> list[tuple[Fit, float]]:
    """Return (fit, weight) of the models in Occam's window, heaviest first; weights sum to 1."""
    fits = [found for model in models if (found := fit(lists, model)) is not None]
    if not fits:
        return []
    scores = np.array([criterion(one) for one in fits])
    inside = np.flatnonzero(scores <= scores.min() + WINDOW)
    weights = np.exp(-(scores[inside] - scores.min()) / 2)
    weights /= weights.sum()
    ranked = np.argsort(-weights, kind="stable")
    return [(fits[inside[at]], float(weights[at])) for at in ranked]


def _tail(lists: Lists, present: Fit, pair: Pair) -> float:
    """Return the smaller Poisson tail of a pair's overlap under the present fit."""
    both = (lists.histories[:, pair[0]] * lists.histories[:, pair[1]]).astype(np.bool_)
    expected, seen = float(present.means[both].sum()), lists.overlap(*pair)
    return float(min(poisson.cdf(seen, expected), poisson.sf(seen - 1, expected)))
