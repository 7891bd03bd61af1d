"""A text as rows of marks: what its words mean, its numbers by size, whether it asks.

Marks are shared by all languages, so what is learned of them in one serves the others. A feature is
a mark, a pair of marks near each other, or a mark followed by another; it is a whole number.
"""

from collections.abc import Callable, Sequence
from functools import cache

import msgspec

from firstlight.rulebook.matching.meanings import Lexicon, Meanings
from firstlight.rulebook.matching.words import Words
from firstlight.rulebook.meanings import concepts

SIZES = (1, 2, 7, 8, 10, 13, 18, 25, 100, 1_000)
"""Numbers of one mark: from each to below the next (a week has 7 days, a child is under 18)."""
ASKED = "asked"
WINDOW = 4
"""Marks at most so many apart, both counted, are a pair."""
_DIGITS = 9


@cache
def names() -> tuple[str, ...]:
    """Return the names of all marks; a mark is its place here."""
    return (*concepts(), *(f"number:{size}" for size in SIZES), ASKED)


@cache
def _numbered() -> dict[str, int]:
    return {name: at for at, name in enumerate(names())}


class Row(msgspec.Struct, frozen=True):
    """The marks of one sentence: several at a place; the words (from, to) of each place."""

    marks: list[tuple[int, ...]]
    spans: list[tuple[int, int]]
    asked: bool


def rows(words: Words, lexicon: Lexicon) -> list[Row]:
    """Return the sentences of a text as rows of marks; those that hold no mark are left out."""
    found: dict[int, Row] = {}

    def add(start: int, end: int, marks: tuple[int, ...]) -> None:
        sentence = words.sentences[start]
        row = found.get(sentence)
        if row is None:
            row = found[sentence] = Row([], [], sentence in words.asked)
        row.marks.append(marks)
        row.spans.append((start, end))

    last = 0
    for start, end, means in lexicon.find(words.texts):
        _numbers(words.texts, last, start, add)
        add(start, end, _marked(means))
        last = end
    _numbers(words.texts, last, len(words.texts), add)
    return list(found.values())


@cache
def _marked(means: Meanings) -> tuple[int, ...]:
    return tuple(_numbered()[one] for one in means)


def _numbers(
    texts: Sequence[str], start: int, end: int, add: Callable[[int, int, tuple[int, ...]], None]
) -> None:
    """Add the numbers among the words from `start` to `end`."""
    for at in range(start, end):
        if texts[at].isdecimal():
            add(at, at + 1, (_size(texts[at]),))


def _size(text: str) -> int:
    value = int(text) if len(text) <= _DIGITS else SIZES[-1]
    at = sum(value >= size for size in SIZES)
    return _numbered()[f"number:{SIZES[max(at, 1) - 1]}"]


def features(row: Row) -> set[int]:
    """Return the features of a sentence; of several read together they are the union."""
    size, marks = len(names()), row.marks
    found: set[int] = {size - 1} if row.asked else set()
    for at, here in enumerate(marks):
        found.update(here)
        if row.asked:
            found.update(_pair(size, mark, size - 1) for mark in here)
        for after in range(at + 1, min(at + WINDOW, len(marks))):
            for mark in here:
                for other in marks[after]:
                    low, high = (mark, other) if mark < other else (other, mark)
                    found.add(size * (1 + low) + high)
                    if after == at + 1:
                        found.add(size * (1 + size + mark) + other)
    return found


def _pair(size: int, mark: int, other: int) -> int:
    return size * (1 + mark) + other if mark < other else size * (1 + other) + mark
