"""Closure: wordings that are like the same wording are compared with each other, too.

Candidates are a sample: of a large campaign's pairs each seed of the signatures meets others, and
what is gathered from a sample differs with it. Once neighbours' neighbours are compared (after
Dong, Moses and Li 2011) what is found hangs on the texts alone.
"""

from collections.abc import Iterator

import numpy as np
from scipy.sparse import csr_array

from firstlight.detect.candidates import Bools, Longs, Pairs
from firstlight.detect.verify import BY_LETTERS, BY_WORDS, Edges, compared
from firstlight.detect.wordings import Corpus

ENOUGH = 128
"""Wordings with so many neighbours look for no more: a majority would not change."""
SURE_LETTERS = 0.75
"""Neighbours by fewer letters lead nowhere: texts that share a third of their words have .7."""
_ROUNDS = 8
_ROWS = 4096
"""Wordings whose neighbours' neighbours are looked up at a time."""


def closed(corpus: Corpus, order: Longs, earlier: Edges, fresh: Edges) -> Edges:
    """Return all edges, with those that hold between wordings tied by a fresh edge to a third.

    `earlier` is closed already; `order`: a rank per wording, by which ties are settled.
    """
    size = len(order)
    every, tried = Edges.joined([earlier, fresh]), [np.zeros(0, np.int64)]
    for _ in range(_ROUNDS):
        if not len(fresh.pairs):
            break
        known = np.sort(np.concatenate([_keys(every.pairs, size), *tried]))
        pairs = _unmet(_nearest(every, order), _nearest(fresh, order), known, order)
        fresh = compared(corpus, pairs, np.ones(len(pairs), np.bool_))
        every = Edges.joined([every, fresh])
        tried.append(_keys(pairs, size))
    return every


def _keys(pairs: Pairs, size: int) -> Longs:
    return np.asarray(pairs[:, 0] * size + pairs[:, 1])


def _nearest(edges: Edges, order: Longs) -> csr_array:
    """Return the graph of each wording's nearest neighbours, by words or surely by letters."""
    sure = (edges.by == BY_LETTERS) & (edges.similarity >= SURE_LETTERS)
    edges = edges.only((edges.by == BY_WORDS) | sure)
    one, two = np.concatenate([edges.pairs, edges.pairs[:, ::-1]]).T
    degree = np.bincount(one, minlength=len(order))
    many = np.flatnonzero(degree[one] > ENOUGH)
    if len(many):
        similarity = np.tile(edges.similarity, 2)[many]
        ranked = many[np.lexsort((order[two[many]], -similarity, one[many]))]
        begin = np.searchsorted(one[ranked], one[ranked])
        kept = np.ones(len(one), np.bool_)
        kept[ranked[np.arange(len(ranked)) - begin >= ENOUGH]] = False
        one, two = one[kept], two[kept]
    shape = (len(order), len(order))
    return csr_array((np.ones(len(one), np.int32), (one, two)), shape=shape)


def _unmet(near: csr_array, fresh: csr_array, known: Longs, order: Longs) -> Pairs:
    """Return pairs, first < second, that a fresh edge and another tie, and that are not known.

    Each wording that has not enough neighbours looks for as many as it may have, those with most
    neighbours in common first.
    """
    size = len(order)
    few = np.diff(near.indptr) < ENOUGH
    found = [np.zeros(0, np.int64)]
    for rows in _looking(few, fresh, near):
        ways = (fresh[rows] @ near + near[rows] @ fresh).tocoo()
        row, other, common = rows[ways.row], ways.col.astype(np.int64), ways.data
        keys = np.minimum(row, other) * size + np.maximum(row, other)
        place = np.searchsorted(known, keys)
        new = (row != other) & (np.append(known, -1)[place] != keys)
        row, other, common, keys = row[new], other[new], common[new], keys[new]
        ranked = np.lexsort((order[other], -common, row))
        begin = np.searchsorted(row[ranked], row[ranked])
        found.append(keys[ranked[np.arange(len(ranked)) - begin < ENOUGH]])
    distinct = np.unique(np.concatenate(found))
    return np.stack([distinct // size, distinct % size], axis=1)


def _looking(few: Bools, fresh: csr_array, near: csr_array) -> Iterator[Longs]:
    """Yield the wordings with few neighbours that have a fresh edge, or a neighbour with one."""
    touched = np.diff(fresh.indptr) > 0
    looking = np.flatnonzero(few & (touched | (near @ touched.astype(np.int32) > 0)))
    for begin in range(0, len(looking), _ROWS):
        yield looking[begin : begin + _ROWS]
