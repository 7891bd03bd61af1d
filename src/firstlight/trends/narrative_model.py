"""A reader that learned from coded narratives: one linear layer per label, over the taxonomy.

Each label has a logistic regression (balanced classes) on taxonomy hits and TF-IDF words, plus a
fixed trust in its own phrases that is the larger the fewer examples it has (`OWN` / examples): a
label with a dozen cases leans on its rules. Its threshold maximises F1 on folds inside the training
texts, near-duplicates kept together. The model is plain figures: no pickle, readable as JSON.
"""

from collections.abc import Collection, Sequence

import msgspec
import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from firstlight.trends.narrative import Coding, Quote, Read, Reader, quote_of
from firstlight.trends.narrative_features import Features, choose_features, grams_of, has_code

OWN = 20.0
MOST_OWN = 1.5
STRENGTH = 0.3
"""Inverse regularisation of the linear layers."""
FOLDS = 5
_CAUTION = 0.7  # thresholds found on few examples are pulled towards 0
_QUOTES = 3
Floats = npt.NDArray[np.float64]


class Label(msgspec.Struct, frozen=True):
    """One label: weights per column, bias, trust in its own phrases, and threshold."""

    code: str
    weights: tuple[float, ...]
    bias: float
    own: float
    threshold: float
    examples: int


class NarrativeModel(msgspec.Struct, frozen=True):
    """A learned reader: its columns and its labels."""

    features: Features
    labels: tuple[Label, ...]


def train_narratives(
    reads: Sequence[Read],
    coded: Sequence[Collection[str]],
    groups: Sequence[int],
    *,
    fewest: int = 8,
    seed: int = 0,
) -> NarrativeModel:
    """Learn labels from coded reads; `groups` tells which reads belong together.

    Only labels with at least `fewest` examples (and as many counter-examples as 2) are learned.
    Raises ValueError where the three lists differ in length.
    """
    if not len(reads) == len(coded) == len(groups):
        raise ValueError("reads, codes and groups differ in number")
    codes = {hit.code for read in reads for hit in read.hits}
    features = choose_features(reads, codes)
    matrix = features.matrix(reads)
    folds = group_folds(groups, FOLDS, seed)
    labels = []
    for code in sorted({code for codes in coded for code in codes}):
        truth = np.array([code in codes for codes in coded])
        if fewest <= truth.sum() <= len(truth) - 2:
            labels.append(_learn(code, truth, matrix, has_code(reads, code), folds))
    return NarrativeModel(features, tuple(labels))


def read_coded(
    reader: Reader, model: NarrativeModel, text: str, language: str | None = None
) -> tuple[Coding, ...]:
    """Return the codes of a text by a learned reader; what cannot be quoted is not said."""
    read = reader.look(text, language)
    row = model.features.matrix([read])
    found = []
    for label in model.labels:
        own = label.own * float(has_code([read], label.code)[0])
        score = float((row @ np.array(label.weights))[0]) + label.bias + own
        if score >= label.threshold:
            quotes = _quotes(model.features, label, read, row)
            if quotes:
                found.append(Coding(label.code, quotes))
    return tuple(found)


def group_folds(groups: Sequence[int], folds: int, seed: int) -> npt.NDArray[np.int64]:
    """Return a fold for each item so that no group is split, shuffled by `seed`."""
    names = np.unique(np.asarray(groups))
    np.random.default_rng(seed).shuffle(names)
    fold = {name: number % folds for number, name in enumerate(names.tolist())}
    return np.array([fold[group] for group in groups], np.int64)


def f1_score(truth: npt.NDArray[np.bool_], said: npt.NDArray[np.bool_]) -> float:
    """Return F1 of two masks; 0 where neither holds anything."""
    return 2.0 * float((truth & said).sum()) / max(int(truth.sum() + said.sum()), 1)


def _learn(
    code: str,
    truth: npt.NDArray[np.bool_],
    matrix: sparse.csr_matrix,
    own_phrases: Floats,
    folds: npt.NDArray[np.int64],
) -> Label:
    own = min(MOST_OWN, OWN / int(truth.sum()))
    scores = np.zeros(len(truth))
    for fold in range(FOLDS):
        out = folds == fold
        if truth[~out].sum() < 2 or out.sum() == 0:
            continue
        weights, bias = _fit(matrix[~out], truth[~out])
        scores[out] = matrix[out] @ weights + bias
    scores += own * own_phrases
    best = max(
        np.unique(scores).tolist(), key=lambda at: f1_score(truth, scores >= at) - 0.02 * abs(at)
    )
    weights, bias = _fit(matrix, truth)
    return Label(code, tuple(weights.tolist()), bias, own, _CAUTION * float(best), int(truth.sum()))


def _fit(matrix: sparse.csr_matrix, truth: npt.NDArray[np.bool_]) -> tuple[Floats, float]:
    learner = LogisticRegression(C=STRENGTH, class_weight="balanced", solver="liblinear")
    learner.fit(matrix, truth)
    return np.asarray(learner.coef_[0]), float(learner.intercept_[0])


def _quotes(
    features: Features, label: Label, read: Read, row: sparse.csr_matrix
) -> tuple[Quote, ...]:
    """Return the label's own phrases; else other entries' phrases or words that speak for it."""
    own = [quote_of(read.words, hit.first, hit.last) for hit in read.hits if hit.code == label.code]
    if own:
        return tuple(dict.fromkeys(own))
    gains: list[tuple[float, Quote]] = []
    code_at = {code: number for number, code in enumerate(features.codes)}
    for hit in read.hits:
        at = code_at.get(hit.code)
        if at is not None:
            gain = label.weights[2 * at] + label.weights[2 * at + 1]
            gains.append((gain, quote_of(read.words, hit.first, hit.last)))
    values = dict(zip(row.indices.tolist(), row.data.tolist(), strict=True))
    gram_at = {gram: number for number, gram in enumerate(features.grams)}
    for first, last, gram in grams_of(read):
        if gram in gram_at:
            column = 2 * len(features.codes) + gram_at[gram]
            gain = label.weights[column] * values.get(column, 0.0)
            gains.append((gain, quote_of(read.words, first, last, "words")))
    gains.sort(key=lambda pair: (-pair[0], pair[1].start, pair[1].end))
    return tuple(dict.fromkeys(quote for gain, quote in gains[: 2 * _QUOTES] if gain > 0))[:_QUOTES]
