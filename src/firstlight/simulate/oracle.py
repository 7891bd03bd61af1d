"""What an ideal reader could find in a world: an upper bound for any detector.

It knows every template and every identifier of the truth, and joins two posts of an operation when
they share one; hubs (values of several operations, or mostly of other posts) do not join. A group
counts as found only when both kinds of link hold it together.

Measured on worlds of 20,000 posts (means; easy 4, default 10, hard 6 seeds from 31), share of the
pairs of posts of one operation that are

                                                        easy   default   hard
of the same template                                    0.23      0.19   0.19
with an identifier in common                            0.25      0.15   0.11
connected by a chain of templates alone                 0.23      0.19   0.19
connected by a chain of identifiers alone               0.88      0.59   0.39
in a group that both kinds hold together                1.00      0.95   0.88

At default difficulty the last figure ran from 0.933 to 0.953: no detector can recall more pairs
without guessing, and none that uses a single kind of link can recall more than about 0.6.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from firstlight.model.mention import IDENTIFIERS
from firstlight.simulate.truth import Truth


class Bound(NamedTuple):
    """Shares of the pairs of posts that belong to one operation."""

    pairs: int
    """pairs of posts of one operation"""
    same_template: float
    """pairs that share their template"""
    same_identifier: float
    """pairs that share an identifier"""
    by_templates: float
    """pairs that an unbroken chain of shared templates connects"""
    by_identifiers: float
    """pairs that an unbroken chain of shared identifiers connects"""
    by_both: float
    """pairs in a group held together by both kinds: the greatest pairwise recall there is"""


class _Post(NamedTuple):
    template: str
    identifiers: frozenset[str]


def bound(world: Iterable[Truth]) -> Bound:
    """Return what an ideal reader finds of the operations of a world."""
    operations: dict[str, list[_Post]] = defaultdict(list)
    holders: dict[str, Counter[str]] = defaultdict(Counter)
    for truth in world:
        values = frozenset(m.value for m in truth.mentions if m.kind in IDENTIFIERS)
        for value in values:
            holders[value][truth.operation] += 1
        if truth.operation:
            operations[truth.operation].append(_Post(truth.template, values))
    hubs = {value for value, counts in holders.items() if _is_hub(counts)}
    totals = [0] * 6
    for posts in operations.values():
        clean = [_Post(post.template, post.identifiers - hubs) for post in posts]
        totals = [a + b for a, b in zip(totals, _pairs(clean), strict=True)]
    pairs = totals[0]
    return Bound(pairs, *(count / max(1, pairs) for count in totals[1:]))


def _is_hub(counts: Counter[str]) -> bool:
    operations = [n for name, n in counts.items() if name]
    return len(operations) != 1 or counts[""] > operations[0]


def _pairs(posts: list[_Post]) -> tuple[int, int, int, int, int, int]:
    """Count pairs of one operation: all, same template, same identifier, and connected ones."""
    templates = [{post.template} - {""} for post in posts]
    identifiers = [set(post.identifiers) for post in posts]
    both = [a | b for a, b in zip(templates, identifiers, strict=True)]
    groups = _groups(both)
    found = [
        group
        for group in groups
        if _shared([templates[i] for i in group]) and _shared([identifiers[i] for i in group])
    ]
    direct = sum(
        not identifiers[i].isdisjoint(identifiers[j]) for i in range(len(posts)) for j in range(i)
    )
    same = Counter(post.template for post in posts if post.template)
    return (
        _choose(len(posts)), sum(map(_choose, same.values())), direct,
        sum(_choose(len(g)) for g in _groups(templates)),
        sum(_choose(len(g)) for g in _groups(identifiers)),
        sum(_choose(len(g)) for g in found),
    )  # fmt: skip


def _choose(count: int) -> int:
    return count * (count - 1) // 2


def _shared(keys: list[set[str]]) -> bool:
    """Tell whether two of the posts share a key."""
    return max(Counter(key for held in keys for key in held).values(), default=0) > 1


def _groups(keys: list[set[str]]) -> list[list[int]]:
    """Return the connected groups of posts under shared keys."""
    root = list(range(len(keys)))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    holders: dict[str, list[int]] = defaultdict(list)
    for index, held in enumerate(keys):
        for key in held:
            holders[key].append(index)
    for members in holders.values():
        for a, b in pairwise(members):
            root[find(a)] = find(b)
    groups: dict[int, list[int]] = defaultdict(list)
    for index in range(len(keys)):
        groups[find(index)].append(index)
    return list(groups.values())
