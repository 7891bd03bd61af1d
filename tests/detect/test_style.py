"""Style: values are masked, and two writers with habits of their own are told apart."""

from random import Random

import numpy as np

from firstlight.detect.style import LEAST, closest, habits, masked

WORDS = (
    "work",
    "house",
    "pay",
    "road",
    "farm",
    "boat",
    "day",
    "night",
    "team",
    "boss",
    "ship",
    "bed",
)


def _write(draw: Random, *, shouting: bool) -> str:
    words = [draw.choice(WORDS) for _ in range(30)]
    if shouting:
        return "!!! ".join(word.upper() for word in words)
    return "well, " + "; and so, ".join(words) + "..."


def test_values_are_masked():
    text = "Call +44 7700 900123 or https://a.example/x now"
    assert masked(text, [(5, 20)]) == "Call ¤ or ¤ now"
    assert masked("room 12, room 345") == "room 0, room 0"
    assert masked("abc", [(0, 2), (1, 3)]) == "¤c"


def test_the_closest_pairs_have_one_writer():
    draw = Random(4)  # noqa: S311
    texts = [_write(draw, shouting=number % 2 == 0) for number in range(20)]
    found = closest(habits(texts), 40)
    assert np.all(found.left < found.right)
    assert np.all(np.diff(found.similarity) <= 0)
    assert np.all(found.left % 2 == found.right % 2)


def test_pairs_of_one_account_are_left_out():
    texts = [_write(Random(1), shouting=True)] * 4  # noqa: S311
    found = closest(habits(texts), 10, apart=["a", "a", "b", "b"])
    assert {(0, 2), (0, 3), (1, 2), (1, 3)} == set(
        zip(found.left.tolist(), found.right.tolist(), strict=True)
    )


def test_short_texts_have_no_habits():
    long = [_write(Random(n), shouting=True) for n in (1, 2)]  # noqa: S311
    rows = habits(["short", "w" * (LEAST - 1), *long])
    assert rows[[0, 1]].nnz == 0
    assert len(closest(rows, 5).left) == 1
    assert len(closest(habits(["only one"]), 5).left) == 0
