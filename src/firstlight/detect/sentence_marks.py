"""A text as rows of marks: what its words mean, its numbers by size, whether it asks.

Marks are shared by all languages, so what is learned of them in one serves the others. A feature is
a mark, a pair of marks near each other, or a mark followed by another; it is a whole number.
"""

from collections.abc import Iterable, Sequence
from functools import cache

import msgspec

from firstlight.rulebook.matching.meanings import Lexicon
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
    number = _numbered()
    found: dict[int, Row] = {}
    met = lexicon.find(words.texts)
    places = [(start, end, tuple(number[one] for one in means)) for start, end, means in met]
    taken = {at for start, end, _ in places for at in range(start, end)}
    places += [
        (at, at + 1, (_size(text),))
        for at, text in enumerate(words.texts)
        if at not in taken and text.isdecimal()
    ]
    for start, end, marks in sorted(places):
        sentence = words.sentences[start]
        if sentence not in found:
            found[sentence] = Row([], [], sentence in words.asked)
        found[sentence].marks.append(marks)
        found[sentence].spans.append((start, end))
    return list(found.values())


def _size(text: str) -> int:
    value = int(text) if len(text) <= _DIGITS else SIZES[-1]
    at = sum(value >= size for size in SIZES)
    return _numbered()[f"number:{SIZES[max(at, 1) - 1]}"]


def features(some: Iterable[Row]) -> set[int]:
    """Return the features of sentences that are read together."""
    size = len(names())
    found: set[int] = set()
    for row in some:
        marks = row.marks
        if row.asked:
            found.add(size - 1)
        for at, here in enumerate(marks):
            found.update(here)
            if row.asked:
                found.update(_pair(size, mark, size - 1) for mark in here)
            for after in range(at + 1, min(at + WINDOW, len(marks))):
                for mark in here:
                    for other in marks[after]:
                        found.add(_pair(size, mark, other))
                        if after == at + 1:
                            found.add(size * (1 + size + mark) + other)
    return found


def _pair(size: int, mark: int, other: int) -> int:
    return size * (1 + mark) + other if mark < other else size * (1 + other) + mark


def told(feature: int) -> str:
    """Return a feature in words: its mark, or both marks with & (near) or > (then) between them."""
    known = names()
    first, second = divmod(feature, len(known))
    if not first:
        return known[second]
    ordered = first > len(known)
    return f"{known[(first - 1) % len(known)]} {'>' if ordered else '&'} {known[second]}"


def parts(feature: int) -> Sequence[int]:
    """Return the marks of a feature."""
    size = len(names())
    first, second = divmod(feature, size)
    return (second,) if not first else ((first - 1) % size, second)
