"""From matching pairs to entities: average linkage that people's judgements bind.

Plain components chain: one wrong pair joins two entities. Here two clusters join while the mean
evidence over all pairs between them favours it (average linkage: Sokal and Michener, 1958). What a
person judged the same is one cluster from the start; what a person judged different never joins.
"""

from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush
from typing import NamedTuple

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from firstlight.detect.specificity import Floats, Ints

LIMIT = 20.0
"""Bits that one pair speaks for or against at most, so that no pair outvotes all others."""
UNSEEN = -4.0
"""Bits of a pair that was never compared: the records share no value that makes a block."""


class Bound(NamedTuple):
    """Judgements on record numbers that hold, and the places of those that later ones overrule."""

    same: tuple[tuple[int, int], ...]
    different: tuple[tuple[int, int], ...]
    overruled: tuple[int, ...]


def bind(records: int, judged: Sequence[tuple[int, int, bool]]) -> Bound:
    """Return the judgements (one, other, same) that hold; `judged` is ordered, latest first.

    A judgement that contradicts later ones, also by way of others, is overruled.
    """
    forest = _Forest(records)
    same, different, overruled = [], [], []
    for place, (one, other, alike) in enumerate(judged):
        apart = forest.forbidden(one, other)
        together = forest.find(one) == forest.find(other)
        if (alike and apart) or (not alike and together):
            overruled.append(place)
        elif alike:
            forest.join(one, other)
            same.append((one, other))
        else:
            forest.forbid(one, other)
            different.append((one, other))
    return Bound(tuple(same), tuple(different), tuple(overruled))


def cluster(records: int, left: Ints, right: Ints, score: Floats, bound: Bound) -> Ints:
    """Return a cluster number per record; `score` is bits for (over 0) or against each pair."""
    one = np.append(left[score > 0], [pair[0] for pair in bound.same]).astype(np.int64)
    other = np.append(right[score > 0], [pair[1] for pair in bound.same]).astype(np.int64)
    graph = coo_array((np.ones(len(one), dtype=np.int8), (one, other)), shape=(records, records))
    part = connected_components(graph, directed=False)[1]
    inside = np.flatnonzero(part[left] == part[right])
    forest = _Forest(records)
    for pair in bound.same:
        forest.join(*pair)
    for pair in bound.different:
        forest.forbid(*pair)
    value = np.clip(score[inside], -LIMIT, LIMIT).tolist()
    _agglomerate(forest, zip(left[inside].tolist(), right[inside].tolist(), value, strict=True))
    roots = [forest.find(record) for record in range(records)]
    return np.unique(np.array(roots, dtype=np.int64), return_inverse=True)[1].astype(np.int64)


class _Forest:
    """Union–find with sizes and pairs of roots that must not join."""

    def __init__(self, records: int) -> None:
        self._above = list(range(records))
        self.size = [1] * records
        self._apart: dict[int, set[int]] = {}

    def find(self, record: int) -> int:
        """Return the root of a record."""
        while self._above[record] != record:
            self._above[record] = self._above[self._above[record]]
            record = self._above[record]
        return record

    def forbidden(self, one: int, other: int) -> bool:
        """Tell whether the clusters of two records must not join."""
        return self.find(other) in self._apart.get(self.find(one), ())

    def forbid(self, one: int, other: int) -> None:
        """Forbid that the clusters of two records join."""
        first, second = self.find(one), self.find(other)
        self._apart.setdefault(first, set()).add(second)
        self._apart.setdefault(second, set()).add(first)

    def join(self, one: int, other: int) -> tuple[int, int]:
        """Join two clusters; return the root that stays and the one that goes."""
        stays, goes = self.find(one), self.find(other)
        if stays == goes:
            return stays, goes
        if (self.size[goes], stays) > (self.size[stays], goes):
            stays, goes = goes, stays
        self._above[goes] = stays
        self.size[stays] += self.size[goes]
        for third in self._apart.pop(goes, set()):
            self._apart[third].discard(goes)
            self._apart[third].add(stays)
            self._apart.setdefault(stays, set()).add(third)
        return stays, goes


def _agglomerate(forest: _Forest, pairs: Iterable[tuple[int, int, float]]) -> None:
    """Join clusters while the mean over all pairs between two of them is above 0."""
    near: dict[int, dict[int, tuple[float, int]]] = {}
    for one, other, value in pairs:
        first, second = forest.find(one), forest.find(other)
        if first != second:
            _add(near, first, second, (value, 1))
    heap = [
        (-_mean(forest, one, other, tie), one, other)
        for one, ties in near.items()
        for other, tie in ties.items()
        if one < other
    ]
    heapify(heap)
    while heap and heap[0][0] < 0:
        key, one, other = heappop(heap)
        tie = near.get(one, {}).get(other)
        if tie is None or -_mean(forest, one, other, tie) != key or forest.forbidden(one, other):
            continue
        stays, goes = forest.join(one, other)
        near[stays].pop(goes)
        for third, moved in near.pop(goes).items():
            if third != stays:
                near[third].pop(goes)
                _add(near, stays, third, moved)
        for third, found in near[stays].items():
            mean = _mean(forest, stays, third, found)
            heappush(heap, (-mean, min(stays, third), max(stays, third)))


def _add(
    near: dict[int, dict[int, tuple[float, int]]], one: int, other: int, tie: tuple[float, int]
) -> None:
    total, count = near.setdefault(one, {}).get(other, (0.0, 0))
    both = (total + tie[0], count + tie[1])
    near[one][other] = both
    near.setdefault(other, {})[one] = both


def _mean(forest: _Forest, one: int, other: int, tie: tuple[float, int]) -> float:
    """Return the mean bits over all pairs between two clusters, unseen pairs included."""
    pairs = forest.size[one] * forest.size[other]
    return (tie[0] + UNSEEN * (pairs - tie[1])) / pairs
