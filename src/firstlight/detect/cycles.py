"""Cycles: which shared values belong to one hand, because more than one path ties them.

Draw each shared value as a node and each pair that posts carry together as an edge. One edge
between two parts of that graph is a weak bridge: a forged post can make it. Edges belong together
where a cycle of three (number, account and text seen together pairwise) or of four (two numbers
under the same two texts) holds them. This is the local form of two-edge-connectivity (k-trusses:
Cohen, "Trusses: cohesive subgraphs", 2008), and is listed in linear time for bounded degree.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from firstlight.detect.absorb import absorb, enough
from firstlight.detect.specificity import Company, Floats, Ints

DEGREE = 96
"""Companions of one value that are looked at: those it is seen with most."""


class Edges(NamedTuple):
    """Pairs of keys, `left` < `right`, sorted; `shared` posts carry both.

    `proof` marks pairs that prove something by themselves: of different classes, not one copied
    thing, bits past the bar, at least two posts.
    """

    left: Ints
    right: Ints
    shared: Ints
    proof: npt.NDArray[np.bool_]


class Ties(NamedTuple):
    """Pairs of edges (row numbers of Edges) that a cycle holds; `strength` in posts."""

    one: Ints
    two: Ints
    strength: Floats


def supported(together: Company, *, kind: Ints, weight: Floats, size: Ints, bar: float) -> Edges:
    """Return the pairs of keys that enough posts carry together, judged by the rarer key.

    `bar` is in bits; `size` counts the posts of each key.
    """
    left, right, shared = together.left, together.right, together.shared
    rarer = np.minimum(size[left], size[right]).astype(np.float64)
    keep = (left < right) & (weight[left] > 0) & (weight[right] > 0) & (shared >= enough(rarer))
    order = np.flatnonzero(keep)[np.lexsort((right[keep], left[keep]))]
    left, right, shared = left[order], right[order], shared[order]
    apart = (kind[left] != kind[right]) & ~together.copied[order]
    return Edges(left, right, shared, apart & (shared >= 2) & (weight[left] + weight[right] >= bar))


def edge_communities(edges: Edges, *, kind: Ints, weight: Floats, bar: float) -> Ints:
    """Return the community of each edge: cycles join edges, the smaller part the larger.

    The mass of a community is the number of posts on its edges between the two classes where that
    is largest.
    """
    ties = _cycles(edges, kind=kind, weight=weight, bar=bar)
    classes = np.unique(kind[edges.left] * 8 + kind[edges.right], return_inverse=True)[1]
    width = int(classes.max(initial=0)) + 1

    def weigh(label: Ints) -> Floats:
        count = int(label.max(initial=-1)) + 1
        cell = label * width + classes
        posts = np.bincount(cell, weights=edges.shared, minlength=count * width)
        return np.asarray(posts.reshape(count, width).max(axis=1, initial=0), dtype=np.float64)

    return absorb(len(edges.left), ties.one, ties.two, ties.strength, weigh)


def _cycles(edges: Edges, *, kind: Ints, weight: Floats, bar: float) -> Ties:
    """Return the ties of all cycles of three and four.

    Each row below is a path b – a – c. Paths with the same ends, over two or more values a of a
    class other than theirs, close cycles of four; a path whose ends are an edge themselves closes
    a triangle. Both need two classes, and bits past the bar on the two ends. Edges between two
    common values of one class (a board's number and its address) are not tied: they would chain
    all who post there.
    """
    keys = len(kind)
    middle, one, two = _paths(edges, weight)
    mixed = (kind[one] != kind[two]) | (kind[middle] != kind[one])
    good = mixed & (weight[one] + weight[two] >= bar)
    middle, one, two = middle[good], one[good], two[good]
    code = edges.left * keys + edges.right
    first, second = (np.searchsorted(code, _code(middle, end, keys)) for end in (one, two))
    ends = one * keys + two
    third = np.minimum(np.searchsorted(code, ends), max(len(code) - 1, 0))
    closed = code[third] == ends if len(code) else np.zeros(0, dtype=bool)
    triangles = np.stack([first[closed], second[closed], third[closed]])
    apart = (kind[middle] != kind[one]) & (kind[middle] != kind[two])
    square = apart & (weight[middle] >= bar / 2)
    squares = _squares(ends[square], first[square], second[square])
    one, two = np.concatenate([_sides(triangles), squares], axis=1)
    heavy = weight[edges.left] + weight[edges.right] >= bar
    sound = heavy | (kind[edges.left] != kind[edges.right])
    both = sound[one] & sound[two]
    one, two = one[both], two[both]
    posts = edges.shared.astype(np.float64)
    return Ties(one, two, np.minimum(posts[one], posts[two]))


def _paths(edges: Edges, weight: Floats) -> tuple[Ints, Ints, Ints]:
    """Return all paths (middle, end, end) of two edges, ends ordered, at most DEGREE a middle."""
    hub = np.append(edges.left, edges.right)
    end = np.append(edges.right, edges.left)
    order = np.lexsort((end, -weight[end], -np.append(edges.shared, edges.shared), hub))
    hub, end = hub[order], end[order]
    near = np.arange(len(hub)) - np.searchsorted(hub, hub, side="left") < DEGREE
    hub, end = hub[near], end[near]
    i, j = within(hub)
    return hub[i], np.minimum(end[i], end[j]), np.maximum(end[i], end[j])


def _sides(triangles: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return the edge pairs of triangles given as three rows of edges."""
    a, b, c = triangles
    return np.stack([np.concatenate([a, a, b]), np.concatenate([b, c, c])])


def _squares(ends: Ints, first: Ints, second: Ints) -> npt.NDArray[np.int64]:
    """Return the edge pairs of paths that share both ends: within a path, and to the next path."""
    order = np.argsort(ends, kind="stable")
    ends, first, second = ends[order], first[order], second[order]
    follows = ends[1:] == ends[:-1]
    several = np.zeros(len(ends), dtype=bool)
    several[1:] = follows
    several[:-1] |= follows
    one = np.concatenate([first[several], first[:-1][follows]])
    two = np.concatenate([second[several], first[1:][follows]])
    return np.stack([one, two])


def within(owner: Ints) -> tuple[Ints, Ints]:
    """Return the index pairs (i, j), i < j, of rows with one owner; `owner` is sorted."""
    last = np.searchsorted(owner, owner, side="right")
    index = np.arange(len(owner))
    size = last - index - 1
    left = np.repeat(index, size)
    offset = np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size)
    return left, left + 1 + offset


def _code(one: Ints, two: Ints, keys: int) -> Ints:
    return np.minimum(one, two) * keys + np.maximum(one, two)
