"""How well held-out scores rank and how true they are, with intervals over groups."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from sklearn.metrics import average_precision_score, roc_auc_score

from firstlight.detect.learn_fit import class_weights
from firstlight.model.learned import Bin, Budget, Quality, Range

Ints = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]
SHARES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5)
"""Review budgets: shares of the items that are read."""
DRAWS = 200
"""Bootstrap draws of groups behind an interval."""
_BINS = 10


class Held:
    """Held-out items: label, probability, rank value and weight; groups are drawn whole.

    Ranks come from `ranks`, which may be compared within a fold only; `folds` says which it is.
    """

    def __init__(
        self, labels: Ints, ranks: Reals, scores: Reals, folds: Ints, prevalence: float
    ) -> None:
        self.labels, self.ranks, self.scores, self.folds = labels, ranks, scores, folds
        self.prevalence = prevalence

    def average_precision(self, weight: Reals) -> float:
        """Return the mean over folds of average precision at the prevalence."""
        return self._mean(average_precision_score, weight)

    def roc_auc(self, weight: Reals) -> float:
        """Return the mean over folds of the area under the ROC curve."""
        return self._mean(roc_auc_score, weight)

    def _mean(self, measure: Callable[..., float], weight: Reals) -> float:
        found = []
        for fold in np.unique(self.folds):
            here = (self.folds == fold) & (weight > 0)
            y = self.labels[here]
            if 0 < y.sum() < len(y):
                found.append(measure(y, self.ranks[here], sample_weight=weight[here]))
        return float(np.mean(found)) if found else 0.0

    def budget(self, share: float, weight: Reals) -> tuple[float, float]:
        """Return precision and recall when the first `share` of the weight is read."""
        order = np.lexsort((np.arange(len(self.scores)), -self.scores))
        mass = weight[order] / weight.sum()
        before = np.cumsum(mass) - mass
        read = np.clip((share - before) / np.where(mass > 0, mass, 1.0), 0.0, 1.0) * mass
        hit = float((read * self.labels[order]).sum())
        return hit / share, hit / max(float((mass * self.labels[order]).sum()), 1e-12)


def average_precision(labels: Ints, ranks: Reals, prevalence: float) -> float:
    """Return average precision of one list, its positives weighted to a `prevalence` share."""
    weight = class_weights(labels, prevalence)
    return float(average_precision_score(labels, ranks, sample_weight=weight))


def quality(held: Held, groups: Ints, split: str, seed: int = 0) -> Quality:
    """Measure held-out items; intervals come from drawing groups with replacement."""
    base = class_weights(held.labels, held.prevalence)
    draws = [base * drawn for drawn in _draws(groups, seed)]

    def ranged(measure: Callable[[Reals], float]) -> Range:
        found = [measure(weight) for weight in draws]
        low, high = np.percentile(found, [2.5, 97.5]).tolist()
        return Range(*(round(value, 4) for value in (measure(base), low, high)))

    return Quality(
        split=split,
        prevalence=held.prevalence,
        average_precision=ranged(held.average_precision),
        roc_auc=ranged(held.roc_auc),
        brier=round(float((base * (held.scores - held.labels) ** 2).sum()), 4),
        budgets=tuple(
            Budget(
                share,
                ranged(lambda weight, share=share: held.budget(share, weight)[0]),  # type: ignore[misc]
                ranged(lambda weight, share=share: held.budget(share, weight)[1]),  # type: ignore[misc]
            )
            for share in SHARES
        ),
        reliability=_reliability(held, base),
    )


def _draws(groups: Ints, seed: int) -> list[Reals]:
    """Return for each draw how often each item's group was drawn."""
    number = np.unique(groups, return_inverse=True)[1]
    count = int(number.max(initial=0)) + 1
    dice = np.random.default_rng(seed)
    return [
        np.bincount(dice.integers(0, count, count), minlength=count)[number].astype(np.float64)
        for _ in range(DRAWS)
    ]


def _reliability(held: Held, weight: Reals) -> tuple[Bin, ...]:
    place = np.minimum((held.scores * _BINS).astype(int), _BINS - 1)
    found = []
    for at in range(_BINS):
        here = place == at
        mass = float(weight[here].sum())
        if mass > 0:
            predicted = float((weight * held.scores)[here].sum()) / mass
            observed = float((weight * held.labels)[here].sum()) / mass
            ends = at / _BINS, (at + 1) / _BINS
            found.append(Bin(*ends, int(here.sum()), round(predicted, 4), round(observed, 4)))
    return tuple(found)
