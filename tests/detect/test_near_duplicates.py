import random
from itertools import combinations

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight.detect.near_duplicates import near_duplicates


def brute_force(texts: list[str], least: float) -> set[tuple[int, int]]:
    plain = [" ".join(text.lower().split()) for text in texts]
    sets = [{text[at : at + 5] for at in range(len(text) - 4)} for text in plain]
    return {
        (i, j)
        for i, j in combinations(range(len(texts)), 2)
        if sets[i] and len(sets[i] & sets[j]) >= least * len(sets[i] | sets[j])
    }


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text("abc ", min_size=3, max_size=14), max_size=14),
    st.sampled_from([0.3, 0.6, 0.8, 1.0]),
)
def test_same_pairs_as_brute_force(texts: list[str], least: float) -> None:
    texts = list({" ".join(text.split()): text for text in texts}.values())
    posts = pa.table({"id": [str(at) for at in range(len(texts))], "text": pa.array(texts, "str")})
    found = near_duplicates(posts, least=least).to_pylist()
    pairs = {(int(row["other"]), int(row["post"])) for row in found}
    assert pairs == brute_force(texts, least)


def test_same_pairs_among_long_texts_of_many_letters() -> None:
    dice = random.Random(5)  # noqa: S311
    letters = [chr(0x4E00 + at) for at in range(7000)]
    shared = ["".join(dice.choices(letters, k=400)) for _ in range(12)]
    texts = []
    for at in range(120):
        cut = dice.randrange(400)
        other = "".join(dice.choices(letters, k=dice.randrange(200)))
        texts.append(shared[at % 12][:cut] + other + shared[at % 12][cut:])
    posts = pa.table({"id": [str(at) for at in range(len(texts))], "text": texts})
    found = near_duplicates(posts).to_pylist()
    pairs = {(int(row["other"]), int(row["post"])) for row in found}
    assert pairs == brute_force(texts, 0.6)
    assert 50 < len(pairs) < 500


def test_copies_name_the_first() -> None:
    posts = pa.table({"id": list("abcd"), "text": ["Hello you", "ok", "hello  you", "hello you"]})
    assert near_duplicates(posts).to_pylist() == [
        {"post": "c", "other": "a", "similarity": 1.0},
        {"post": "d", "other": "a", "similarity": 1.0},
    ]
