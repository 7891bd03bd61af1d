"""Fitting: from present n-grams and labels to a model's weights."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from firstlight.detect.learn_features import gathered, in_groups

Ints = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]
PENALTY = 1.0
"""C of the linear support vector machine."""
SMOOTHING = 1.0
"""Added to every count of the log-count ratio."""
_STEEPEST = 1e-6


class Seen(NamedTuple):
    """All n-grams of one kind in some texts, which of them each text has, and their share."""

    kind: str
    grams: list[str]
    matrix: Any
    scale: float


class Weights(NamedTuple):
    """For each kind the columns kept, their worth and the weights given; and the constant."""

    columns: list[Ints]
    ratios: list[Reals]
    weights: list[Reals]
    prior: float


def see(texts: Sequence[str], kinds: dict[str, float]) -> list[Seen]:
    """Read the n-grams of some texts; `kinds` gives each kind's share in the margin."""
    return [Seen(kind, *gathered(texts, kind), scale) for kind, scale in kinds.items()]


def fit(seen: Sequence[Seen], labels: Ints, groups: Ints, rows: Ints) -> Weights:
    """Fit on some rows. Only what these rows hold is looked at."""
    weight = item_weights(groups[rows])
    y = labels[rows]
    columns, ratios, parts = [], [], []
    for part in seen:
        here = part.matrix[rows]
        kept = in_groups(here, groups[rows])
        here = here[:, kept]
        ratio = worth(here, y, weight)
        columns.append(kept)
        ratios.append(ratio)
        parts.append(unit(here, ratio) * part.scale)
    machine = LinearSVC(C=PENALTY, random_state=0, dual=True, max_iter=3_000)
    machine.fit(sparse.hstack(parts).tocsr(), y, sample_weight=weight)
    ends = np.cumsum([len(kept) for kept in columns])[:-1]
    flat = np.split(machine.coef_[0], ends)
    weights = [part.scale * one for part, one in zip(seen, flat, strict=True)]
    return Weights(columns, ratios, weights, float(machine.intercept_[0]))


def margins(seen: Sequence[Seen], fitted: Weights, rows: Ints) -> Reals:
    """Return the margins of some rows."""
    total = np.full(len(rows), fitted.prior)
    for part, kept, ratio, weight in zip(seen, *fitted[:3], strict=True):
        total += unit(part.matrix[rows][:, kept], ratio) @ weight
    return total


def item_weights(groups: Ints) -> Reals:
    """Return weights of mean 1 by which every group counts once, however many items it has."""
    number, counts = np.unique(groups, return_inverse=True, return_counts=True)[1:]
    weight = 1.0 / counts[number]
    return np.asarray(weight / weight.mean())


def worth(matrix: Any, labels: Ints, weight: Reals) -> Reals:
    """Return what each column brings to a row: how it parts the classes, times how rare it is."""
    return log_count_ratio(matrix, labels, weight) * rarity(matrix, weight)


def log_count_ratio(matrix: Any, labels: Ints, weight: Reals) -> Reals:
    """Return for each column the log of its smoothed share in the positives over the negatives."""
    sums = [SMOOTHING + matrix[labels == of].T @ weight[labels == of] for of in (1, 0)]
    return np.asarray(np.log(sums[0] / sums[0].sum()) - np.log(sums[1] / sums[1].sum()))


def rarity(matrix: Any, weight: Reals) -> Reals:
    """Return for each column the log of the items' weight over that of those which have it, + 1."""
    having = matrix.T @ weight
    return np.asarray(np.log((1.0 + weight.sum()) / (1.0 + having)) + 1.0)


def unit(matrix: Any, ratio: Reals) -> Any:
    """Return rows of ratios where n-grams are present, each row of length one."""
    weighed = matrix @ sparse.diags(ratio)
    length = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
    return (sparse.diags(1.0 / np.where(length > 0, length, 1.0)) @ weighed).tocsr()


def calibrate(held_out: Reals, labels: Ints, weight: Reals) -> tuple[float, float]:
    """Return slope (> 0) and offset of the logistic curve for margins of held-out items."""
    spread = float(held_out.std()) or 1.0
    curve = LogisticRegression(C=100.0)
    curve.fit(held_out[:, None] / spread, labels, sample_weight=weight / weight.mean())
    return max(float(curve.coef_[0, 0]) / spread, _STEEPEST), float(curve.intercept_[0])


def class_weights(labels: Ints, prevalence: float) -> Reals:
    """Return weights that sum to 1 and give the positives a `prevalence` share."""
    positives = max(int((labels == 1).sum()), 1)
    negatives = max(int((labels == 0).sum()), 1)
    return np.where(labels == 1, prevalence / positives, (1.0 - prevalence) / negatives)
