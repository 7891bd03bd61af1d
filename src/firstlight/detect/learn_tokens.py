"""Words of a text as the learned ranking reads them: folded, digits hidden, with their spans.

Digits become "0", so that no phone number, price or date enters a model. Scripts that write no
spaces give one word a character.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from firstlight.rulebook.matching.fold import fold

LONGEST = 4
"""Words of the longest n-gram."""
_SOLO = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
)
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0dff"
_TOKEN = re.compile(rf"[{_SOLO}]|(?:(?![{_SOLO}_])[\w{_MARKS}])+|[$€£¥₹฿%*!]|\.\.+")
_DIGIT = re.compile(r"\d")
_MOST = 4_000
"""Words of a text that are read."""


class Token(NamedTuple):
    """A word as it is compared, and its span in the original (code points, end exclusive)."""

    word: str
    start: int
    end: int


def read_tokens(text: str) -> list[Token]:
    """Return the words of a text with their spans."""
    folded = fold(text)
    return [
        Token(_DIGIT.sub("0", found.group()), *folded.span(found.start(), found.end()))
        for found in _matches(folded.text)
    ]


def read_words(text: str) -> list[str]:
    """Return the words of a text, as `read_tokens` gives them."""
    folded = _DIGIT.sub("0", fold(text).text)
    return [found.group() for found in _matches(folded)]


def _matches(folded: str) -> Iterator[re.Match[str]]:
    for count, found in enumerate(_TOKEN.finditer(folded)):
        if count == _MOST:
            return
        yield found


def word_grams(words: list[str]) -> Iterator[tuple[str, int, int]]:
    """Yield each n-gram of 1 to `LONGEST` words with the places of its words, end exclusive."""
    for at, word in enumerate(words):
        gram = word
        yield gram, at, at + 1
        for end in range(at + 2, min(at + LONGEST, len(words)) + 1):
            gram = f"{gram} {words[end - 1]}"
            yield gram, at, end


def letter_grams(words: list[str]) -> Iterator[tuple[str, int, int]]:
    """Yield 3 to 5 letters in a row within each word and its borders, with the word's place."""
    for at, word in enumerate(words):
        padded = f"\u2423{word[:_LONG]}\u2423"
        for size in range(3, 6):
            for start in range(len(padded) - size + 1):
                yield padded[start : start + size], at, at + 1


_LONG = 40
"""Letters of a word that are read."""
