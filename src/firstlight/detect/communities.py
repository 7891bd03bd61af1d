"""Communities: posts that share values of at least two independent kinds.

With H senders in the data, two unrelated posts start at odds of 1 : H of having one hand. A shared
value's weight never outweighs that alone (specificity.py); two independent ones do. So:

1. pairs of values that prove something together seed communities, joined along cycles (cycles.py);
2. a post belongs to the community with which it shares values of two classes past the bar; of
   several the best, of equals none, so no post welds two communities;
3. communities unite where they share two such values, each spoken for by enough of their posts;
4. posts that in the end share less than two classes with the rest of their group leave it.

A single value between two groups, however many posts carry it, is a weak bridge and unites nothing.
"""

import numpy as np
import numpy.typing as npt

from firstlight.detect.absorb import absorb, enough
from firstlight.detect.cycles import Edges, edge_communities, supported, within
from firstlight.detect.specificity import Company, Floats, Incidence, Ints, hands, things

ROUNDS = 12
SHARED_LIMIT = 128
"""Values of one group that are compared with other groups: the strongest."""
MARGIN = 1.0
"""Bits beyond the prior that two shared values need together (odds of two to one)."""
LIGHT = 0.25
"""Share of the bar below which a value is no evidence of its own: a job board's number beside a
private one would let the private one prove everything alone, and chain the board's customers."""


def communities(incidence: Incidence, weight: Floats, together: Company, prior: float) -> Ints:
    """Return a group number per post, -1 for posts that nothing unites with two others' kinds.

    `weight` holds bits per key, 0 where a key ties nothing; `prior` is log2 of the senders;
    `together` tells which pairs of keys are seen together and which are one copied thing.
    """
    bar = prior + MARGIN
    weight = np.where(weight >= LIGHT * bar, weight, 0.0)
    kind, thing = incidence.kind, things(together, incidence.keys)
    size = np.bincount(incidence.key, minlength=incidence.keys)
    edges = supported(together, kind=kind, weight=weight, size=size, bar=bar)
    label = edge_communities(edges, kind=kind, weight=weight, bar=bar)
    group = _assign(incidence, edges, label, weight=weight, thing=thing, bar=bar)
    for _ in range(ROUNDS):
        united = _unite(incidence, group, weight, thing, bar)
        if int(united.max(initial=-1)) == int(group.max(initial=-1)):
            break
        group = united
    group = settle(group, incidence, thing)
    known = regarded(incidence, together, weight, group)
    for _ in range(ROUNDS):
        united = _unite(incidence, group, known, thing, bar)
        if int(united.max(initial=-1)) == int(group.max(initial=-1)):
            break
        group = united
    return settle(group, incidence, thing)


def regarded(incidence: Incidence, together: Company, weight: Floats, group: Ints) -> Floats:
    """Return the weights once the groups are known: posts of one group are one hand's.

    The first count of hands takes the accounts, numbers and texts behind a value as independent of
    each other; those that a group already holds together are not.
    """
    before = hands(incidence, together)
    owner = group[incidence.post]
    size = np.bincount(incidence.key, minlength=incidence.keys).astype(np.float64)
    held = owner >= 0
    groups = int(group.max(initial=-1)) + 1
    cell, count = np.unique(incidence.key[held] * groups + owner[held], return_counts=True)
    key = cell // max(groups, 1)
    agreed = np.bincount(key, weights=count * (count - 1) / 2, minlength=incidence.keys)
    alone = size - np.bincount(key, weights=count, minlength=incidence.keys)
    distinct = alone + np.bincount(key, minlength=incidence.keys)
    pairs = np.maximum(size * (size - 1) / 2, 1.0)
    after = np.where(agreed > 0, pairs / np.maximum(agreed, 1e-9), size)
    after = np.clip(np.minimum(after, distinct), 1.0, before)
    gain = np.log2((before * (before - 1) + 0.5) / (after * (after - 1) + 0.5))
    return np.where(weight > 0, weight + gain, 0.0)


