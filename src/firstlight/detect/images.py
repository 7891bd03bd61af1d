"""Equal pictures: digests that are the same, or perceptual digests (PDQ) that nearly are.

PDQ: 256 bits, half of them set because each is a comparison with the median; two pictures are
taken as one at a Hamming distance of at most 31 (Facebook, "The TMK+PDQF Video-Hashing Algorithm
and the PDQ Image-Hashing Algorithm", 2019).
"""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

NEAR = 31
"""Largest Hamming distance, in bits, at which two PDQ digests show one picture."""
_CROWD = 512
"""A bucket with more digests than this is compared only along its sorted order."""

Ints = npt.NDArray[np.int64]


def group_digests(digests: pa.Array) -> pa.Array:
    """Return, for each digest, the digest that stands for its group (the smallest of the group).

    Digests of 64 hexadecimal digits are compared as PDQ where, taken together, they look like it
    (half of the bits set); all others only by equality.
    """
    plain = pc.utf8_lower(digests)
    distinct = pc.unique(plain).sort()
    perceptual = pc.match_substring_regex(distinct, "^[0-9a-f]{64}$")
    candidates = distinct.filter(perceptual)
    if len(candidates) < 2:
        return plain
    words = _words(candidates)
    if not _looks_like_pdq(words):
        return plain
    label = _components(words)
    order = np.unique(label, return_index=True)[1]
    leader = candidates.take(pa.array(order[label]))
    where = pc.index_in(plain, candidates)
    return pc.coalesce(pc.take(leader, where), plain)


def _words(digests: pa.Array) -> npt.NDArray[np.uint16]:
    """Return digests as 16 words of 16 bits each, one row per digest."""
    raw = bytes.fromhex("".join(digests.to_pylist()))
    return np.frombuffer(raw, dtype=">u2").reshape(-1, 16).astype(np.uint16)


def _looks_like_pdq(words: npt.NDArray[np.uint16]) -> bool:
    """Tell PDQ (about 128 of 256 bits set) from cryptographic digests (128 ± 8)."""
    ones = np.bitwise_count(words).sum(axis=1)
    return bool(np.median(np.abs(ones.astype(np.int64) - 128)) <= 2)


def _components(words: npt.NDArray[np.uint16]) -> Ints:
    """Return the group number of each digest; groups are chains of verified near pairs.

    At distance 31 or less, one of the 16 words differs in at most one bit (pigeonhole), so each
    digest is looked up under its own 16-bit words and their 16 neighbours.
    """
    count = len(words)
    flips = np.concatenate([[0], 1 << np.arange(16)]).astype(np.uint16)
    pairs = [_near(words, band, flips) for band in range(16)]
    left = np.concatenate([pair[0] for pair in pairs])
    right = np.concatenate([pair[1] for pair in pairs])
    graph = coo_array((np.ones(len(left), dtype=np.int8), (left, right)), shape=(count, count))
    label: Ints = connected_components(graph, directed=False)[1].astype(np.int64)
    return label


def _near(
    words: npt.NDArray[np.uint16], band: int, flips: npt.NDArray[np.uint16]
) -> tuple[Ints, Ints]:
    """Return verified near pairs among digests whose word `band` differs in one bit or none."""
    column = words[:, band]
    order = np.argsort(column, kind="stable").astype(np.int64)
    ranked = column[order]
    found: list[tuple[Ints, Ints]] = []
    for flip in flips:
        probe = column ^ flip
        low = np.searchsorted(ranked, probe, side="left")
        high = np.minimum(np.searchsorted(ranked, probe, side="right"), low + _CROWD)
        size = high - low
        left = np.repeat(np.arange(len(column)), size)
        offset = np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size)
        right = order[np.repeat(low, size) + offset]
        keep = left < right
        found.append(_verify(words, left[keep], right[keep]))
    return np.concatenate([f[0] for f in found]), np.concatenate([f[1] for f in found])


def _verify(words: npt.NDArray[np.uint16], left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """Return the pairs whose Hamming distance is at most NEAR."""
    kept: list[Ints] = []
    for begin in range(0, len(left), 1 << 20):
        part = slice(begin, begin + (1 << 20))
        distance = np.bitwise_count(words[left[part]] ^ words[right[part]]).sum(axis=1)
        kept.append(np.flatnonzero(distance <= NEAR) + begin)
    chosen = np.concatenate(kept) if kept else np.zeros(0, dtype=np.int64)
    return left[chosen], right[chosen]
