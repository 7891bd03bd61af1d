"""Entries of the taxonomy found in texts, by the rulebook's own matching of phrases."""

import msgspec

from firstlight.rulebook.matching.phrases import Phrasebook
from firstlight.rulebook.matching.words import Words
from firstlight.rulebook.taxonomy import Taxonomy
from firstlight.trends.words import Guess, fold_word, split_words


class Hit(msgspec.Struct, frozen=True):
    """An entry's phrase found: its code and the positions of its words, [first, last]."""

    code: str
    first: int
    last: int


class Anchors:
    """All phrases of a taxonomy as one matcher."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._book = Phrasebook(taxonomy.phrases(), fold_word)
        self._languages = frozenset(
            language for entry in taxonomy.entries.values() for language in entry.phrases
        )
        self._guess = Guess(taxonomy.style.grammar)

    def find(self, words: Words, language: str | None = None) -> list[Hit]:
        """Return the hits in words, by code and place; the language is guessed where unknown.

        Of hits of one code that overlap the first and longest counts. A text whose language has no
        phrases, or cannot be guessed, has no hits.
        """
        if language not in self._languages:
            language = self._guess(words.texts)
        if language is None:
            return []
        found = self._book.find(words, frozenset((language,)))
        spans = sorted({(match.owner, match.start, -match.end) for match in found})
        hits: list[Hit] = []
        for code, start, end in spans:
            if not hits or hits[-1].code != code or hits[-1].last < start:
                hits.append(Hit(code, start, -end - 1))
        return hits

    def find_in(self, text: str, language: str | None = None) -> list[tuple[str, int, int]]:
        """Return (code, start, end) of the hits in a text, spans in code points."""
        words = split_words(text)
        return [
            (hit.code, words.spans[hit.first][0], words.spans[hit.last][1])
            for hit in self.find(words, language)
        ]