def settle(group: Ints, incidence: Incidence, thing: Ints) -> Ints:
    """Return the groups without posts that share fewer than two classes with their group's rest.

    Keys of one copied thing count as one class.
    """
    for _ in range(ROUNDS):
        tied = tying(group, incidence)
        post, key = incidence.post[tied], incidence.key[tied]
        single = _first_of(post, thing[key], order=incidence.kind[key])
        post, kind = post[single], incidence.kind[key[single]]
        held = np.bincount(np.unique(post * 8 + kind) // 8, minlength=incidence.posts) >= 2
        if bool(np.all(held | (group < 0))):
            break
        group = np.where(held, group, -1)
    return _compact(group)


def tying(group: Ints, incidence: Incidence) -> npt.NDArray[np.bool_]:
    """Tell for each row whether its key is carried by at least two posts of its group."""
    owner = group[incidence.post]
    code = np.where(owner >= 0, owner * incidence.keys + incidence.key, -1)
    _, where, count = np.unique(code, return_inverse=True, return_counts=True)
    return (owner >= 0) & (count[where] >= 2)


def _assign(
    incidence: Incidence, edges: Edges, label: Ints, *, weight: Floats, thing: Ints, bar: float
) -> Ints:
    """Return for each post the community with which it shares the most bits, -1 for none.

    Of each copied thing, and then of each class, only the strongest value counts; two classes and
    the bar are needed. Communities without a pair that is proof by itself take no posts.
    """
    proven = np.isin(label, label[edges.proof])
    ends = np.append(edges.left[proven], edges.right[proven])
    held = np.unique(np.stack([ends, np.append(label[proven], label[proven])]), axis=1)
    scale = int(label.max(initial=0)) + 1
    post, key, community = _met(incidence, held[0], held[1], scale)
    cell = post * scale + community
    single = _first_of(cell, thing[key], order=-weight[key])
    cell, key = cell[single], key[single]
    best = _first_of(cell, incidence.kind[key], order=-weight[key])
    spots, where, classes = np.unique(cell[best], return_inverse=True, return_counts=True)
    bits = np.bincount(where, weights=weight[key[best]], minlength=len(spots)).astype(np.float64)
    good = (classes >= 2) & (bits >= bar)
    return _best(spots[good] // scale, spots[good] % scale, bits[good], incidence)


def _first_of(cell: Ints, part: Ints, *, order: npt.NDArray[np.generic]) -> Ints:
    """Return one row number of each (cell, part), the first in `order`."""
    rows = np.lexsort((order, part, cell))
    first = np.ones(len(rows), dtype=bool)
    cell, part = cell[rows], part[rows]
    first[1:] = (cell[1:] != cell[:-1]) | (part[1:] != part[:-1])
    return rows[first].astype(np.int64)


def _best(post: Ints, community: Ints, bits: Floats, incidence: Incidence) -> Ints:
    """Return the best community of each post, -1 where none or where two are equally good."""
    rounded = np.round(bits, 6)
    order = np.lexsort((-rounded, post))
    post, community, rounded = post[order], community[order], rounded[order]
    first = np.ones(len(post), dtype=bool)
    first[1:] = post[1:] != post[:-1]
    tied = np.zeros(len(post), dtype=bool)
    tied[:-1] = (post[1:] == post[:-1]) & (rounded[1:] == rounded[:-1])
    group = np.full(incidence.posts, -1, dtype=np.int64)
    clear = first & ~tied
    group[post[clear]] = community[clear]
    return _compact(group)


def _met(incidence: Incidence, keys: Ints, labels: Ints, scale: int) -> tuple[Ints, Ints, Ints]:
    """Return (post, key, community) wherever a post may share keys of two classes with a community.

    `keys` and `labels`, sorted, say which community holds which key. The class of a post whose keys
    the most communities hold is only looked up in those that its other keys lead to: the contacts
    of a job board, in thousands of posts and held by hundreds of communities, would cost their
    product.
    """
    low = np.searchsorted(keys, incidence.key, side="left")
    count = np.searchsorted(keys, incidence.key, side="right") - low
    common = _commonest_class(incidence, count)
    row, rank = _repeated(np.flatnonzero(~common), count[~common])
    post, key, community = incidence.post[row], incidence.key[row], labels[low[row] + rank]
    cell = np.unique(post * scale + community)
    first = np.searchsorted(cell, incidence.post * scale)
    size = np.searchsorted(cell, (incidence.post + 1) * scale) - first
    row, rank = _repeated(np.flatnonzero(common), size[common])
    near = cell[first[row] + rank] % scale
    sought, held = incidence.key[row] * scale + near, keys * scale + labels
    there = np.minimum(np.searchsorted(held, sought), max(len(held) - 1, 0))
    found = held[there] == sought if len(held) else np.zeros(0, dtype=bool)
    return (
        np.append(post, incidence.post[row[found]]),
        np.append(key, incidence.key[row[found]]),
        np.append(community, near[found]),
    )


def _commonest_class(incidence: Incidence, count: Ints) -> npt.NDArray[np.bool_]:
    """Tell which rows are of the class of their post whose keys have the highest `count`."""
    code = incidence.post * 8 + incidence.kind[incidence.key]
    cells, where = np.unique(code, return_inverse=True)
    total = np.bincount(where, weights=count, minlength=len(cells))
    order = np.lexsort((-total, cells // 8))
    heavy = np.zeros(len(cells), dtype=bool)
    heavy[order[np.diff(cells[order] // 8, prepend=-1) != 0]] = True
    return heavy[where]


def _repeated(rows: Ints, times: Ints) -> tuple[Ints, Ints]:
    """Return each row so many times, and the number of each repetition from 0."""
    total = np.cumsum(times)
    rank = np.arange(int(total[-1]) if len(total) else 0) - np.repeat(total - times, times)
    return np.repeat(rows, times), rank


def _unite(incidence: Incidence, group: Ints, weight: Floats, thing: Ints, bar: float) -> Ints:
    """Return the groups after those that share two independent values have absorbed each other."""
    owner, key, count = _held(incidence, group, weight)
    i, j = within(owner)
    apart = (incidence.kind[key[i]] != incidence.kind[key[j]]) & (thing[key[i]] != thing[key[j]])
    strong = apart & (weight[key[i]] + weight[key[j]] >= bar)
    i, j = i[strong], j[strong]
    pair = np.minimum(key[i], key[j]) * incidence.keys + np.maximum(key[i], key[j])
    who, posts = owner[i], np.minimum(count[i], count[j]).astype(np.float64)
    size = np.bincount(group[group >= 0]).astype(np.float64)
    order = np.lexsort((who, -size[who], pair))
    who, posts, pair = who[order], posts[order], pair[order]
    first = np.searchsorted(pair, pair, side="left")

    def weigh(label: Ints) -> Floats:
        return np.bincount(label, weights=size).astype(np.float64)

    label = absorb(len(size), who, who[first], np.minimum(posts, posts[first]), weigh)
    return _compact(np.append(label, -1)[group])


def _held(incidence: Incidence, group: Ints, weight: Floats) -> tuple[Ints, Ints, Ints]:
    """Return distinct (group, key, posts) that may unite groups.

    Dropped are keys without weight, keys of one group only, and keys that too few of a group's
    posts carry to speak for it: a few forged posts must not weld two large groups together.
    """
    useful = (weight[incidence.key] > 0) & (group[incidence.post] >= 0)
    code = group[incidence.post[useful]] * incidence.keys + incidence.key[useful]
    pair, count = np.unique(code, return_counts=True)
    owner, key = pair // incidence.keys, pair % incidence.keys
    size = np.bincount(group[group >= 0])[owner].astype(np.float64)
    speaks = count >= enough(size)
    owner, key, count = owner[speaks], key[speaks], count[speaks]
    shared = np.bincount(key, minlength=incidence.keys)[key] >= 2
    return _strongest(owner[shared], key[shared], count[shared], weight)


def _strongest(owner: Ints, key: Ints, count: Ints, weight: Floats) -> tuple[Ints, Ints, Ints]:
    """Return the rows sorted by owner, with at most SHARED_LIMIT keys each, strongest first."""
    order = np.lexsort((key, -weight[key], owner))
    owner, key, count = owner[order], key[order], count[order]
    keep = np.arange(len(owner)) - np.searchsorted(owner, owner, side="left") < SHARED_LIMIT
    return owner[keep], key[keep], count[keep]


def _compact(group: Ints) -> Ints:
    """Return the groups renamed 0, 1, 2, … in the order of their numbers; -1 stays."""
    names, where = np.unique(group, return_inverse=True)
    renamed: Ints = where.astype(np.int64) - int(len(names) > 0 and names[0] < 0)
    return renamed
