"""Texts as rows of present n-grams, and the n-grams that may enter a model.

An n-gram enters only if at least two groups (templates) of the training items use it: what one
template says alone cannot help with another, and is nobody's to carry about in a file.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from firstlight.detect.learn_tokens import Word, letter_grams, read_words, word_grams

Ints = npt.NDArray[np.int64]
KINDS = ("words", "letters")
"""Kinds of n-grams, by the name that a model file gives them."""
LEAST_GROUPS = 2


def gathered(texts: Iterable[str], kind: str) -> tuple[list[str], Any]:
    """Return all n-grams of one kind in some texts, and which text has which.

    N-grams are in the order of meeting; the sparse matrix (texts by n-grams, 1 where present) is
    in CSR form.
    """
    vocabulary: dict[str, int] = {}
    indices, ends = list[npt.NDArray[np.int32]](), [0]
    for text in texts:
        met = sorted(_met(read_words(text), kind))
        row = [vocabulary.setdefault(gram, len(vocabulary)) for gram in met]
        indices.append(np.array(sorted(row), np.int32))
        ends.append(ends[-1] + len(row))
    flat = np.concatenate([np.zeros(0, np.int32), *indices])
    shape = (len(ends) - 1, len(vocabulary))
    ones = np.ones(len(flat), np.float32)
    return list(vocabulary), sparse.csr_matrix((ones, flat, np.array(ends)), shape=shape)


def _met(words: list[Word], kind: str) -> set[str]:
    """Return the n-grams of one kind that a text has."""
    if kind == "letters":
        return set().union(*map(_letters, {word for word, _ in words}))
    return {gram for gram, _, _ in word_grams(words)}


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
