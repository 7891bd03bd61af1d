"""Phrases of the taxonomy found in texts, in linear time on any text.

Each entry's phrases of a language become one RE2 expression over the folded words of a text,
written `<word><word>|<word>` with `|` at the end of a sentence. RE2 never backtracks, so a hostile
text costs no more than its length.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
import re2

from firstlight.rulebook.phrase import Gap, Item, Option
from firstlight.rulebook.taxonomy import Taxonomy
from firstlight.trends.words import Guess, Words, fold_word, is_solo, split_words

_SOLO_GAP = 2
_CLASSES = {"<number>": r"<\d[^<>]*>", "<minor>": "<1[0-7]>"}
_MEMORY = 1 << 28


class Hit(msgspec.Struct, frozen=True):
    """An entry's phrase found: its code and the positions of its words, [first, last]."""

    code: str
    first: int
    last: int


_Compiled = list[tuple[str, Any]]


class Anchors:
    """All phrases of a taxonomy as one matcher per language."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._phrases: dict[str, dict[str, list[str]]] = {}
        for code, language, items in taxonomy.phrases():
            of = self._phrases.setdefault(language, {})
            of.setdefault(code, []).append(_expression(items))
        self._compiled: dict[str, _Compiled] = {}
        self._guess = Guess(taxonomy.style.grammar)

    def find(self, words: Words, language: str | None = None) -> list[Hit]:
        """Return the hits in words, by code and place; the language is guessed where unknown.

        Hits of one code do not overlap. A language without phrases gives no hits.
        """
        if language not in self._phrases:
            language = self._guess(words.texts)
        if language is None or not words.texts:
            return []
        compiled = self._language(language)
        written, starts = _written(words)
        hits: list[Hit] = []
        for code, pattern in compiled:
            for found in pattern.finditer(written):
                first = bisect_right(starts, found.start()) - 1
                last = bisect_right(starts, found.end() - 1) - 1
                hits.append(Hit(code, first, last))
        return hits

    def find_in(self, text: str, language: str | None = None) -> list[tuple[str, int, int]]:
        """Return (code, start, end) of the hits in a text, spans in code points."""
        words = split_words(text)
        return [
            (hit.code, words.spans[hit.first][0], words.spans[hit.last][1])
            for hit in self.find(words, language)
        ]

    def _language(self, language: str) -> _Compiled:
        known = self._compiled.get(language)
        if known is None:
            known = self._compiled[language] = _compile(self._phrases[language])
        return known


def _compile(phrases: Mapping[str, Iterable[str]]) -> _Compiled:
    options = re2.Options()
    options.max_mem = _MEMORY
    options.never_capture = True
    return [
        (code, re2.compile(("(?:" + "|".join(expressions) + ")").encode(), options))
        for code, expressions in phrases.items()
    ]


def _written(words: Words) -> tuple[bytes, list[int]]:
    """Return the words as one line of bytes, and where each begins in it."""
    parts: list[bytes] = []
    starts: list[int] = []
    at = sentence = 0
    for text, number in zip(words.texts, words.sentences, strict=True):
        if number != sentence:
            parts.append(b"|")
            at += 1
            sentence = number
        part = f"<{text}>".encode("utf-8", "surrogatepass")
        parts.append(part)
        starts.append(at)
        at += len(part)
    return b"".join(parts), starts


def _expression(items: tuple[Item, ...]) -> str:
    parts: list[str] = []
    solo = any(
        is_solo(option[0].strip("*") or "a")
        for item in items
        if not isinstance(item, Gap)
        for option in item.options
    )
    for item in items:
        if isinstance(item, Gap):
            parts.append(f"(?:<[^<>|]*>){{0,{item.words * (_SOLO_GAP if solo else 1)}}}")
            continue
        options = "|".join(map(_option, item.options))
        parts.append(f"(?:{options}){'?' if item.optional else ''}")
    return "".join(parts)


def _option(option: Option) -> str:
    parts: list[str] = []
    for word in option:
        if word in _CLASSES:
            parts.append(_CLASSES[word])
            continue
        pieces = split_words(fold_word(word.strip("*"))).texts
        for index, piece in enumerate(pieces):
            before = "[^<>|]*" if word.startswith("*") and not index else ""
            after = "[^<>|]*" if word.endswith("*") and index == len(pieces) - 1 else ""
            if is_solo(piece):
                before = after = ""
            parts.append(f"<{before}{re2.escape(piece)}{after}>")
    return "".join(parts)
