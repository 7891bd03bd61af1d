import random
from itertools import combinations

import numpy as np
import pytest

from firstlight.detect.closure import closed
from firstlight.detect.verify import BY_WORDS, Edges, compared
from firstlight.detect.wordings import Corpus
from tests.detect.test_verify import WORDS, corpus


def campaign(dice: random.Random, size: int) -> list[str]:
    """Return texts of one wording, three of its twenty words new in each."""
    said = dice.sample(WORDS, 20)
    texts = []
    for number in range(size):
        words = list(said)
        for place in dice.sample(range(20), 3):
            words[place] = f"other{number}x{place}"
        texts.append(" ".join(words))
    return texts


def every(found: Corpus) -> Edges:
    pairs = np.array(list(combinations(range(len(found.first)), 2)), np.int64)
    return compared(found, pairs, np.ones(len(pairs), np.bool_))


def keys(edges: Edges) -> set[tuple[int, ...]]:
    return {tuple(pair) for pair in edges.pairs.tolist()}


@pytest.mark.parametrize("seed", range(4))
def test_a_chain_of_pairs_is_closed_to_all_that_are_alike(seed) -> None:
    dice = random.Random(seed)  # noqa: S311
    found = corpus(campaign(dice, 9) + campaign(dice, 9))
    brute = every(found)
    assert len(brute.pairs) == 2 * 36
    chain = brute.only(brute.pairs[:, 1] - brute.pairs[:, 0] == 1)
    assert len(chain.pairs) < len(brute.pairs)
    assert keys(closed(found, found.order(), Edges.joined([]), chain)) == keys(brute)


def test_what_comes_later_meets_the_neighbours_of_what_it_met() -> None:
    found = corpus(campaign(random.Random(5), 8))  # noqa: S311
    brute = every(found)
    last = len(found.first) - 1
    earlier = brute.only(brute.pairs[:, 1] < last)
    fresh = brute.only((brute.pairs[:, 1] == last) & (brute.pairs[:, 0] == 0))
    assert len(fresh.pairs) == 1
    assert keys(closed(found, found.order(), earlier, fresh)) == keys(brute)


def test_unlike_texts_are_not_tied() -> None:
    dice = random.Random(6)  # noqa: S311
    found = corpus([" ".join(dice.sample(WORDS, 20)) for _ in range(6)])
    none = Edges.joined([])
    made_up = Edges(
        np.array([[0, 1], [1, 2]]), np.array([0.9, 0.9], np.float32), np.full(2, BY_WORDS, np.uint8)
    )
    assert keys(closed(found, found.order(), none, made_up)) == {(0, 1), (1, 2)}
