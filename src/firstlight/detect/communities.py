"""Communities: posts that share values of at least two independent kinds.

With H senders in the data, two unrelated posts start at odds of 1 : H of having one hand. A shared
value's weight never outweighs that alone (specificity.py); two independent ones do. So posts are
united where they share two values of different classes whose bits together pass the bar; the
united groups are then treated as posts in their turn, until nothing more unites. A single value
between two groups, however many posts carry it, is a weak bridge and unites nothing.
"""

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from firstlight.detect.specificity import Company, Floats, Incidence, Ints

ROUNDS = 12
SHARED_LIMIT = 128
"""Values of one group that are compared with other groups: the strongest."""
MARGIN = 1.0
"""Bits beyond the prior that two shared values need together (odds of two to one)."""


def communities(incidence: Incidence, weight: Floats, together: Company, prior: float) -> Ints:
    """Return a group number per post; posts that nothing unites stand alone.

    `weight` holds bits per key, 0 where a key ties nothing; `prior` is log2 of the senders;
    `together` tells which pairs of keys are one copied thing and so count as one.
    """
    copied = _codes(together.left, together.right, incidence.keys)[together.copied]
    group = np.arange(incidence.posts, dtype=np.int64)
    for _ in range(ROUNDS):
        held = _held(incidence, group, weight)
        who, tie = _ties(held, incidence.kind, weight, copied, prior + MARGIN)
        if len(who) == 0:
            break
        before = int(group.max()) + 1
        group = _compact(_labels(who, tie, before)[group])
        if int(group.max()) + 1 == before:
            break
    return group


def _held(incidence: Incidence, group: Ints, weight: Floats) -> tuple[Ints, Ints]:
    """Return distinct (group, key) pairs that may unite groups.

    Dropped are keys without weight, keys of one group only, and keys that too few of a group's
    posts carry to speak for it (fewer than half the square root of its size): two forged posts
    must not weld two large groups together.
    """
    useful = weight[incidence.key] > 0
    code = group[incidence.post[useful]] * incidence.keys + incidence.key[useful]
    pair, count = np.unique(code, return_counts=True)
    owner, key = pair // incidence.keys, pair % incidence.keys
    size = np.bincount(group)[owner]
    speaks = count >= np.sqrt(size) / 2
    owner, key = owner[speaks], key[speaks]
    shared = np.bincount(key, minlength=incidence.keys)[key] >= 2
    return _strongest(owner[shared], key[shared], weight)


def _strongest(owner: Ints, key: Ints, weight: Floats) -> tuple[Ints, Ints]:
    """Return the pairs sorted by owner, with at most SHARED_LIMIT keys each, strongest first."""
    order = np.lexsort((key, -weight[key], owner))
    owner, key = owner[order], key[order]
    rank = np.arange(len(owner)) - np.searchsorted(owner, owner, side="left")
    keep = rank < SHARED_LIMIT
    return owner[keep], key[keep]


def _ties(
    held: tuple[Ints, Ints], kind: Ints, weight: Floats, copied: Ints, bar: float
) -> tuple[Ints, Ints]:
    """Return (group, tie) rows: a tie is a pair of independent keys whose bits pass the bar."""
    owner, key = held
    left, right = _pairs(owner)
    one, two = np.minimum(key[left], key[right]), np.maximum(key[left], key[right])
    strong = (kind[one] != kind[two]) & (weight[one] + weight[two] >= bar)
    code = _codes(one, two, len(kind))
    strong &= ~np.isin(code, copied)
    return owner[left[strong]], _compact(code[strong])


def _labels(owner: Ints, tie: Ints, groups: int) -> Ints:
    """Return the connected component of each of `groups` groups under shared ties."""
    nodes = groups + int(tie.max()) + 1
    ones = np.ones(len(owner), dtype=np.int8)
    graph = coo_array((ones, (owner, groups + tie)), shape=(nodes, nodes))
    return _compact(connected_components(graph, directed=False)[1][:groups])


def _compact(numbers: npt.NDArray[np.integer]) -> Ints:
    """Return the numbers renamed 0, 1, 2, … in the order of their size."""
    renamed: Ints = np.unique(numbers, return_inverse=True)[1].astype(np.int64)
    return renamed


def _pairs(owner: Ints) -> tuple[Ints, Ints]:
    """Return the index pairs (i, j), i < j, of rows with one owner; `owner` is sorted."""
    last = np.searchsorted(owner, owner, side="right")
    index = np.arange(len(owner))
    size = last - index - 1
    left = np.repeat(index, size)
    offset = np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size)
    return left, left + 1 + offset


def _codes(left: Ints, right: Ints, keys: int) -> npt.NDArray[np.int64]:
    return left * keys + right
