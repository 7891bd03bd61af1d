"""Groups: verified edges to sets of wordings that one consensus explains.

A connected component is never trusted: it is peeled into groups, each gathered outward from its
best-connected wording and tested against the group's consensus, so that a chain of pairwise
likenesses does not end in one heap.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import Indel
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from firstlight.detect.alignment import consensus
from firstlight.detect.verify import SAME_LETTERS, SAME_WORDS, Edges
from firstlight.detect.wordings import Corpus

_SAMPLE = 32
"""Members that a consensus is made from; more would not change a majority."""


@dataclass(frozen=True, slots=True)
class Group:
    """Wordings (indices, the leading one first) and the words (a code per character) they share."""

    wordings: tuple[int, ...]
    core: str


class _Graph:
    """Neighbours of each wording, nearest first."""

    def __init__(self, edges: Edges, size: int) -> None:
        first, second = edges.pairs.T
        both = np.concatenate([first, second]), np.concatenate([second, first])
        order = np.lexsort((both[1], -np.tile(edges.similarity, 2), both[0]))
        self._near = both[1][order]
        self._at = np.searchsorted(both[0][order], np.arange(size + 1))
        graph = coo_array((np.ones(len(first), np.bool_), (first, second)), shape=(size, size))
        _, self._label = connected_components(graph, directed=False)

    def near(self, wording: int) -> list[int]:
        return self._near[self._at[wording] : self._at[wording + 1]].tolist()

    def components(self) -> Iterator[list[int]]:
        """Yield the components with an edge, each best-connected wording first."""
        degree = np.diff(self._at)
        linked = np.flatnonzero(degree)
        order = linked[np.lexsort((linked, -degree[linked], self._label[linked]))]
        cuts = np.flatnonzero(np.diff(self._label[order])) + 1
        for part in np.split(order, cuts):
            if len(part):
                yield part.tolist()


def groups(corpus: Corpus, edges: Edges) -> Iterator[Group]:
    """Yield groups of wordings, and lone wordings that several posts have."""
    size = len(corpus.first)
    graph = _Graph(edges, size)
    free = np.ones(size, np.bool_)
    for component in graph.components():
        texts = _Texts(corpus, component)
        for group in _peel(graph, texts, component, free):
            free[list(group.wordings)] = False
            yield group
    lone = np.flatnonzero(free & (corpus.weight > 1)).tolist()
    for wording, words in zip(lone, corpus.words(lone), strict=True):
        yield Group((wording,), words)


class _Texts:
    """Words and letters of the wordings of one component."""

    def __init__(self, corpus: Corpus, component: list[int]) -> None:
        self.words = dict(zip(component, corpus.words(component), strict=True))
        self.letters = dict(zip(component, corpus.spelled(component), strict=True))


def _peel(
    graph: _Graph, texts: _Texts, component: list[int], free: npt.NDArray[np.bool_]
) -> Iterator[Group]:
    """Yield groups until no wording of the component has a free neighbour."""
    for lead in component:
        if not free[lead]:
            continue
        near = [other for other in graph.near(lead) if free[other]]
        if near:
            group = _gather(graph, texts, [lead, *near[: _SAMPLE - 1]], free)
            if len(group.wordings) > 1:
                yield group


def _gather(
    graph: _Graph, texts: _Texts, members: list[int], free: npt.NDArray[np.bool_]
) -> Group:
    """Return the group around the first member: core, its members, a better core, its members."""
    core = consensus([texts.words[member] for member in members])
    if len(members) == 2 and len(graph.near(members[1])) == 1:
        return Group(tuple(members), core)
    members = _reach(graph, texts, members[0], core, free)
    core = consensus([texts.words[member] for member in _spread(members)])
    return Group(tuple(_reach(graph, texts, members[0], core, free)), core)


def _spread(members: list[int]) -> list[int]:
    """Return the lead and an even sample of the others."""
    rest = members[1:]
    step = max(1, len(rest) // (_SAMPLE - 1))
    return [members[0], *rest[::step][: _SAMPLE - 1]]


def _reach(
    graph: _Graph, texts: _Texts, lead: int, core: str, free: npt.NDArray[np.bool_]
) -> list[int]:
    """Return the free wordings that fit a core, going from neighbour to neighbour."""
    members, seen = [lead], {lead}
    frontier = [lead]
    while frontier:
        around = dict.fromkeys(near for at in frontier for near in graph.near(at))
        fresh = [other for other in around if other not in seen and free[other]]
        seen.update(fresh)
        frontier = list(_fitting(texts, lead, core, fresh))
        members.extend(frontier)
    return members


def _fitting(texts: _Texts, lead: int, core: str, others: list[int]) -> Iterable[int]:
    """Return those wordings that share most words with the core, or most letters with the lead."""
    if not others:
        return []
    words = [texts.words[other] for other in others]
    similar = process.cdist([core], words, scorer=Indel.normalized_similarity)[0] >= SAME_WORDS
    for at in np.flatnonzero(~similar).tolist():
        letters = texts.letters[others[at]]
        value = Indel.normalized_similarity(
            texts.letters[lead], letters, score_cutoff=SAME_LETTERS
        )
        similar[at] = value >= SAME_LETTERS
    return [other for other, fits in zip(others, similar.tolist(), strict=True) if fits]
