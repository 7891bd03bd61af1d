"""Candidate pairs: posts that share at least one rare enough n-gram of their signatures.

The number of pairs per bucket grows linearly with the bucket: a few neighbours in a seeded random
order instead of all pairs, so that neither boilerplate nor prepared collisions cost more than
their share.
"""

import numpy as np
import numpy.typing as npt

from firstlight.detect.hashing import Hashes, mix

ALL_PAIRS = 6
"""Buckets up to this size give all their pairs."""
NEIGHBOURS = 3
"""In larger buckets each post is paired with this many that follow it in the bucket's order."""
MANY = 16
"""Posts with fewer n-grams than this may meet in one only."""
_POST_BITS = 24
_TABLE = np.uint64((1 << 22) - 1)

Longs = npt.NDArray[np.int64]
Pairs = npt.NDArray[np.int64]


def candidate_pairs(hashes: Hashes, posts: Longs, seed: int) -> tuple[Pairs, Longs]:
    """Return distinct pairs of posts, shape (n, 2), first < second, and how often each pair met."""
    grams = np.bincount(posts)
    hashes, posts = _repeated(hashes, posts)
    top = np.uint64(64 - _POST_BITS)
    bucket = hashes >> np.uint64(_POST_BITS)
    shuffled = mix(posts, seed) >> top
    order = np.argsort((bucket << np.uint64(_POST_BITS)) | shuffled)
    bucket, posts = bucket[order], posts[order]
    begins = np.flatnonzero(np.diff(bucket, prepend=bucket[:1] + np.uint64(1)))
    sizes = np.diff(begins, append=len(bucket))
    size = np.repeat(sizes, sizes)
    inner = np.arange(len(bucket)) - np.repeat(begins, sizes)
    small = size <= ALL_PAIRS
    met = []
    for step in range(1, ALL_PAIRS):
        reach = inner + step < size
        if step > NEIGHBOURS:
            reach &= small
        first = np.flatnonzero(reach)
        met.append(_encode(posts[first], posts[first + step], ~small[first]))
    return _distinct(np.concatenate(met), grams)


def _repeated(hashes: Hashes, posts: Longs) -> tuple[Hashes, Longs]:
    """Return the n-grams that several posts may have, told by a table of some of their bits."""
    slot = ((hashes >> np.uint64(_POST_BITS)) & _TABLE).view(np.int64)
    several = np.bincount(slot, minlength=1) > 1
    kept = several[slot]
    return hashes[kept], posts[kept]


def _distinct(met: Longs, sizes: Longs) -> tuple[Pairs, Longs]:
    """Return the pairs worth comparing and how often each met.

    A pair that met in one large bucket only is not, unless one of the two has few n-grams.
    """
    met.sort()
    fresh = np.flatnonzero(np.diff(met >> np.int64(1), prepend=-1))
    times = np.diff(fresh, append=len(met))
    first = met[fresh]
    pairs = np.stack([first >> np.int64(32), first >> np.int64(1) & np.int64(0x7FFFFFFF)], axis=1)
    worth = (times > 1) | (first & 1 == 0) | (sizes[pairs].min(axis=1, initial=MANY) < MANY)
    return pairs[worth], times[worth]


def _encode(first: Longs, second: Longs, large: npt.NDArray[np.bool_]) -> Longs:
    """Return each pair as one integer, the smaller post first, large buckets' after small ones'."""
    low, high = np.minimum(first, second), np.maximum(first, second)
    return (low << np.int64(32)) | (high << np.int64(1)) | large
