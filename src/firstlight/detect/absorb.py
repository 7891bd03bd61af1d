"""Absorbing: the smaller part joins the larger one that it is most strongly tied to.

Plain connected components let one forged thing weld two large parts. Here every part makes at most
one move a round, up to a part at least as large, and only along a tie that carries weight against
the smaller of the two: so a small part between two large ones goes to one of them, and what is then
left between those two is too weak to join them (after Borůvka's algorithm, 1926).
"""

from collections.abc import Callable

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from firstlight.detect.specificity import Floats, Ints

ROUNDS = 32


def enough(mass: Floats) -> Floats:
    """Return the posts that must speak for a part of so many posts: half the square root."""
    return np.asarray(np.sqrt(mass) / 2)


def absorb(
    parts: int, one: Ints, two: Ints, strength: Floats, weigh: Callable[[Ints], Floats]
) -> Ints:
    """Return a number per part after parts have joined along the ties `one` – `two`.

    `strength` is in posts; `weigh` returns the mass in posts of each label, given a label per part.
    The result does not depend on how the parts are numbered.
    """
    label = np.arange(parts, dtype=np.int64)
    for _ in range(ROUNDS):
        left, right, tie = _between(label, one, two, strength)
        mass = weigh(label)
        source, target = _moves(left, right, tie, mass)
        if len(source) == 0:
            break
        count = int(label.max()) + 1
        ones = np.ones(len(source), dtype=np.int8)
        graph = coo_array((ones, (source, target)), shape=(count, count))
        label = connected_components(graph, directed=False)[1].astype(np.int64)[label]
    return label


def _between(label: Ints, one: Ints, two: Ints, strength: Floats) -> tuple[Ints, Ints, Floats]:
    """Return the strongest tie between each two labels, both ways."""
    left, right = np.append(label[one], label[two]), np.append(label[two], label[one])
    other = left != right
    left, right, tie = left[other], right[other], np.append(strength, strength)[other]
    order = np.lexsort((-tie, right, left))
    left, right, tie = left[order], right[order], tie[order]
    first = np.ones(len(left), dtype=bool)
    first[1:] = (left[1:] != left[:-1]) | (right[1:] != right[:-1])
    return left[first], right[first], tie[first]


def _moves(left: Ints, right: Ints, tie: Floats, mass: Floats) -> tuple[Ints, Ints]:
    """Return for each label its strongest, then largest, neighbour that it may join.

    Of several that are equal in both, all are joined only where the tie is strong enough to join
    them with each other.
    """
    up = (mass[left] <= mass[right]) & (tie >= enough(mass[left]))
    left, right, tie = left[up], right[up], tie[up]
    order = np.lexsort((-mass[right], -tie, left))
    left, right, tie = left[order], right[order], tie[order]
    first = np.searchsorted(left, left, side="left")
    best = (tie == tie[first]) & (mass[right] == mass[right[first]])
    left, right, tie = left[best], right[best], tie[best]
    several = np.bincount(left, minlength=len(mass))[left] > 1
    clear = ~several | (tie >= enough(mass[right]))
    return left[clear], right[clear]
