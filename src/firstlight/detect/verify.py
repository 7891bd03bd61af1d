"""Verification: which candidate pairs really say the same, word by word or letter by letter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import Indel

from firstlight.detect.candidates import MANY, Bools, Longs, Pairs
from firstlight.detect.openness import LINE
from firstlight.detect.wordings import Corpus

SAME_WORDS = 0.6
"""Two posts say the same when they share so many of their words in order; chance gives .2."""
SAME_LETTERS = 0.72
"""The same for letters, where word borders are disguised; chance gives .4, in a thousandth .58."""
ONE_TEXT = 0.75
"""Asked at most of texts that one has words added to the other, and of texts beyond a line."""
ONE_LINE = 0.96
"""Asked at most of lines that say other words in the same place."""
OPEN_LINE = 0.6
"""Asked of lines that differ in an open place (`openness`)."""
BY_WORDS, BY_LETTERS, BY_OPEN_PLACE = map(np.uint8, range(3))
_BATCH = 65536
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Edges:
    """Verified pairs of wordings with their similarity, and by what they were found alike."""

    pairs: Pairs
    similarity: Floats
    by: npt.NDArray[np.uint8]

    @classmethod
    def joined(cls, parts: Sequence["Edges"]) -> "Edges":
        """Return the edges of several in one."""
        none = (np.zeros((0, 2), np.int64), np.zeros(0, np.float32), np.zeros(0, np.uint8))
        columns = zip(none, *((one.pairs, one.similarity, one.by) for one in parts), strict=True)
        return cls(*(np.concatenate(column) for column in columns))

    def only(self, kept: Bools | Longs) -> "Edges":
        """Return some of the edges."""
        return Edges(self.pairs[kept], self.similarity[kept], self.by[kept])


def verify(corpus: Corpus, met: Iterable[tuple[Pairs, Longs]]) -> Edges:
    """Return the pairs that share most of their words, or letters where they met more than once.

    `met`: pairs, and how often each met as candidates (`candidate_pairs`): posts with most of their
    letters in common meet in many n-grams, unless they are very short.
    """
    grams = np.bincount(corpus.hashed)
    found = []
    for pairs, times in met:
        few = grams[pairs].min(axis=1, initial=MANY) < MANY
        found.append(compared(corpus, pairs, (times > 2) | few))
    return Edges.joined(found)


def compared(corpus: Corpus, pairs: Pairs, letters: Bools) -> Edges:
    """Return those of some pairs that share most of their words, or letters where that is asked."""
    parts = range(0, len(pairs), _BATCH)
    return Edges.joined(
        [_alike(corpus, pairs[at : at + _BATCH], letters[at : at + _BATCH]) for at in parts]
    )


def verify_open(corpus: Corpus, opened: Pairs) -> Edges:
    """Return the pairs, of those that differ in an open place, that share most of their words."""
    names, where = np.unique(opened, return_inverse=True)
    value = _scores(corpus.words(names), where.reshape(opened.shape), OPEN_LINE)
    every = Edges(opened, value, np.full(len(opened), BY_OPEN_PLACE))
    return every.only(value > 0)


def still_alike(corpus: Corpus, edges: Edges) -> Bools:
    """Tell which of an earlier run's edges hold now that wordings have more posts."""
    weight = corpus.weight[edges.pairs].max(axis=1, initial=1)
    same = _enough(corpus, edges.pairs, edges.similarity)
    return np.where(edges.by == BY_WORDS, same, weight == 1)


def required(weight: Longs, substituted: Bools) -> npt.NDArray[np.float64]:
    """Return the similarity to ask of a wording's variants when so many posts have it verbatim.

    A wording seen again and again without a change has shown that its words are no slots. Words
    put in the place of others weigh more than words added.
    """
    asked = 1 - (1 - SAME_WORDS) / (1 + np.log2(weight))
    return np.minimum(asked, np.where(substituted, ONE_LINE, ONE_TEXT))


def _alike(corpus: Corpus, pairs: Pairs, letters: Bools) -> Edges:
    names, where = np.unique(pairs, return_inverse=True)
    where = where.reshape(pairs.shape)
    similarity = _scores(corpus.words(names), where, SAME_WORDS)
    same = _enough(corpus, pairs, similarity)
    rest = np.flatnonzero(~same & (corpus.weight[pairs].max(axis=1) == 1) & letters)
    spelled = _scores(corpus.spelled(names), where[rest], SAME_LETTERS)
    similarity[rest] = spelled
    same[rest] = spelled >= SAME_LETTERS
    by = np.full(len(pairs), BY_WORDS)
    by[rest] = BY_LETTERS
    return Edges(pairs, similarity, by).only(same)


def _enough(corpus: Corpus, pairs: Pairs, similarity: Floats) -> Bools:
    """Tell which pairs share enough of their words for the posts that repeat them."""
    posts = corpus.first[pairs]
    sizes = corpus.words_at[posts + 1] - corpus.words_at[posts]
    shorter = sizes.min(axis=1)
    substituted = np.rint(similarity * sizes.sum(axis=1) / 2) < shorter
    substituted &= shorter < LINE
    asked = required(corpus.weight[pairs].max(axis=1), substituted)
    return np.asarray(similarity >= asked)


def _scores(texts: list[str], pairs: Pairs, cutoff: float) -> Floats:
    """Return the share of common characters in order per pair, 0 below the cutoff."""
    first, second = ([texts[at] for at in column] for column in pairs.T.tolist())
    if not first:
        return np.zeros(0, np.float32)
    scores = process.cpdist(
        first, second, scorer=Indel.normalized_similarity, score_cutoff=cutoff, dtype=np.float32
    )
    return np.asarray(scores)
