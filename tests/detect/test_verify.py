import random

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight.detect.alphabet import Alphabet
from firstlight.detect.candidates import candidate_pairs
from firstlight.detect.readings import Held, read
from firstlight.detect.verify import Edges, still_alike, verify
from firstlight.detect.wordings import Corpus, assemble

WORDS = [f"{a}{b}{c}" for a in "bdfgkt" for b in "aeiou" for c in ("ba", "ro", "nik")]


def corpus(texts: list[str]) -> Corpus:
    shelf = Held()
    shelf.put(read(pa.chunked_array([pa.array(texts, pa.string())]), Alphabet(), 7))
    return assemble(shelf, 7)


def variants(dice: random.Random) -> list[str]:
    """Return texts that are like each other in different measure, some with disguised letters."""
    said = dice.choices(WORDS, k=dice.randint(4, 30))
    texts = []
    for _ in range(8):
        words = [dice.choice(WORDS) if dice.random() < 0.3 else word for word in said]
        text = " ".join(words)
        texts.append(text.replace("a", "4").replace(" b", "b") if dice.random() < 0.3 else text)
    return texts


@settings(deadline=None, max_examples=40)
@given(st.randoms(use_true_random=False), st.lists(st.integers(0, 7), max_size=6))
def test_edges_that_still_hold_are_those_that_would_be_found(dice, repeated) -> None:
    texts = variants(dice)
    before, after = corpus(texts), corpus(texts + [texts[at] for at in repeated])
    assert before.key.tolist() == after.key.tolist()
    met = list(candidate_pairs(before.hashes, before.hashed, before.key))
    earlier = verify(before, met)
    carried = earlier.only(still_alike(after, earlier))
    anew = verify(after, met)
    by_letters = {tuple(pair) for pair in anew.pairs[anew.by == 1].tolist()}
    assert {tuple(pair) for pair in carried.pairs.tolist()} == {
        tuple(pair) for pair in anew.pairs.tolist()
    }
    assert {tuple(pair) for pair in carried.pairs[carried.by == 1].tolist()} == by_letters


def test_a_text_that_many_repeat_asks_for_more() -> None:
    one = "refused login of the operator from the second gate today"
    other = one.replace("second", "third")
    for repeats, alike in ((1, True), (20, False)):
        found = corpus([one] * repeats + [other])
        met = candidate_pairs(found.hashes, found.hashed, found.key)
        assert bool(len(verify(found, met).pairs)) is alike


def test_no_edges_joined_are_none() -> None:
    assert Edges.joined([]).pairs.shape == (0, 2)
