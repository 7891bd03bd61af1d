"""How surprising it is that two unrelated posts share a value: weights learned without labels.

Fellegi and Sunter ("A theory for record linkage", JASA 1969) weigh an agreement by log2(m / u): m
is the chance that posts of one hand agree, u that posts of different hands do. Both come from the
data itself:

- A value's *hands* are the effective number of independent senders behind it: the inverse of the
  chance that two of its posts agree in another class of evidence (Simpson's index), smallest over
  the classes. A courier's number stands under a hundred accounts and a hundred texts: a hundred
  hands. An operation's number stands under rotating accounts but few texts: few hands.
- u of a value with h hands among H senders is (h (h - 1) + 1/2) / H: the wrong partners that it
  brings to a sender. It grows with the square of h, so hubs fall to a weight of 0 by themselves.
- m of a class is the agreement observed among posts that share a specific value of another class.

Values of the content that always come together (a number that is a constant of one text) are one
copied thing: they say nothing about each other's hands.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

CLASSES = {
    "identifier": 0, "wallet": 1, "image": 2, "account": 3, "template": 4, "route": 4, "wording": 4,
}  # fmt: skip
"""The class of each link kind. Kinds of one class are not independent of each other: phone and
e-mail are both identifiers; a route and a habit of wording are properties of a text."""
ACCOUNT = CLASSES["account"]
WITHIN, MOST = 0.9, 0.5
"""Two values of the content are one copied thing when the rarer one's posts lie within the other's
(that share of them) and make up most of them: a number that is a constant of one text."""
CARRY_LIMIT = 24
"""Values per post that are compared: the rarest; a longer list is a directory, not a contact."""
_FLOOR = 0.5


class Incidence(NamedTuple):
    """Posts and keys as integers: row i says that `post[i]` carries `key[i]`.

    `kind` holds the class (see CLASSES) of each key; `posts` and `keys` are the numbers of both.
    """

    post: Ints
    key: Ints
    kind: Ints
    posts: int

    @property
    def keys(self) -> int:
        """The number of keys."""
        return len(self.kind)

    def matrix(self) -> csr_array:
        """Return the sparse posts × keys matrix of ones."""
        ones = np.ones(len(self.post), dtype=np.float32)
        shape = (self.posts, self.keys)
        return coo_array((ones, (self.post, self.key)), shape=shape).tocsr()


class Company(NamedTuple):
    """Pairs of keys that some posts carry together, each pair both ways.

    `shared[i]` posts carry both `left[i]` and `right[i]`; `apart[i]` marks keys of different
    classes, `copied[i]` those of them that are one copied thing.
    """

    left: Ints
    right: Ints
    shared: Ints
    apart: npt.NDArray[np.bool_]
    copied: npt.NDArray[np.bool_]


def trim(incidence: Incidence) -> Incidence:
    """Return the incidence with at most CARRY_LIMIT values a post, its rarest."""
    size = np.bincount(incidence.key, minlength=incidence.keys)
    order = np.lexsort((incidence.key, size[incidence.key], incidence.post))
    post = incidence.post[order]
    first = np.searchsorted(post, post, side="left")
    keep = order[np.arange(len(post)) - first < CARRY_LIMIT]
    keep.sort()
    return incidence._replace(post=incidence.post[keep], key=incidence.key[keep])


def company(incidence: Incidence) -> Company:
    """Return which keys are carried together, and by how many posts."""
    matrix = incidence.matrix()
    both = (matrix.T @ matrix).tocoo()
    left, right = both.row.astype(np.int64), both.col.astype(np.int64)
    other = left != right
    left, right, count = left[other], right[other], both.data[other].astype(np.int64)
    apart = incidence.kind[left] != incidence.kind[right]
    size = np.bincount(incidence.key, minlength=incidence.keys)
    rarer, commoner = np.minimum(size[left], size[right]), np.maximum(size[left], size[right])
    copied = (count >= WITHIN * rarer) & (count >= MOST * commoner)
    content = (incidence.kind[left] != ACCOUNT) & (incidence.kind[right] != ACCOUNT)
    return Company(left, right, count, apart, apart & content & copied)


def things(together: Company, keys: int) -> Ints:
    """Return a number per key: keys of one copied thing have the same."""
    left, right = together.left[together.copied], together.right[together.copied]
    graph = coo_array((np.ones(len(left), dtype=np.int8), (left, right)), shape=(keys, keys))
    label: Ints = connected_components(graph, directed=False)[1].astype(np.int64)
    return label


def hands(incidence: Incidence, together: Company) -> Floats:
    """Return per key the effective number of independent hands behind it, at least 1.

    In each class: pairs of the key's posts over pairs that agree on a value (Simpson), at most the
    number of distinct values, where a post without any counts as one. The smallest class decides;
    a key of n posts that agree nowhere has n hands.
    """
    classes = len(set(CLASSES.values()))
    size = np.bincount(incidence.key, minlength=incidence.keys).astype(np.float64)[:, None]
    told = together.apart & ~together.copied
    shared = together.shared[told].astype(np.float64)
    cell = together.left[told] * classes + incidence.kind[together.right[told]]

    def per_class(weights: Floats) -> Floats:
        total = np.bincount(cell, weights=weights, minlength=incidence.keys * classes)
        return np.asarray(total, dtype=np.float64).reshape(-1, classes)

    agreed = per_class(shared * (shared - 1) / 2)
    distinct = per_class(np.ones_like(shared)) + np.maximum(size - per_class(shared), 0)
    pairs = np.maximum(size * (size - 1) / 2, 1.0)
    effective = np.where(agreed > 0, pairs / np.maximum(agreed, 1e-9), size)
    fewest: Floats = np.minimum(effective, distinct).min(axis=1)
    return np.clip(fewest, 1.0, np.maximum(size[:, 0], 1.0))


def agreement(incidence: Incidence, together: Company, behind: Floats) -> Floats:
    """Return m per class: how often posts of one hand agree on a value of the class.

    Measured among posts that share a value of another class with at most two hands, and of those
    only posts that carry the class at all; one observation is added each way.
    """
    classes = len(set(CLASSES.values()))
    told = together.apart & ~together.copied & (behind[together.left] <= 2)
    left, right, count = together.left[told], together.right[told], together.shared[told]
    cell = left * classes + incidence.kind[right]
    cells, where = np.unique(cell, return_inverse=True)
    carrying = np.bincount(where, weights=count)
    same = np.bincount(where, weights=count * (count - 1) / 2)
    rate = same / np.maximum(carrying * (carrying - 1) / 2, 1.0)
    usable = carrying >= 2
    kind = cells[usable] % classes
    total = np.bincount(kind, minlength=classes)
    agreed = np.bincount(kind, weights=np.minimum(rate[usable], 1.0), minlength=classes)
    return (agreed + 1.0) / (total + 2.0)


def weigh(incidence: Incidence) -> Floats:
    """Return the weight of each key in bits, 0 for keys of one post and for hubs."""
    kept = trim(incidence)
    together = company(kept)
    behind = hands(kept, together)
    chance = agreement(kept, together, behind)
    unrelated = (behind * (behind - 1) + _FLOOR) / max(senders(incidence), 2)
    weight = np.log2(chance[kept.kind] / np.minimum(unrelated, 1.0))
    size = np.bincount(kept.key, minlength=kept.keys)
    return np.where(size >= 2, np.maximum(weight, 0.0), 0.0)


def senders(incidence: Incidence) -> int:
    """Return the number of independent senders in the data: accounts, and posts without one."""
    named = incidence.kind[incidence.key] == ACCOUNT
    accounts = np.unique(incidence.key[named])
    signed = np.unique(incidence.post[named])
    return len(accounts) + incidence.posts - len(signed)
