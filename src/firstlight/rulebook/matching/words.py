"""Folded text as words in sentences and clauses, in every script.

Scripts that put spaces between words give words; Han, kana, Thai, Lao, Khmer and Myanmar give one
word a character, so that phrases are matched there character by character.
"""

import re
import unicodedata
from itertools import groupby

import msgspec

_SOLO = (
    "\u0e00-\u0eff\u1000-\u1049\u104c-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U000323af"
)


def _marks() -> str:
    """Return a character class body of all combining marks outside the scripts of `_SOLO`."""
    solo = re.compile(f"[{_SOLO}]")
    points = [
        point
        for point in range(0x300, 0x1F000)
        if unicodedata.category(chr(point)) in {"Mn", "Mc"} and not solo.match(chr(point))
    ]
    runs = []
    for _, group in groupby(enumerate(points), lambda pair: pair[1] - pair[0]):
        run = [point for _, point in group]
        runs.append(f"{chr(run[0])}-{chr(run[-1])}")
    return "".join(runs)


_WORD = re.compile(f"[{_SOLO}]|(?:[^\\W{_SOLO}_]|[{_marks()}]|(?<=\\w)[@$€]{{1,3}}(?=\\w))++")
_SOLO_CHAR = re.compile(f"[{_SOLO}]")
_ENDS = re.compile(r"[?!？！؟。।…;|·\u06d4\u104b\u1362\u1367]|\u1361\u1361|[-*] |\.(?!\w)|\n")
_ASKS = re.compile(r"[?？؟\u1367]")
_PAUSES = re.compile(r"[^\s'’‘`´\-_./\"“”«»]")
_PLAIN = frozenset({"", " "})
_PHRASED = re.compile("[\u0e00-\u0eff\u1000-\u1049\u104c-\u109f\u1780-\u17ff]")
"""Scripts in which a space stands between phrases, not words, and so ends a clause."""
_LINE = 55
"""A single line break after this many characters wraps a sentence; it does not end it."""


class Words(msgspec.Struct, frozen=True):
    """The words of a text in order; four lists of equal length and a set of sentences.

    `texts` folded words; `spans` (start, end) in folded text; `sentences`, `clauses` the number of
    the sentence and clause that each word stands in; `asked` the sentences with a question mark.
    """

    texts: list[str]
    spans: list[tuple[int, int]]
    sentences: list[int]
    clauses: list[int]
    asked: frozenset[int]


def is_solo(word: str) -> bool:
    """Tell whether a word is one character of a script that is written without spaces."""
    return _SOLO_CHAR.match(word) is not None


def split_words(text: str) -> Words:
    """Split folded text into words, sentences and clauses, in linear time."""
    texts: list[str] = []
    spans: list[tuple[int, int]] = []
    sentences: list[int] = []
    clauses: list[int] = []
    asked: set[int] = set()
    sentence = clause = end = line = 0
    for found in _WORD.finditer(text):
        start, stop = found.span()
        between = text[end:start]
        if between not in _PLAIN and texts:
            ends, pauses = _boundary(between, wrapped=end - line >= _LINE)
            if ends and _ASKS.search(between):
                asked.add(sentence)
            sentence += ends
            clause += pauses
        elif between and _PHRASED.match(text, start) and _PHRASED.match(text, end - 1):
            clause += 1
        if "\n" in between:
            line = start
        texts.append(found.group())
        spans.append((start, stop))
        sentences.append(sentence)
        clauses.append(clause)
        end = stop
    if _ASKS.search(text[end:]):
        asked.add(sentence)
    return Words(texts, spans, sentences, clauses, frozenset(asked))


def _boundary(between: str, *, wrapped: bool) -> tuple[bool, bool]:
    """Tell whether the characters between two words end a sentence, and a clause."""
    if wrapped and between.strip(" \r") == "\n":
        return False, False
    ends = _ENDS.search(between) is not None
    return ends, ends or _PAUSES.search(between) is not None
