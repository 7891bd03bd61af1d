"""Texts as words with their places, in every script, for counting rather than for reading.

Scripts that put spaces between words give words; Han, kana, Thai, Lao, Khmer and Myanmar give one
word a character, so that a phrase there is a run of characters and needs no dictionary. Words are
folded: lower case, Latin and Cyrillic accents and Arabic vowel signs removed, so that spellings
with and without them are one word.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping

import msgspec

_SOLO = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U000323af"
)
_MARKS = "\u0300-\u036f\u0483-\u0487\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0955-\u0963"
_TOKEN = re.compile(f"[{_SOLO}]|(?:[^\\W{_SOLO}_]|[{_MARKS}\u09bc-\u09cd\u0a3c-\u0a4d])+")
_SOLO_CHAR = re.compile(f"[{_SOLO}]")
_STRIP = re.compile("[\u0300-\u036f\u0483-\u0487\u064b-\u065f\u0670\u0640]")
_LETTERS = str.maketrans({"ى": "ي", "ة": "ه", "đ": "d", "ё": "е", "ł": "l", "ø": "o"})
_SENTENCE = re.compile(r"[?!？！؟。…;؛|।\u104b]|\.(?!\w)|\n|^[-*•] ")
_PAUSE = re.compile(r"[^\s'’‘`´\-_./&+]")
_PLAIN = frozenset({"", " "})


class Words(msgspec.Struct, frozen=True):
    """The folded words of a text in order: four lists of equal length.

    `spans` (start, end) in the original text; `clauses` and `sentences` number the stretch between
    two pauses (comma, bracket, quotation mark …) and between two full stops that a word stands in.
    """

    texts: list[str]
    spans: list[tuple[int, int]]
    clauses: list[int]
    sentences: list[int]


def fold_word(word: str) -> str:
    """Return the folded form of a word; idempotent."""
    if word.isascii():
        return word.lower()
    if is_solo(word):
        return unicodedata.normalize("NFC", word)
    plain = unicodedata.normalize("NFKD", word).lower()
    plain = _STRIP.sub("", plain).translate(_LETTERS)
    return unicodedata.normalize("NFC", plain)


def is_solo(word: str) -> bool:
    """Tell whether a word is one character of a script that is written without spaces."""
    return _SOLO_CHAR.match(word) is not None


def split_words(text: str, memo: dict[str, str] | None = None) -> Words:
    """Split a text into folded words, clauses and sentences, in linear time.

    `memo` holds folded forms and may be shared between calls.
    """
    memo = {} if memo is None else memo
    texts: list[str] = []
    spans: list[tuple[int, int]] = []
    clauses: list[int] = []
    sentences: list[int] = []
    clause = sentence = end = 0
    for found in _TOKEN.finditer(text):
        start, stop = found.span()
        between = text[end:start]
        if between not in _PLAIN and texts:
            ends = _SENTENCE.search(between) is not None
            sentence += ends
            clause += ends or _PAUSE.search(between) is not None
        word = found.group()
        folded = memo.get(word)
        if folded is None:
            folded = memo[word] = fold_word(word)
        texts.append(folded)
        spans.append((start, stop))
        clauses.append(clause)
        sentences.append(sentence)
        end = stop
    return Words(texts, spans, clauses, sentences)


def join_words(words: Iterable[str]) -> str:
    """Return words as a phrase: a space between words, none between characters without spaces."""
    out = ""
    for word in words:
        out += word if not out or (is_solo(out[-1]) and is_solo(word)) else f" {word}"
    return out


class Guess:
    """A guess at the language of words by their grammar words, for texts that do not say it."""

    def __init__(self, grammar: Mapping[str, str]) -> None:
        self._of: dict[str, list[str]] = {}
        for language, words in grammar.items():
            for word in words.split():
                self._of.setdefault(fold_word(word), []).append(language)

    def __call__(self, words: list[str]) -> str | None:
        """Return the language whose grammar words are the most frequent, or None."""
        counts: dict[str, float] = {}
        for word in words[:300]:
            languages = self._of.get(word)
            if languages:
                for language in languages:
                    counts[language] = counts.get(language, 0.0) + 1.0 / len(languages)
        return max(sorted(counts), key=counts.__getitem__) if counts else None
