"""Phrases of a corpus: runs of words that enough sources share, grown word by word.

A phrase can only be shared by as many sources as each of its parts (apriori), so every longer run
is built from two surviving shorter ones; all of it is sorting of arrays.
"""

from collections.abc import Iterator

import msgspec
import numpy as np

from firstlight.trends.corpus import Corpus, Ints


class Grams(msgspec.Struct, frozen=True):
    """The phrases of one length: where each occurrence begins, and which phrase it is.

    `gram` numbers the phrases 0 … count-1; `place` is the position of the first word in the
    corpus; `example` is one place of every phrase.
    """

    length: int
    place: Ints
    gram: Ints
    example: Ints

    @property
    def count(self) -> int:
        """Return the number of phrases."""
        return len(self.example)


def grow(
    corpus: Corpus,
    *,
    longest: int,
    sources: int,
    masked: Ints | None = None,
    reach: int | None = None,
) -> Iterator[Grams]:
    """Yield the phrases of 1, 2, … `longest` words that at least `sources` sources share.

    Phrases lie within a clause; numbers and positions in `masked` break them. Runs of characters
    without spaces go on up to `reach` (by default half as long again).
    """
    unit = corpus.unit
    source = unit // max(len(corpus.panel.periods), 1)
    usable = corpus.token >= 0
    if masked is not None:
        usable[masked] = False
    place = np.flatnonzero(usable)
    grams = _survivors(1, place, corpus.token[place], source, sources)
    yield grams
    for length in range(2, (reach or longest + longest // 2) + 1):
        if not grams.count:
            return
        grams = _longer(corpus, grams, source, sources, solo_only=length > longest)
        yield grams


def _longer(corpus: Corpus, grams: Grams, source: Ints, sources: int, *, solo_only: bool) -> Grams:
    """Return the phrases that are one word longer, of which both shorter parts survived."""
    of = np.full(len(corpus.token) + 1, -1, np.int64)
    of[grams.place] = grams.gram
    last = grams.place + grams.length
    fits = last < len(corpus.token)
    place, last = grams.place[fits], last[fits]
    fits = (of[place + 1] >= 0) & (corpus.clause[place] == corpus.clause[last])
    if solo_only:
        fits &= corpus.solo[corpus.token[place]] & corpus.solo[corpus.token[last]]
    place, last = place[fits], last[fits]
    key = of[place] * max(len(corpus.vocabulary), 1) + corpus.token[last]
    return _survivors(grams.length + 1, place, key, source, sources)


def _survivors(length: int, place: Ints, key: Ints, source: Ints, sources: int) -> Grams:
    """Return the keys that enough sources share, numbered, with their places."""
    if not len(place):
        return Grams(length, place, place, place)
    _, gram = np.unique(key, return_inverse=True)
    sharing = distinct(gram, source[place], int(gram.max()) + 1)
    kept = sharing >= sources
    number = np.cumsum(kept) - 1
    stays = kept[gram]
    place, gram = place[stays], number[gram[stays]]
    _, first = np.unique(gram, return_index=True)
    return Grams(length, place, gram, place[first])


def distinct(thing: Ints, of: Ints, things: int) -> Ints:
    """Return for each thing how many different values of `of` it occurs with."""
    if not len(thing):
        return np.zeros(things, np.int64)
    span = int(of.max()) + 1
    pairs = np.unique(thing * span + of)
    return np.bincount(pairs // span, minlength=things)


def phrase_of(corpus: Corpus, place: int, length: int) -> tuple[str, ...]:
    """Return the words of the phrase at a place."""
    return tuple(corpus.vocabulary[number] for number in corpus.token[place : place + length])
