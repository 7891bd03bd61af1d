"""Make the compact reader of sentences for phones, and write it into the package.

    python bench/make_compact.py --ordinary FILE            fit on both halves of the corpus, write
    python bench/make_compact.py --ordinary FILE --judge    fit on the development half, judge final

The whole model is fitted as `make_sentences.py` does it. Of its weights those are kept that change
most over the corpus: size times the root of how many sentences have the feature. They are fitted
again by themselves and rounded. FILE is that of `make_sentences.py`.
"""

import argparse
import gzip
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize
from sklearn.svm import LinearSVC

import make_sentences as whole
from firstlight.detect.sentence_compact import FILE, Compact, rounded, to_compact, to_model
from firstlight.detect.sentence_model import SentenceModel
from make_sentences import Floats, Sentence, Space

SHARED, OWN, TOPIC = 0.62, 1.0, 8.75
"""A weight that is below these, by kind, after it is multiplied with the root of the number of its
feature's sentences, is dropped. Chosen by fitting the development half and judging the final."""
PENALTY = 5.0
"""Inverse penalty of the topics; fewer weights do with less."""
ROUNDS = 150
Kept = NDArray[np.bool_]


class Choice(NamedTuple):
    """The features kept, and which of their weights (features × 1, groups, groups + 1)."""

    space: Space
    shared: Kept
    own: Kept
    topic: Kept


def choose(model: SentenceModel, sentences: Sequence[Sentence]) -> Choice:
    """Choose the weights that matter."""
    seen = Counter(key for one in sentences for key in one.features)
    often = np.sqrt([[seen[int(key)]] for key in model.features])
    common, own = parts(model)
    topic = model.topic - model.topic.mean(axis=1, keepdims=True)
    kept = (
        abs(common) * often[:, 0] >= SHARED,
        abs(own) * often >= OWN,
        abs(topic) * often >= TOPIC,
    )
    alive = kept[0] | kept[1].any(axis=1) | kept[2].any(axis=1)
    return Choice(Space(model.features[alive]), *(one[alive] for one in kept))


def parts(model: SentenceModel) -> tuple[Floats, Floats]:
    """Return what groups have in common of the voice, and the rest.

    At the optimum the common part is the sum of the groups' own.
    """
    common = model.voice.sum(axis=1) / (len(model.groups) + 1)
    return common, model.voice - common[:, None]


def fit(sentences: Sequence[Sentence], plain: Sequence[set[int]]) -> Compact:
    """Learn topic and voice with few weights."""
    choice = choose(whole.fit(sentences, plain), sentences)
    groups = tuple(sorted({one.group for one in sentences}))
    group = np.array([groups.index(one.group) for one in sentences])
    shows = np.array([one.shows for one in sentences])
    near = choice.space.matrix([one.features for one in sentences])
    far = choice.space.matrix(plain)
    weight = np.array([one.weight for one in sentences])
    common, own, constant = fit_voice(choice, near, far, group, shows, weight=weight)
    topic, topics = fit_topic(choice, near, far, group, weight)
    model = SentenceModel(
        groups=groups,
        features=choice.space.keys,
        topic=topic,
        voice=common[:, None] + own,
        topic_constant=topics,
        voice_constant=np.full(len(groups), constant),
        belief=np.zeros(4, np.float32),
        belief_constant=np.zeros(len(groups), np.float32),
    )
    return to_compact(model, common)


def fit_voice(
    choice: Choice,
    near: sparse.csr_matrix,
    far: sparse.csr_matrix,
    group: NDArray[np.int64],
    shows: Kept,
    *,
    weight: Floats,
) -> tuple[Floats, Floats, float]:
    """Return the common weights, those of each group, and the constant."""
    size, groups = choice.own.shape
    nothing = sparse.csr_matrix((far.shape[0], size * groups))
    rows = sparse.vstack([whole.by_group(near, group, groups), sparse.hstack([far, nothing])])
    kept = np.concatenate([choice.shared, choice.own.T.ravel()])
    voice = LinearSVC(C=whole.VOICE)
    voice.fit(
        rows.tocsc()[:, kept].tocsr(),
        np.concatenate([shows, np.zeros(far.shape[0], bool)]),
        sample_weight=np.concatenate([weight, np.full(far.shape[0], whole.PLAIN)]),
    )
    weights = np.zeros(len(kept))
    weights[kept] = voice.coef_[0]
    return weights[:size], weights[size:].reshape(groups, size).T, float(voice.intercept_[0])


def fit_topic(
    choice: Choice,
    near: sparse.csr_matrix,
    far: sparse.csr_matrix,
    group: NDArray[np.int64],
    weight: Floats,
) -> tuple[Floats, Floats]:
    """Return the weights of the topics (a multinomial regression of the kept ones), constants."""
    rows = sparse.vstack([near, far]).tocsr()
    columns = choice.topic.shape[1]
    truth = np.eye(columns)[np.concatenate([group, np.full(far.shape[0], columns - 1)])]
    penalty = PENALTY * np.concatenate([weight, np.ones(far.shape[0])])[:, None]
    weights = np.zeros(choice.topic.shape)

    def loss(given: Floats) -> tuple[float, Floats]:
        weights[choice.topic] = given[:-columns]
        score = rows @ weights + given[-columns:]
        score -= np.logaddexp.reduce(score, axis=1)[:, None]
        wrong = penalty * (np.exp(score) - truth)
        slope = (rows.T @ wrong)[choice.topic] + given[:-columns]
        cost = -(penalty * score * truth).sum() + (given[:-columns] ** 2).sum() / 2
        return cost, np.concatenate([slope, wrong.sum(axis=0)])

    start = np.zeros(choice.topic.sum() + columns)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}).x
    weights[choice.topic] = found[:-columns]
    return weights.copy(), found[-columns:] - found[-columns:].mean()


def main() -> None:
    """Fit, judge or write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--judge", action="store_true")
    parser.add_argument("--ordinary", type=Path, help="as for make_sentences.py")
    asked = parser.parse_args()
    plain = whole.plain_of(asked.ordinary)

    def learn(sentences: Sequence[Sentence], ordinary: Sequence[set[int]]) -> SentenceModel:
        return to_model(fit(sentences, ordinary))

    sentences = whole.taught_by("dev", "teach", *([] if asked.judge else ["final"]))
    found, groups, quiet = whole.out_of_fold(sentences, plain, learn)
    bars = whole.believe(found, groups, quiet, round(whole.NOISE * len(plain)))
    print(whole.told("languages apart:", found.belief(*bars), found.shows))
    belief, beliefs = map(rounded, bars)
    compact = msgspec.structs.replace(fit(sentences, plain), belief=belief, beliefs=beliefs)
    if asked.judge:
        last = whole.score(to_model(compact), whole.read("final"))
        print(whole.told("final half:", last.belief(*bars), last.shows))
    else:
        FILE.write_bytes(msgspec.json.encode(compact))
    model, raw = to_model(compact), msgspec.json.encode(compact)
    print(f"{len(model.features):,} features, {len(gzip.compress(raw, 9)):,} bytes packed")


if __name__ == "__main__":
    main()
