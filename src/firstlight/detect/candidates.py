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
_POST_BITS = 24

Pairs = npt.NDArray[np.int64]


def candidate_pairs(
    hashes: Hashes, posts: npt.NDArray[np.int64], seed: int
) -> tuple[Pairs, npt.NDArray[np.int64]]:
    """Return distinct pairs of posts, shape (n, 2), first < second, and how often each pair met."""
    top = np.uint64(64 - _POST_BITS)
    bucket = hashes >> np.uint64(_POST_BITS)
    shuffled = mix(posts, seed) >> top
    order = np.argsort((bucket << np.uint64(_POST_BITS)) | shuffled)
    bucket, posts = bucket[order], posts[order]
    begins = np.flatnonzero(np.diff(bucket, prepend=bucket[:1] + np.uint64(1)))
    sizes = np.diff(begins, append=len(bucket))
    size = np.repeat(sizes, sizes)
    inner = np.arange(len(bucket)) - np.repeat(begins, sizes)
    codes = []
    for step in range(1, ALL_PAIRS):
        reach = inner + step < size
        if step > NEIGHBOURS:
            reach &= size <= ALL_PAIRS
        first = np.flatnonzero(reach)
        codes.append(_encode(posts[first], posts[first + step]))
    packed = np.concatenate(codes)
    packed.sort()
    fresh = np.flatnonzero(np.diff(packed, prepend=-1))
    times = np.diff(fresh, append=len(packed))
    packed = packed[fresh]
    pairs = np.stack([packed >> np.int64(32), packed & np.int64(0xFFFFFFFF)], axis=1)
    return pairs, times


def _encode(first: npt.NDArray[np.int64], second: npt.NDArray[np.int64]) -> Pairs:
    """Return each pair as one integer, the smaller post first."""
    return (np.minimum(first, second) << np.int64(32)) | np.maximum(first, second)
