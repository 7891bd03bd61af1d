from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight.detect import candidates
from firstlight.detect.candidates import ALL_PAIRS, NEIGHBOURS, candidate_pairs
from firstlight.detect.hashing import mix

GRAMS = st.lists(st.tuples(st.integers(0, 15), st.integers(0, 40)), max_size=120)


def signatures(grams: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    rows = sorted({(post, gram) for gram, post in grams})
    posts = np.array([post for post, _ in rows], np.int32)
    return mix(np.array([gram for _, gram in rows], np.uint64), 3), posts


ORDER = mix(np.arange(1000), 5)


def all_pairs(*given) -> tuple[np.ndarray, np.ndarray]:
    pairs, times = zip(*candidate_pairs(*given), strict=True)
    return np.concatenate(pairs), np.concatenate(times)


@settings(deadline=None)
@given(GRAMS)
def test_a_pair_shares_an_n_gram_and_small_buckets_give_all_pairs(grams) -> None:
    hashes, posts = signatures(grams)
    pairs, times = all_pairs(hashes, posts, ORDER)
    having: dict[int, set[int]] = {}
    for value, post in zip(hashes.tolist(), posts.tolist(), strict=True):
        having.setdefault(value, set()).add(post)
    shared = Counter((a, b) for held in having.values() for a in held for b in held if a < b)
    found = dict(zip(map(tuple, pairs.tolist()), times.tolist(), strict=True))
    assert len(found) == len(pairs)
    assert all(0 < count <= shared[pair] for pair, count in found.items())
    small = {(a, b) for held in having.values() if len(held) <= ALL_PAIRS
             for a in held for b in held if a < b}  # fmt: skip
    assert small <= found.keys()


@settings(deadline=None)
@given(GRAMS, st.sets(st.integers(0, 40)))
def test_pairs_of_fresh_posts_are_those_of_all_that_hold_one(grams, new) -> None:
    hashes, posts = signatures(grams)
    fresh = np.isin(np.arange(41), list(new))
    every, times = all_pairs(hashes, posts, ORDER)
    mine = fresh[every].any(axis=1)
    some, some_times = all_pairs(hashes, posts, ORDER, fresh)
    assert some.tolist() == every[mine].tolist()
    assert some_times.tolist() == times[mine].tolist()


def test_a_large_bucket_costs_its_share_only() -> None:
    hashes = np.full(1000, mix(np.array([7]), 3)[0])
    pairs, _ = all_pairs(hashes, np.arange(1000, dtype=np.int32), ORDER)
    assert len(pairs) == sum(1000 - step for step in range(1, NEIGHBOURS + 1))


def test_parts_find_what_the_whole_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = np.random.default_rng(1)
    grams = list(zip(dice.integers(0, 90, 3000), dice.integers(0, 40, 3000), strict=True))
    hashes, posts = signatures(grams)
    whole = all_pairs(hashes, posts, ORDER)
    monkeypatch.setattr(candidates, "_AT_A_TIME", 64)
    parts = all_pairs(hashes, posts, ORDER)
    assert whole[0].tolist() == parts[0].tolist()
    assert whole[1].tolist() == parts[1].tolist()
