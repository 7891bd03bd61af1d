"""Combining signals against a base rate: many signs of one kind are not many signs.

Signals of one group are near copies of each other, so a group counts its strongest indicator and
a third of each further one, at most half as much again as the strongest; groups add, as
independent evidence does in decibans (a simplification: naive Bayes, stated as such).
"""

from collections.abc import Iterable

from firstlight.model.signal import Signal
from firstlight.rulebook.book import Rulebook

PRIOR = -20.0
"""Decibans before any evidence: one post in a hundred. An assumption, for want of a survey."""
_FURTHER = 1 / 3
_CAP = 1.5


def combine(signals: Iterable[Signal], rulebook: Rulebook, *, prior: float = PRIOR) -> float:
    """Return the decibans for exploitation after all signals of a post or of an operation.

    0 is even odds; each indicator counts once; signals of unknown indicators are left out.
    """
    groups: dict[str, dict[str, float]] = {}
    for signal in signals:
        indicator = rulebook.indicators.get(signal.indicator)
        if indicator is not None:
            groups.setdefault(indicator.group, {})[indicator.code] = indicator.weight
    return prior + sum(_group(sorted(group.values(), key=abs)) for group in groups.values())


def _group(weights: list[float]) -> float:
    """Return what one group adds; `weights` rise in size, all of one sign."""
    strongest = weights[-1]
    total = strongest + _FURTHER * sum(weights[:-1])
    bound = abs(strongest) * _CAP
    return max(-bound, min(bound, total))
