"""Groups: verified edges to sets of wordings that one consensus explains.

A connected component is never trusted: it is peeled into groups, each gathered outward from its
best-connected wording and tested against the group's consensus, so that a chain of pairwise
likenesses does not end in one heap.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Indel
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from firstlight.detect.alignment import consensus
from firstlight.detect.candidates import Bools, Longs
from firstlight.detect.verify import BY_LETTERS, SAME_LETTERS, SAME_WORDS, Edges
from firstlight.detect.wordings import Corpus

_SAMPLE = 32
"""Members that a consensus is made from; more would not change a majority."""


@dataclass(frozen=True, slots=True)
class Group:
    """Wordings (indices, the leading one first) and the words (a code per character) they share."""

    wordings: tuple[int, ...]
    core: str


class Neighbours:
    """The verified neighbours of each wording, nearest first, and the components they make.

    `order`: a rank per wording, by which ties are settled.
    """

    def __init__(self, edges: Edges, order: Longs) -> None:
        size = len(order)
        first, second = edges.pairs.T
        both = np.concatenate([first, second]), np.concatenate([second, first])
        similarity = np.tile(edges.similarity, 2)
        asked = np.where(edges.by == BY_LETTERS, SAME_LETTERS, SAME_WORDS)
        ranked = np.lexsort((order[both[1]], -similarity, both[0]))
        self._near, self._similarity = both[1][ranked], similarity[ranked]
        self._at = np.searchsorted(both[0][ranked], np.arange(size + 1))
        self._nearness = np.bincount(
            both[0][ranked], (similarity - np.tile(asked, 2))[ranked], minlength=size
        )
        self._order = order
        _, self._label = components(edges, size)

    def of(self, wording: int, least: float) -> list[int]:
        """Return the neighbours whose similarity is at least `least`."""
        begin, end = int(self._at[wording]), int(self._at[wording + 1])
        end = begin + int(np.searchsorted(-self._similarity[begin:end], -least, side="right"))
        return list(self._near[begin:end].tolist())

    def components(self) -> Iterator[list[int]]:
        """Yield the components with an edge, each best-connected wording first.

        Neighbours count by how much nearer they are than they must be: which of the faint ones
        were met is chance.
        """
        linked = np.flatnonzero(np.diff(self._at))
        near, label = self._nearness[linked], self._label[linked]
        order = linked[np.lexsort((self._order[linked], -near, label))]
        cuts = np.flatnonzero(np.diff(self._label[order])) + 1
        for part in np.split(order, cuts):
            if len(part):
                yield part.tolist()


def components(edges: Edges, size: int) -> tuple[int, Longs]:
    """Return how many components edges make of so many wordings, and the component of each."""
    ones = np.ones(len(edges.pairs), np.bool_)
    graph = coo_array((ones, tuple(edges.pairs.T)), shape=(size, size))
    count, label = connected_components(graph, directed=False)
    return count, label.astype(np.int64)


class Gatherer:
    """Gathers groups from wordings whose words and letters it holds (those of one component)."""

    def __init__(self, corpus: Corpus, neighbours: Neighbours, wordings: list[int]) -> None:
        self._neighbours = neighbours
        self.words = dict(zip(wordings, corpus.words(wordings), strict=True))
        self._letters = dict(zip(wordings, corpus.spelled(wordings), strict=True))

    def groups(self, wordings: Iterable[int], least: float) -> Iterator[Group]:
        """Yield groups of wordings at least so similar, leads in the given order; lone ones too."""
        order = list(wordings)
        free = set(order)
        for lead in order:
            if lead not in free:
                continue
            group = self._gather(lead, least, free)
            free.difference_update(group.wordings)
            yield group

    def _gather(self, lead: int, least: float, free: set[int]) -> Group:
        """Return the group around a lead: a core, its members, a better core, its members."""
        near = [other for other in self._neighbours.of(lead, least) if other in free]
        members = [lead, *near[: _SAMPLE - 1]]
        if len(members) == 1:
            return Group((lead,), self.words[lead])
        core = consensus([self.words[member] for member in members])
        reached = self._reach(lead, core, least, free)
        if len(reached) == len(members) and set(reached) == set(members):
            return Group(tuple(reached), core)
        members = reached
        core = consensus([self.words[member] for member in _spread(members)])
        return Group(tuple(self._reach(lead, core, least, free)), core)

    def _reach(self, lead: int, core: str, least: float, free: set[int]) -> list[int]:
        """Return the free wordings that fit a core, going from neighbour to neighbour."""
        members, seen = [lead], {lead}
        frontier = [lead]
        while frontier:
            around = dict.fromkeys(
                near for at in frontier for near in self._neighbours.of(at, least)
            )
            fresh = [other for other in around if other not in seen and other in free]
            seen.update(fresh)
            frontier = self._fitting(lead, core, least, fresh)
            members.extend(frontier)
        return members

    def _fitting(self, lead: int, core: str, least: float, others: list[int]) -> list[int]:
        """Return those that share enough words with the core, or letters with the lead."""
        if not others:
            return []
        words = [self.words[other] for other in others]
        similar = process.cdist([core], words, scorer=Indel.normalized_similarity)[0] >= least
        cutoff = max(least, SAME_LETTERS)
        for at in np.flatnonzero(~similar).tolist():
            letters = self._letters[others[at]]
            value = Indel.normalized_similarity(self._letters[lead], letters, score_cutoff=cutoff)
            similar[at] = value >= cutoff
        return [other for other, fits in zip(others, similar.tolist(), strict=True) if fits]


def _spread(members: list[int]) -> list[int]:
    """Return the lead and an even sample of the others."""
    rest = members[1:]
    step = max(1, len(rest) // (_SAMPLE - 1))
    return [members[0], *rest[::step][: _SAMPLE - 1]]


def lone(corpus: Corpus, free: Bools) -> Iterator[Group]:
    """Yield the free wordings that several posts have, each as a group of its own."""
    found = np.flatnonzero(free & (corpus.weight > 1)).tolist()
    for wording, words in zip(found, corpus.words(found), strict=True):
        yield Group((wording,), words)
