"""Texts as rows of present n-grams, and the n-grams that may enter a model.

An n-gram enters only if at least two groups (templates) of the training items use it: what one
template says alone cannot help with another, and is nobody's to carry about in a file.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from firstlight.detect.learn_tokens import letter_grams, read_words, word_grams

Grams = Callable[[list[str]], Iterator[tuple[str, int, int]]]
Ints = npt.NDArray[np.int64]
KINDS: dict[str, Grams] = {"words": word_grams, "letters": letter_grams}
"""Kinds of n-grams, by the name that a model file gives them."""
LEAST_GROUPS = 2


def presence(
    texts: Iterable[str], kind: str, vocabulary: dict[str, int], *, grow: bool = False
) -> Any:
    """Return a sparse matrix (texts by n-grams, 1 where present) in CSR form.

    `grow` adds n-grams that are met for the first time to the vocabulary, in the order of meeting.
    """
    indices, ends = list[npt.NDArray[np.int32]](), [0]
    for text in texts:
        met = _met(read_words(text), kind)
        if grow:
            for gram in sorted(met.difference(vocabulary)):
                vocabulary[gram] = len(vocabulary)
        row = [vocabulary[gram] for gram in met if gram in vocabulary]
        indices.append(np.array(sorted(row), np.int32))
        ends.append(ends[-1] + len(row))
    flat = np.concatenate([np.zeros(0, np.int32), *indices])
    shape = (len(ends) - 1, len(vocabulary))
    return sparse.csr_matrix((np.ones(len(flat), np.float32), flat, np.array(ends)), shape=shape)


def _met(words: list[str], kind: str) -> set[str]:
    """Return the n-grams of one kind that a text has."""
    if kind == "letters":
        return set().union(*map(_letters, set(words)))
    return {gram for gram, _, _ in KINDS[kind](words)}


@lru_cache(1 << 16)
def _letters(word: str) -> frozenset[str]:
    return frozenset(gram for gram, _, _ in letter_grams([word]))


def in_groups(matrix: Any, groups: Ints) -> Ints:
    """Return the columns that rows of at least `LEAST_GROUPS` groups have, rising."""
    number = np.unique(groups, return_inverse=True)[1]
    shape = (int(number.max(initial=-1)) + 1, matrix.shape[0])
    ones = np.ones(len(number), np.float32)
    joined = sparse.csr_matrix((ones, (number, np.arange(len(number)))), shape=shape) @ matrix
    frequency = np.bincount(joined.tocsr().indices, minlength=matrix.shape[1])
    return np.flatnonzero(frequency >= LEAST_GROUPS)


def gathered(texts: Sequence[str], kind: str) -> tuple[list[str], Any]:
    """Return all n-grams of some texts, and their presence."""
    vocabulary: dict[str, int] = {}
    matrix = presence(texts, kind, vocabulary, grow=True)
    # Earlier rows were made when the vocabulary was shorter; the indices stay right.
    return list(vocabulary), matrix
