"""Signatures: for each post, a few of its letter n-grams, the same few in every post that has them.

Bottom-k sketches (Broder 1997; Cohen and Kaplan 2007) of n-grams over the letters of a skeleton,
spaces left out, so that spacing, dots and emoji between letters change nothing.
"""

import numpy as np
import numpy.typing as npt

from firstlight.detect.hashing import Hashes, mix, rotate
from firstlight.detect.skeleton import Skeletons

GRAM = 7
"""Letters per n-gram of alphabets: about a word and a half."""
DENSE_GRAM = 4
"""Characters per n-gram of ideographs and syllables, each of which says more than a letter."""
KEPT = 32
"""n-grams kept per post: at Jaccard .1 two posts share one with probability .98."""


def signatures(batch: Skeletons, seed: int) -> tuple[Hashes, npt.NDArray[np.int64]]:
    """Return (hashes, posts): up to KEPT distinct n-gram hashes for each post of a batch.

    Posts with fewer letters than an n-gram has get one hash of all their letters; posts without
    letters get none. A batch holds at most 65,536 posts.
    """
    hashes, posts = _grams(batch, seed)
    sizes = np.bincount(posts, minlength=len(batch.letters_at) - 1)
    low = hashes <= _likely_bound(sizes)[posts]
    hashes, posts = hashes[low], posts[low]
    packed = (posts.astype(np.uint64) << np.uint64(48)) | (hashes >> np.uint64(16))
    packed.sort()
    packed = packed[np.append(True, packed[1:] != packed[:-1])[: len(packed)]]
    hashes, posts = packed << np.uint64(16), (packed >> np.uint64(48)).astype(np.int64)
    begins = np.searchsorted(posts, np.arange(len(sizes)))
    kept = np.arange(len(posts)) - begins[posts] < KEPT
    return hashes[kept], posts[kept]


def _likely_bound(sizes: npt.NDArray[np.int64]) -> Hashes:
    """Return per post a hash below which its KEPT smallest lie for certain enough, to sort less."""
    share = np.minimum(1.0, 4 * KEPT / np.maximum(sizes, 1))
    return (share * float(2**64 - 2**12)).astype(np.uint64)


def _grams(batch: Skeletons, seed: int) -> tuple[Hashes, npt.NDArray[np.int64]]:
    """Return the hash and post of every n-gram of a batch."""
    letters, begins = batch.letters, batch.letters_at
    sizes = np.diff(begins)
    posts = np.repeat(np.arange(len(sizes)), sizes)
    left = begins[1:][posts] - np.arange(len(letters))
    base = mix(letters, seed)
    long = _rolling(base, GRAM)
    dense = (letters >= 0x1100) & ((letters < 0x1E00) | (letters >= 0x2E80))
    if dense.any():
        short = _rolling(base, DENSE_GRAM)
        span = np.where(dense, DENSE_GRAM, GRAM)
        long = np.where(dense, short, long)
    else:
        span = np.full(len(letters), GRAM)
    whole = left >= span
    lone = np.flatnonzero((sizes > 0) & (np.bincount(posts[whole], minlength=len(sizes)) == 0))
    hashes = np.concatenate([mix(long[whole], seed), _whole_texts(base, begins, lone, seed)])
    return hashes, np.concatenate([posts[whole], lone])


def _rolling(base: Hashes, size: int) -> Hashes:
    """Return the cyclic-polynomial hash of the `size` letters from each letter on."""
    rolled = base.copy()
    for step in range(1, size):
        rolled[:-step] ^= rotate(base[step:], 9 * step)
    return rolled


def _whole_texts(
    base: Hashes, begins: npt.NDArray[np.int64], posts: npt.NDArray[np.int64], seed: int
) -> Hashes:
    """Return one hash for all letters of each of some (very short) posts."""
    sizes = begins[posts + 1] - begins[posts]
    owner = np.repeat(np.arange(len(posts)), sizes)
    inner = np.arange(len(owner)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    placed = mix(base[begins[posts][owner] + inner] + inner.astype(np.uint64), seed)
    total = np.zeros(len(posts), np.uint64)
    np.add.at(total, owner, placed)
    return mix(total, seed)
