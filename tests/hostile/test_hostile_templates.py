"""Attacks on the template engine: what is prepared to collide, chain or bridge joins nobody."""

import random
from collections import Counter
from itertools import pairwise

import pyarrow as pa
import pytest

from firstlight.detect.alphabet import Alphabet
from firstlight.detect.candidates import candidate_pairs
from firstlight.detect.readings import Held, read
from firstlight.detect.templates import find_templates
from firstlight.detect.wordings import assemble

SIZE = 400
PARTS = [c + v for c in "bcdfghjkmnprstvwz" for v in "aeiou"]
DICE = random.Random(9)  # noqa: S311
WORDS = ["".join(DICE.choices(PARTS, k=4)) for _ in range(5000)]


@pytest.fixture(autouse=True)
def _dice() -> None:
    """Give each test its own texts, whichever ran before."""
    DICE.seed(10)


def said(count: int) -> list[str]:
    return DICE.choices(WORDS, k=count)


def table(texts: list[str]) -> pa.Table:
    return pa.table({"id": [str(at) for at in range(len(texts))], "text": texts})


def largest(texts: list[str]) -> int:
    names = find_templates(table(texts)).members["template"].to_pylist()
    return max(Counter(names).values(), default=0)


def pairs(texts: list[str]) -> int:
    shelf = Held()
    shelf.put(read(table(texts).column("text"), Alphabet(), 3))
    corpus = assemble(shelf, 3)
    met = candidate_pairs(corpus.hashes, corpus.hashed, corpus.key)
    return sum(len(some) for some, _ in met)


def test_a_shared_paragraph_joins_no_firms() -> None:
    same = said(14)
    assert largest([" ".join(said(28) + same) for _ in range(SIZE)]) == 0


def test_a_chain_of_likenesses_is_cut() -> None:
    halves = [said(18) for _ in range(SIZE + 1)]
    chain = [" ".join(a + b) for a, b in pairwise(halves)]
    assert largest(chain) <= 3


@pytest.mark.parametrize("shared", [1, 4, 12])
def test_one_bucket_costs_its_share(shared: int) -> None:
    same = said(shared)
    texts = [" ".join(said(24) + same) for _ in range(SIZE)]
    grams = 6 * shared
    assert pairs(texts) <= pairs([" ".join(said(24 + shared)) for _ in range(SIZE)]) + (
        3 * SIZE * grams
    )


def test_a_real_campaign_is_found_amid_an_attack() -> None:
    same = said(14)
    offer = said(20)
    texts = [" ".join(said(28) + same) for _ in range(SIZE)]
    texts += [" ".join([*offer, *said(3)]) for _ in range(12)]
    found = find_templates(table(texts))
    assert [template.support for template in found.templates] == [12]
    assert set(found.members["post"].to_pylist()) == {str(SIZE + at) for at in range(12)}
