"""Texts as words with their places in the original, folded and split as the rulebook does.

Scripts written without spaces give one word a character, so that a phrase there is a run of
characters and needs no dictionary.
"""

from collections.abc import Iterable, Mapping

from firstlight.rulebook.matching import words as matching
from firstlight.rulebook.matching.fold import fold
from firstlight.rulebook.matching.words import Words, is_solo

_LETTERS = str.maketrans({"ى": "ي", "ة": "ه", "ё": "е", "+": " "})
"""Letters that writers exchange for one another, and a plus sign, which ends no clause ("LGBTQI+
persons"); one for one, so that offsets stay."""


def fold_word(word: str) -> str:
    """Return the folded form of a word."""
    return fold(word).text.translate(_LETTERS)


def split_words(text: str) -> Words:
    """Split a text into folded words whose spans are those of the original, in linear time."""
    folded = fold(text)
    words = matching.split_words(folded.text.translate(_LETTERS))
    if text.isascii():
        return words
    spans = [folded.span(start, end) for start, end in words.spans]
    return Words(words.texts, spans, words.sentences, words.clauses, words.asked)


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
