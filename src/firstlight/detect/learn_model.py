"""A learned ranking: n-grams weighed by how far they part the classes, and a calibrated score.

A text's n-grams of each kind form a vector of log-count ratios of unit length (Wang and Manning
2012, "Baselines and bigrams"), a linear classifier weighs it, and a logistic curve (Platt 1999)
fitted on held-out items turns the margin into a probability at the stated prevalence.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import numpy as np
import numpy.typing as npt

from firstlight.detect.learn_features import KINDS, presence
from firstlight.detect.learn_tokens import Token, read_tokens
from firstlight.model.learned import Card

Floats = npt.NDArray[np.float32]
QUOTES = 5
"""Quotes of a text that are given as the reasons of its score."""
_BATCH = 512


@dataclass(frozen=True, slots=False)
class Block:
    """N-grams of one kind with their log-count ratio, and the classifier's weight for each."""

    kind: str
    grams: list[str]
    ratio: Floats
    weight: Floats

    @cached_property
    def vocabulary(self) -> dict[str, int]:
        """N-gram → its place."""
        return {gram: at for at, gram in enumerate(self.grams)}


@dataclass(frozen=True, slots=False)
class Model:
    """A learned ranking. The probability is 1 / (1 + exp(-(slope * margin + offset))), slope > 0.

    `prior` is what a text without any known n-gram gets besides: the classifier's constant.
    """

    blocks: tuple[Block, ...]
    prior: float
    slope: float
    offset: float
    card: Card

    def margins(self, texts: Sequence[str]) -> npt.NDArray[np.float64]:
        """Return the margin of each text: positive leans towards the sought class."""
        total = np.full(len(texts), self.prior, np.float64)
        for block in self.blocks:
            total += _margin(presence(texts, block.kind, block.vocabulary), block)
        return total

    def scores(self, texts: Sequence[str]) -> npt.NDArray[np.float64]:
        """Return the probability of each text, 0 to 1."""
        parts = [self.margins(texts[at : at + _BATCH]) for at in range(0, len(texts), _BATCH)]
        return self.probability(np.concatenate([np.zeros(0), *parts]))

    def probability(self, margins: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return the probability that goes with each margin; it never falls as margins rise."""
        return sigmoid(self.slope * margins + self.offset)

    def unknown(self, text: str) -> float | None:
        """Return the share of a text's different words that the model does not know."""
        words = {token.word for token in read_tokens(text)}
        known = self.blocks[0].vocabulary
        return sum(word not in known for word in words) / len(words) if words else None

    def reasons(self, text: str, most: int = QUOTES) -> list[tuple[int, int, float]]:
        """Return the spans that raise a text's score most: (start, end, change of the log-odds).

        An n-gram's share is spread over its words where it first stands; words in a row that
        raise the score form one span. Ends are exclusive, in code points of the text.
        """
        tokens = read_tokens(text)
        share = np.zeros(len(tokens))
        for block in self.blocks:
            for start, end, weight in _contributions(block, [token.word for token in tokens]):
                share[start:end] += self.slope * weight / (end - start)
        spans = sorted(_runs(tokens, share), key=lambda span: (-span[2], span[0]))
        return spans[:most]


def sigmoid(logit: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return 1 / (1 + exp(-x)), without overflow."""
    return 1.0 / (1.0 + np.exp(-np.clip(logit, -60.0, 60.0)))


def _margin(matrix: object, block: Block) -> npt.NDArray[np.float64]:
    square = block.ratio.astype(np.float64) ** 2
    length = np.sqrt(matrix @ square)  # type: ignore[operator]
    weighed = matrix @ (block.ratio.astype(np.float64) * block.weight)  # type: ignore[operator]
    return np.asarray(np.divide(weighed, length, out=np.zeros(len(length)), where=length > 0))


def _contributions(block: Block, words: list[str]) -> Iterator[tuple[int, int, float]]:
    """Yield each known n-gram's place where it first stands, and what it adds to the margin."""
    first: dict[int, tuple[int, int]] = {}
    for gram, start, end in KINDS[block.kind](words):
        at = block.vocabulary.get(gram)
        if at is not None:
            first.setdefault(at, (start, end))
    places = np.fromiter(first, np.int64, len(first))
    ratio = block.ratio[places].astype(np.float64)
    length = float(np.sqrt((ratio**2).sum())) or 1.0
    added = ratio * block.weight[places] / length
    for (start, end), weight in zip(first.values(), added.tolist(), strict=True):
        yield start, end, weight


def _runs(tokens: list[Token], share: npt.NDArray[np.float64]) -> Iterator[tuple[int, int, float]]:
    """Yield runs of words that each raise the score by more than a little."""
    floor = max(0.15 * float(share.max(initial=0.0)), 1e-9)
    for raises, run in groupby(range(len(tokens)), key=lambda at: share[at] >= floor):
        places = list(run)
        if raises:
            yield (
                tokens[places[0]].start,
                tokens[places[-1]].end,
                float(share[places].sum()),
            )
