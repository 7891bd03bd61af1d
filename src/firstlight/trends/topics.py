"""Topics of texts, fitted offline: no vectors to download, nothing random, counted per period.

Words and pairs that enough sources share and that are neither grammar, reporting nor template are
weighted by TF-IDF and factorised (non-negative matrix factorisation, Lee and Seung 1999, started
from singular vectors, so that the same texts give the same topics). The topics are fitted once on
all periods and then counted by source and period, with the spread test of `trends.spread`.
"""

import warnings

import msgspec
import numpy as np
import pyarrow as pa
from scipy import sparse
from sklearn.decomposition import NMF
from sklearn.exceptions import ConvergenceWarning

from firstlight.model.tactic import Spread
from firstlight.rulebook.taxonomy import load_taxonomy
from firstlight.trends.boilerplate import template_words
from firstlight.trends.corpus import Corpus, Ints, build_corpus
from firstlight.trends.gather import spread_of
from firstlight.trends.phrases import Grams, distinct, grow, phrase_of
from firstlight.trends.spread import SpreadTest, q_values
from firstlight.trends.words import fold_word, join_words

_TERMS = 4000
_COMMON = 0.4
_SHARE = 0.3
"""Share of a document's weight that a topic needs to count as present in it."""


class Topic(msgspec.Struct, frozen=True, kw_only=True):
    """A topic: its terms, strongest first, how it spread, and the documents that show it best."""

    terms: tuple[str, ...]
    spread: tuple[Spread, ...]
    new_sources: int
    p_value: float
    q_value: float
    documents: tuple[str, ...]


def find_topics(texts: pa.Table, *, topics: int = 12, recent: int = 1) -> tuple[Topic, ...]:
    """Return the topics of a TEXTS table, by spread p value.

    Fewer topics come back where the texts have fewer documents or terms than `topics`. Raises
    InputError where a column is missing.
    """
    corpus = build_corpus(texts)
    weights, names = _weights(corpus)
    count = min(topics, *weights.shape)
    if count < 2:
        return ()
    model = NMF(count, init="nndsvda", max_iter=150, tol=1e-3, random_state=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        strength = model.fit_transform(weights)
    share = strength / np.maximum(strength.sum(axis=1, keepdims=True), 1e-12)
    document, topic = np.nonzero(share >= _SHARE)
    test = SpreadTest(corpus.panel, recent)
    unit = corpus.doc_source[document] * test.periods + corpus.doc_period[document]
    p, fresh, _ = test.p_values(topic, unit, count)
    q = q_values(p)
    found = [
        Topic(
            terms=_terms(model.components_[number], names),
            spread=spread_of(corpus, test, document[topic == number]),
            new_sources=int(fresh[number]),
            p_value=float(p[number]),
            q_value=float(q[number]),
            documents=tuple(
                corpus.ids[row] for row in np.argsort(-strength[:, number], kind="stable")[:8]
            ),
        )
        for number in range(count)
    ]
    return tuple(sorted(found, key=lambda item: (item.p_value, item.terms)))


def _weights(corpus: Corpus) -> tuple[sparse.csr_matrix, list[str]]:
    """Return documents × terms (TF-IDF, rows of length one) and the names of the terms."""
    masked, _ = template_words(corpus)
    style = frozenset(map(fold_word, load_taxonomy().style.words()))
    rows: list[Ints] = []
    columns: list[Ints] = []
    names: list[str] = []
    for grams in grow(corpus, longest=2, sources=3, masked=masked):
        kept = _kept(corpus, grams, style)
        number = np.cumsum(kept) - 1 + len(names)
        stays = kept[grams.gram]
        rows.append(corpus.document[grams.place[stays]])
        columns.append(number[grams.gram[stays]])
        names.extend(
            join_words(phrase_of(corpus, int(at), grams.length)) for at in grams.example[kept]
        )
        if grams.length == 2:
            break
    row, column = np.concatenate(rows), np.concatenate(columns)
    shape = (len(corpus.ids), len(names))
    counts = sparse.csr_matrix((np.ones(len(row)), (row, column)), shape=shape)
    frequency = np.asarray((counts > 0).sum(axis=0)).ravel()
    top = np.sort(np.argsort(-frequency, kind="stable")[:_TERMS])
    counts, frequency = counts[:, top], frequency[top]
    counts.data = 1.0 + np.log(counts.data)
    weighted = counts.multiply(np.log((1 + shape[0]) / (1 + frequency)) + 1).tocsr()
    length = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    scaled = sparse.diags(1 / np.maximum(length, 1e-12)) @ weighted
    return sparse.csr_matrix(scaled), [names[number] for number in top]


def _kept(
    corpus: Corpus, grams: Grams, style: frozenset[str]
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Tell which phrases may be terms: not too common, no word of style, no lone character."""
    units = distinct(grams.gram, corpus.unit[grams.place], grams.count)
    kept = units <= max(3, _COMMON * corpus.panel.units)
    for number, at in enumerate(grams.example.tolist()):
        words = phrase_of(corpus, at, grams.length)
        if any(word in style for word in words) or len("".join(words)) < 2:
            kept[number] = False
    return np.asarray(kept)


def _terms(
    weights: np.ndarray[tuple[int], np.dtype[np.float64]], names: list[str]
) -> tuple[str, ...]:
    order = np.argsort(-weights, kind="stable")[:12]
    floor = 0.05 * float(weights[order[0]])
    return tuple(names[number] for number in order if weights[number] > floor)
