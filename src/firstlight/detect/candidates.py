"""Candidate pairs: posts that share at least one rare enough n-gram of their signatures.

The number of pairs per bucket grows linearly with the bucket: a few neighbours in a seeded random
order instead of all pairs, so that neither boilerplate nor prepared collisions cost more than
their share.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from firstlight.detect.hashing import Hashes

ALL_PAIRS = 10
"""Buckets up to this size give all their pairs."""
NEIGHBOURS = 3
"""In larger buckets each post is paired with this many that follow it in the bucket's order."""
MANY = 16
"""Posts with fewer n-grams than this may meet in one only."""
_POST_BITS = 24
_TABLE = np.uint64((1 << 22) - 1)
_PART_AT = np.uint64(_POST_BITS + 22)
"""Bits that say in which part an n-gram is; the highest are alike in all, which are the least."""

_AT_A_TIME = 1 << 21
"""n-grams that are sorted at a time; equal ones always together."""

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Pairs = npt.NDArray[np.int64]


def candidate_pairs(
    hashes: Hashes, posts: Ints, order: Hashes, fresh: Bools | None = None
) -> Iterator[tuple[Pairs, Longs]]:
    """Yield distinct pairs of posts, shape (n, 2), first < second, and how often each pair met.

    `posts`: which post has each of `hashes`; `order`: a seeded hash per post, by which large
    buckets are ordered. With `fresh` (a mark per post), only pairs of which one is fresh. Memory is
    eight bytes per meeting, and some per n-gram.
    """
    grams = np.bincount(posts)
    parts = np.uint64((1 << (len(hashes) // _AT_A_TIME).bit_length()) - 1)
    met: list[Longs] = []
    for part in range(int(parts) + 1):
        mine = (hashes >> _PART_AT) & parts == part if parts else slice(None)
        met += _met(*_repeated(hashes[mine], posts[mine], fresh), order)
    for some in _ranges(met):
        yield _distinct(some, grams, fresh)


def _met(hashes: Hashes, posts: Ints, order: Hashes) -> Iterator[Longs]:
    """Yield the pairs that meet in the buckets of some n-grams, encoded."""
    bucket = hashes >> np.uint64(_POST_BITS)
    shuffled = order[posts] >> np.uint64(64 - _POST_BITS)
    ranked = np.argsort((bucket << np.uint64(_POST_BITS)) | shuffled)
    bucket, owner = bucket[ranked], posts[ranked].astype(np.int64)
    begins = np.flatnonzero(np.diff(bucket, prepend=bucket[:1] + np.uint64(1)))
    sizes = np.diff(begins, append=len(bucket))
    size = np.repeat(sizes, sizes)
    inner = np.arange(len(bucket)) - np.repeat(begins, sizes)
    small = size <= ALL_PAIRS
    for step in range(1, ALL_PAIRS):
        reach = inner + step < size
        if step > NEIGHBOURS:
            reach &= small
        first = np.flatnonzero(reach)
        yield _encode(owner[first], owner[first + step], ~small[first])


def _repeated(hashes: Hashes, posts: Ints, fresh: Bools | None) -> tuple[Hashes, Ints]:
    """Return the n-grams that several posts may have, one of them fresh, by some of their bits."""
    slot = ((hashes >> np.uint64(_POST_BITS)) & _TABLE).view(np.int64)
    wanted = np.bincount(slot, minlength=1) > 1
    if fresh is not None:
        met = np.zeros(len(wanted), np.bool_)
        met[slot[fresh[posts]]] = True
        wanted &= met
    kept = wanted[slot]
    return hashes[kept], posts[kept]


def _ranges(met: Sequence[Longs]) -> Iterator[Longs]:
    """Yield the meetings by ranges of their first post, rising, those of one pair together."""
    sample = np.sort(np.concatenate([np.zeros(0, np.int64), *(some[::64] for some in met)]))
    parts = sum(map(len, met)) // (2 * _AT_A_TIME) + 1
    cuts = sample[[len(sample) * part // parts for part in range(1, parts)]] >> np.int64(32)
    bounds = np.unique(cuts) << np.int64(32)
    for low, high in pairwise([0, *bounds.tolist(), np.iinfo(np.int64).max]):
        inside = [some[(some >= low) & (some < high)] for some in met]
        yield np.concatenate([np.zeros(0, np.int64), *inside])


def _distinct(met: Longs, sizes: Longs, fresh: Bools | None) -> tuple[Pairs, Longs]:
    """Return the pairs worth comparing and how often each met.

    A pair that met in one large bucket only is not, unless one of the two has few n-grams.
    """
    met.sort()
    begins = np.flatnonzero(np.diff(met >> np.int64(1), prepend=-1))
    times = np.diff(begins, append=len(met))
    first = met[begins]
    pairs = np.stack([first >> np.int64(32), first >> np.int64(1) & np.int64(0x7FFFFFFF)], axis=1)
    worth = (times > 1) | (first & 1 == 0) | (sizes[pairs].min(axis=1, initial=MANY) < MANY)
    if fresh is not None:
        worth &= fresh[pairs].any(axis=1)
    return pairs[worth], times[worth]


def _encode(first: Longs, second: Longs, large: Bools) -> Longs:
    """Return each pair as one integer, the smaller post first, large buckets' after small ones'."""
    low, high = np.minimum(first, second), np.maximum(first, second)
    return (low << np.int64(32)) | (high << np.int64(1)) | large
