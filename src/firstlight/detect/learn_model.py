"""A learned ranking: n-grams weighed by how far they part the classes, and a calibrated score.

A text's word n-grams form a vector of log-count ratios of unit length (Wang and Manning 2012,
"Baselines and bigrams"), its letter n-grams one of inverse document frequencies; a linear
classifier weighs both, and a logistic curve (Platt 1999) fitted on held-out items turns the margin
into a probability at the stated prevalence.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from firstlight.detect.learn_tokens import (
    Token,
    Word,
    letter_grams,
    marked,
    read_tokens,
    word_grams,
)
from firstlight.model.learned import Card

Floats = npt.NDArray[np.float32]
Reals = npt.NDArray[np.float64]
Span = tuple[int, int, float]
"""Start and end in a text (code points, end exclusive), and the change of the log-odds."""
QUOTES = 5
"""Quotes of a text that are given as the reasons of its score."""
_FLOOR = 0.2
"""Words that raise the score by less than this share of the strongest word's are no reason."""
_REMEMBERED = 1 << 16


@dataclass(frozen=True)
class Block:
    """N-grams of one kind, each with its part in the vector and the classifier's weight."""

    kind: str
    grams: list[str]
    ratio: Floats
    weight: Floats
    _words: dict[str, tuple[int, ...]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def vocabulary(self) -> dict[str, int]:
        """N-gram → its place."""
        return {gram: at for at, gram in enumerate(self.grams)}

    def places(self, words: Sequence[Word]) -> dict[int, tuple[int, int]]:
        """Return the known n-grams and the words, end exclusive, where each first stands."""
        found: dict[int, tuple[int, int]] = {}
        if self.kind == "letters":
            first: dict[str, int] = {}
            for here, (word, _) in enumerate(words):
                first.setdefault(word, here)
            for word, here in first.items():
                for at in self._letters(word):
                    found.setdefault(at, (here, here + 1))
            return found
        for gram, start, end in word_grams(words):
            place = self.vocabulary.get(gram)
            if place is not None:
                found.setdefault(place, (start, end))
        return found

    def _letters(self, word: str) -> tuple[int, ...]:
        known = self._words.get(word)
        if known is None:
            grams = dict.fromkeys(gram for gram, _, _ in letter_grams([word]))
            known = tuple(self.vocabulary[gram] for gram in grams if gram in self.vocabulary)
            if len(self._words) >= _REMEMBERED:
                self._words.clear()
            self._words[word] = known
        return known

    def added(self, places: Sequence[int]) -> Reals:
        """Return what each of a text's n-grams adds to its margin."""
        at = np.array(places, np.int64)
        ratio = self.ratio[at].astype(np.float64)
        length = float(np.sqrt((ratio**2).sum())) or 1.0
        return np.asarray(ratio * self.weight[at] / length)


class Reading(NamedTuple):
    """What a model makes of a text.

    The probability; the share of unknown words (None: it has no words); and the spans that raise
    the probability most, strongest first.
    """

    score: float
    unknown: float | None
    reasons: list[Span]


@dataclass(frozen=True)
class Model:
    """A learned ranking. The probability is 1 / (1 + exp(-(slope * margin + offset))), slope > 0.

    `prior` is the classifier's constant: the margin of a text without any known n-gram.
    """

    blocks: tuple[Block, ...]
    prior: float
    slope: float
    offset: float
    card: Card

    def read(self, text: str) -> Reading:
        """Score one text and quote what raised its score.

        An n-gram's share is spread over its words where it first stands; words in a row that
        raise the score form one span, within a section.
        """
        tokens = read_tokens(text)
        words = [(token.word, token.section) for token in tokens]
        margin, share = self.prior, np.zeros(len(tokens))
        for block in self.blocks:
            places = block.places(words)
            added = block.added(list(places))
            margin += float(added.sum())
            if places:
                _spread(share, list(places.values()), self.slope * added)
        score = float(self.probability(np.array([margin]))[0])
        spans = sorted(_runs(tokens, share), key=lambda span: (-span[2], span[0]))
        return Reading(score, self._unknown(words), spans[:QUOTES])

    def scores(self, texts: Sequence[str]) -> Reals:
        """Return the probability of each text, 0 to 1."""
        return np.array([self.read(text).score for text in texts])

    def probability(self, margins: Reals) -> Reals:
        """Return the probability that goes with each margin; it never falls as margins rise."""
        return sigmoid(self.slope * margins + self.offset)

    def _unknown(self, words: Sequence[Word]) -> float | None:
        """Return the share of a text's different words that the model does not know."""
        different = {marked(*word) for word in words}
        known = self.blocks[0].vocabulary
        missed = sum(word not in known for word in different)
        return missed / len(different) if different else None


def sigmoid(logit: Reals) -> Reals:
    """Return 1 / (1 + exp(-x)), without overflow."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(logit, -60.0, 60.0))))


def _spread(share: Reals, places: list[tuple[int, int]], added: Reals) -> None:
    """Add what n-grams add to a margin to their words, in equal parts."""
    start, end = np.array(places, np.int64).T
    each = added / (end - start)
    for step in range(int((end - start).max())):
        here = start + step < end
        np.add.at(share, start[here] + step, each[here])


def _runs(tokens: list[Token], share: Reals) -> Iterator[Span]:
    """Yield runs of words that each raise the score by more than a little."""
    floor = max(_FLOOR * float(share.max(initial=0.0)), 1e-9)

    def kind(at: int) -> tuple[int, bool]:
        return tokens[at].section, bool(share[at] >= floor)

    for (_, raises), run in groupby(range(len(tokens)), key=kind):
        places = list(run)
        if raises:
            first, last = tokens[places[0]], tokens[places[-1]]
            yield first.start, last.end, float(share[places].sum())
