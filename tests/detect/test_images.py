"""Equal pictures: exact digests, and PDQ digests within 31 bits."""

import hashlib
import random

import pyarrow as pa

from firstlight.detect.images import group_digests


def _pdq(generator: random.Random) -> int:
    return sum(1 << bit for bit in generator.sample(range(256), 128))


def _flip(digest: int, bits: int, generator: random.Random) -> int:
    for bit in generator.sample(range(256), bits):
        digest ^= 1 << bit
    return digest


def test_near_pdq_digests_share_a_group_and_far_ones_do_not():
    generator = random.Random(1)  # noqa: S311
    for distance, same in ((0, True), (10, True), (31, True), (48, False), (80, False)):
        base = _pdq(generator)
        others = [_pdq(generator) for _ in range(30)]
        values = [base, _flip(base, distance, generator), *others]
        grouped = group_digests(pa.array([f"{v:064x}" for v in values])).to_pylist()
        assert (grouped[0] == grouped[1]) is same
        assert len(set(grouped[2:])) == 30


def test_cryptographic_digests_match_only_when_equal():
    digests = [hashlib.sha256(bytes([n])).hexdigest() for n in range(200)]
    grouped = group_digests(pa.array([*digests, digests[0].upper()])).to_pylist()
    assert grouped[:-1] == digests
    assert grouped[-1] == digests[0]


def test_short_digests_are_kept():
    assert group_digests(pa.array(["ab", "cd", "AB"])).to_pylist() == ["ab", "cd", "ab"]


def test_all_near_pairs_are_found_against_brute_force():
    generator = random.Random(2)  # noqa: S311
    bases = [_pdq(generator) for _ in range(20)]
    values = [
        _flip(generator.choice(bases), generator.randrange(16), generator) for _ in range(150)
    ]
    grouped = group_digests(pa.array([f"{v:064x}" for v in values])).to_pylist()
    for i, one in enumerate(values):
        for j, other in enumerate(values[:i]):
            if (one ^ other).bit_count() <= 31:
                assert grouped[i] == grouped[j]
