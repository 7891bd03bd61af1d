"""Words of a text as the learned ranking reads them: folded, digits hidden, with their spans.

Digits become "0", so that no phone number, price or date enters a model. Scripts that write no
spaces give one word a character. A text of several columns is read section by section: the same
word in a title and in a description is not the same sign, and no n-gram spans both.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from firstlight.model.learned import SECTION
from firstlight.rulebook.matching.fold import fold

LONGEST = 4
"""Words of the longest n-gram."""
_SOLO = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
)
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0dff"
_TOKEN = re.compile(rf"[{_SOLO}]|(?:(?![{_SOLO}_])[\w{_MARKS}])+|[$€£¥₹฿%*!]|\.\.+|{SECTION}")
_DIGIT = re.compile(r"\d")
_MOST = 4_000
"""Words of a text that are read."""


Word = tuple[str, int]
"""A word as it is compared, and its section."""


class Token(NamedTuple):
    """A word as it is compared, its span in the original (code points, end exclusive), its section.

    Sections count from 0.
    """

    word: str
    start: int
    end: int
    section: int


def read_tokens(text: str) -> list[Token]:
    """Return the words of a text with their spans."""
    folded = fold(text)
    return [
        Token(_DIGIT.sub("0", found.group()), *folded.span(found.start(), found.end()), section)
        for section, found in _matches(folded.text)
    ]


def read_words(text: str) -> list[Word]:
    """Return the words of a text with their sections, as `read_tokens` gives them."""
    folded = _DIGIT.sub("0", fold(text).text)
    return [(found.group(), section) for section, found in _matches(folded)]


def _matches(folded: str) -> Iterator[tuple[int, re.Match[str]]]:
    section = count = 0
    for found in _TOKEN.finditer(folded):
        if found.group() == SECTION:
            section += 1
        elif count == _MOST:
            return
        else:
            count += 1
            yield section, found


def marked(word: str, section: int) -> str:
    """Return a word as the n-grams of its section begin: bare in the first, "2:word" in the third.

    No word holds a colon.
    """
    return f"{section}:{word}" if section else word


def word_grams(words: Sequence[Word]) -> Iterator[tuple[str, int, int]]:
    """Yield each n-gram of 1 to `LONGEST` words with the places of its words, end exclusive."""
    start = 0
    for section, run in groupby(words, key=itemgetter(1)):
        here = [word for word, _ in run]
        for at, word in enumerate(here):
            gram = marked(word, section)
            yield gram, start + at, start + at + 1
            for end in range(at + 2, min(at + LONGEST, len(here)) + 1):
                gram = f"{gram} {here[end - 1]}"
                yield gram, start + at, start + end
        start += len(here)


def letter_grams(words: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Yield 3 to 5 letters in a row within each word and its borders, with the word's place."""
    for at, word in enumerate(words):
        padded = f"\u2423{word[:_LONG]}\u2423"
        for size in range(3, 6):
            for start in range(len(padded) - size + 1):
                yield padded[start : start + size], at, at + 1


_LONG = 40
"""Letters of a word that are read."""
