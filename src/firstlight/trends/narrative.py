"""Reading a narrative: act, means, purpose, sector and methods, each with the words that say so.

Without training the taxonomy's phrases decide. With narratives that people have coded,
`trends.narrative_model` learns when a phrase, or other words, stand for a label. A code is said of
a text, never of a person, and always comes with quotations.
"""

from typing import Literal

import msgspec

from firstlight.rulebook.matching.words import Words
from firstlight.rulebook.taxonomy import Taxonomy, load_taxonomy
from firstlight.trends.anchors import Anchors, Hit
from firstlight.trends.words import split_words

FACETS = ("act", "means", "purpose", "sector", "method")


class Quote(msgspec.Struct, frozen=True):
    """A span of the text in code points, end exclusive, and what makes it evidence.

    `basis`: "phrase" of the taxonomy, or "words" that the learned weights speak for.
    """

    start: int
    end: int
    basis: Literal["phrase", "words"]


class Coding(msgspec.Struct, frozen=True):
    """A code read from a text, with its quotations, the strongest first."""

    code: str
    quotes: tuple[Quote, ...]

    @property
    def facet(self) -> str:
        """Return the facet of the code."""
        return self.code.split(".", 1)[0]


class Read(msgspec.Struct, frozen=True):
    """A text as read: its words and the taxonomy's hits in it."""

    words: Words
    hits: list[Hit]


class Reader:
    """Reads narratives by the taxonomy's phrases."""

    def __init__(self, taxonomy: Taxonomy | None = None) -> None:
        self.taxonomy = taxonomy or load_taxonomy()
        self._anchors = Anchors(self.taxonomy)

    def look(self, text: str, language: str | None = None) -> Read:
        """Return the words and hits of a text; its language is guessed where not given."""
        words = split_words(text)
        return Read(words, self._anchors.find(words, language))

    def read(self, text: str, language: str | None = None) -> tuple[Coding, ...]:
        """Return the codes whose phrases stand in a text, by facet and code."""
        read = self.look(text, language)
        quotes: dict[str, list[Quote]] = {}
        for hit in read.hits:
            quotes.setdefault(hit.code, []).append(quote_of(read.words, hit.first, hit.last))
        return tuple(
            Coding(code, tuple(quotes[code]))
            for code in sorted(quotes, key=lambda code: (FACETS.index(code.split(".")[0]), code))
        )


def quote_of(
    words: Words, first: int, last: int, basis: Literal["phrase", "words"] = "phrase"
) -> Quote:
    """Return the quotation of the words from `first` to `last`."""
    return Quote(words.spans[first][0], words.spans[last][1], basis)
