"""Whether new texts are still like those that a model learned from.

Two measures, each with a limit that the training itself gives: the population stability index of
the scores over tenths of the held-out ones (Siddiqi 2006), and the share of words that the model
does not know. The limits are what held-out folds of the training items differed by, and chance.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.stats import chi2

from firstlight.model.learned import Baseline

Reals = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
_BINS = 10
_CONVENTION = 0.25
"""An index above this is called a major shift by convention."""
LEAST = 50
"""Fewer new texts than this tell nothing of drift."""


def baseline(scores: Reals, unknown: Reals, folds: Ints, weight: Reals) -> Baseline:
    """Return what held-out items look like; `weight` brings the classes to the prevalence."""
    order = np.argsort(scores, kind="stable")
    mass = np.cumsum(weight[order]) / weight.sum()
    cuts = np.searchsorted(mass, np.arange(1, _BINS) / _BINS)
    edges = np.unique(scores[order][np.minimum(cuts, len(scores) - 1)])
    shares = _shares(scores, edges, weight)
    indices = [stability(_shares(*part), shares) for part in _by_fold(scores, edges, weight, folds)]
    means = [float(unknown[folds == fold].mean()) for fold in np.unique(folds)]
    mean = float(unknown.mean())
    farthest = max(abs(one - mean) for one in means)
    return Baseline(
        edges=tuple(edges.tolist()),
        shares=tuple(shares.tolist()),
        items=len(scores),
        index_limit=max(_CONVENTION, 1.5 * max(indices)),
        unknown=mean,
        unknown_limit=mean + max(1.5 * farthest, 0.02),
    )


def _by_fold(scores: Reals, edges: Reals, weight: Reals, folds: Ints) -> list[tuple[Reals, ...]]:
    return [(scores[folds == fold], edges, weight[folds == fold]) for fold in np.unique(folds)]


def _shares(scores: Reals, edges: Reals, weight: Reals) -> Reals:
    place = np.searchsorted(edges, scores, side="right")
    found = np.bincount(place, weight, minlength=len(edges) + 1)
    return np.asarray(found / found.sum())


def stability(new: Reals, old: Reals) -> float:
    """Return the population stability index of two distributions over the same bins."""
    a, b = np.maximum(new, 1e-4), np.maximum(old, 1e-4)
    return float(((a - b) * np.log(a / b)).sum())


class Drift:
    """Counts new texts as they pass, and says at the end whether they differ."""

    def __init__(self, base: Baseline) -> None:
        self._base = base
        self._edges = np.array(base.edges)
        self._counts = np.zeros(len(base.edges) + 1)
        self._unknown, self._texts = 0.0, 0

    def add(self, scores: Sequence[float], unknown: Sequence[float | None]) -> None:
        """Count some texts: their scores, and their shares of unknown words (None: no words)."""
        place = np.searchsorted(self._edges, np.array(scores), side="right")
        self._counts += np.bincount(place, minlength=len(self._counts))
        told = [one for one in unknown if one is not None]
        self._unknown += sum(told)
        self._texts += len(told)

    def warnings(self) -> list[str]:
        """Return a sentence for each way in which the texts differ from the training items."""
        count = int(self._counts.sum())
        if count < LEAST:
            return []
        found = []
        index = stability(self._counts / count, np.array(self._base.shares))
        chance = float(chi2.ppf(0.99, len(self._edges))) * (1 / count + 1 / self._base.items)
        if index > max(self._base.index_limit, chance):
            found.append(
                f"the scores are spread otherwise than in training (stability index {index:.2f}, "
                f"limit {self._base.index_limit:.2f}): the ranking may still hold, the "
                "probabilities may not"
            )
        share = self._unknown / max(self._texts, 1)
        if share > self._base.unknown_limit:
            found.append(
                f"{share:.0%} of a text's words are unknown to the model ({self._base.unknown:.0%} "
                "in training): label some of these texts and train again"
            )
        return found
