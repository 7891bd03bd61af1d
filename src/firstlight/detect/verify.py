"""Verification: which candidate pairs really say the same, word by word or letter by letter."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import Indel

from firstlight.detect.candidates import MANY, Pairs
from firstlight.detect.openness import LINE
from firstlight.detect.wordings import Corpus

SAME_WORDS = 0.5
"""Two posts say the same when they share half of their words in order; chance gives .2."""
SAME_LETTERS = 0.68
"""The same for letters, where word borders are disguised; chance gives .4, in a thousandth .58."""
ONE_TEXT = 0.75
"""Asked at most of texts that one has words added to the other, and of texts beyond a line."""
ONE_LINE = 0.96
"""Asked at most of lines that say other words in the same place."""
OPEN_LINE = 0.6
"""Asked of lines that differ in an open place (`openness`)."""
_BATCH = 65536


@dataclass(frozen=True, slots=True)
class Edges:
    """Verified pairs of wordings with their similarity, and how many pairs failed."""

    pairs: Pairs
    similarity: npt.NDArray[np.float32]
    refused: int


def verify(corpus: Corpus, pairs: Pairs, times: npt.NDArray[np.int64], opened: Pairs) -> Edges:
    """Return the pairs that share most of their words, or letters where they met more than once.

    `times`: how often each of `pairs` met as candidates: posts with most of their letters in common
    meet in many n-grams, unless they are very short. `opened`: pairs that differ in an open place.
    """
    letters = (times > 2) | (np.bincount(corpus.hashed)[pairs].min(axis=1, initial=MANY) < MANY)
    kept, similarity = [], []
    for begin in range(0, len(pairs), _BATCH):
        part = pairs[begin : begin + _BATCH]
        same, value = _same(corpus, part, letters[begin : begin + _BATCH])
        kept.append(part[same])
        similarity.append(value[same])
    names, where = np.unique(opened, return_inverse=True)
    value = _scores(corpus.words(names), where.reshape(opened.shape), OPEN_LINE)
    kept.append(opened[value > 0])
    similarity.append(value[value > 0])
    found = np.concatenate([np.zeros((0, 2), np.int64), *kept])
    return Edges(
        found, np.concatenate([np.zeros(0, np.float32), *similarity]), len(pairs) - len(found)
    )


def required(
    weight: npt.NDArray[np.int64], substituted: npt.NDArray[np.bool_]
) -> npt.NDArray[np.float64]:
    """Return the similarity to ask of a wording's variants when so many posts have it verbatim.

    A wording seen again and again without a change has shown that its words are no slots. Words
    put in the place of others weigh more than words added.
    """
    asked = 1 - (1 - SAME_WORDS) / (1 + np.log2(weight))
    return np.minimum(asked, np.where(substituted, ONE_LINE, ONE_TEXT))


def _same(
    corpus: Corpus, pairs: Pairs, letters: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.float32]]:
    names, where = np.unique(pairs, return_inverse=True)
    where = where.reshape(pairs.shape)
    words = corpus.words(names)
    similarity = _scores(words, where, SAME_WORDS)
    sizes = np.fromiter(map(len, words), np.int64, len(words))[where]
    shorter = sizes.min(axis=1)
    substituted = np.rint(similarity * sizes.sum(axis=1) / 2) < shorter
    substituted &= shorter < LINE
    weight = corpus.weight[pairs].max(axis=1)
    same = similarity >= required(weight, substituted)
    rest = np.flatnonzero(~same & (weight == 1) & letters)
    spelled = _scores(corpus.spelled(names), where[rest], SAME_LETTERS)
    same[rest] = spelled >= SAME_LETTERS
    similarity[rest] = spelled
    return same, similarity


def _scores(texts: list[str], pairs: Pairs, cutoff: float) -> npt.NDArray[np.float32]:
    """Return the share of common characters in order per pair, 0 below the cutoff."""
    first, second = ([texts[at] for at in column] for column in pairs.T.tolist())
    if not first:
        return np.zeros(0, np.float32)
    scores = process.cpdist(
        first, second, scorer=Indel.normalized_similarity, score_cutoff=cutoff, dtype=np.float32
    )
    return np.asarray(scores)
