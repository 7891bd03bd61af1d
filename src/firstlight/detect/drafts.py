"""Drafts: groups that proved to be templates, split as far as splitting saves bits."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import log2

import numpy as np

from firstlight.detect.description import WordBits
from firstlight.detect.grouping import Gatherer, Group, Neighbours, lone
from firstlight.detect.layout import Layout, lay_out
from firstlight.detect.verify import SAME_WORDS, Edges
from firstlight.detect.wordings import Corpus

ADMITTED = 0.5
"""Share of a post's words, numbers aside, that the constants must say."""
IDENTICAL = 0.8
"""From this share on, posts are the same text, however short and common it is."""
LEVELS = (SAME_WORDS, 0.65, 0.8, 0.9, 0.96)
"""Similarities at which groups are tried, until they prove something."""
ONE_TEXT = 0.65
"""From this similarity on, wordings are variants of one text, and not split to save bits."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Admitted wordings with their layout; `gain`: bits saved beyond the cost of the search."""

    wordings: tuple[int, ...]
    layout: Layout
    gain: float


class Drafter:
    """Turns groups into drafts against one corpus."""

    def __init__(self, corpus: Corpus, edges: Edges) -> None:
        self._corpus = corpus
        self._neighbours = Neighbours(edges, len(corpus.first))
        self._bits = WordBits(corpus.codes, len(corpus.wording))
        self._doubt = log2(1 + len(edges.pairs) + edges.refused)

    def drafts(self) -> Iterator[Draft]:
        """Yield the drafts of all components, then those of lone wordings of several posts."""
        free = np.ones(len(self._corpus.first), np.bool_)
        for component in self._neighbours.components():
            gatherer = Gatherer(self._corpus, self._neighbours, component)
            for draft in self._best(gatherer, component, 0):
                free[list(draft.wordings)] = False
                yield draft
        for group in lone(self._corpus, free):
            draft = self._draft(group, [group.core])
            if draft is not None:
                yield draft

    def _best(self, gatherer: Gatherer, wordings: list[int], level: int) -> list[Draft]:
        """Return the drafts of some wordings at the level, or above it, that save most bits."""
        found: list[Draft] = []
        for group in gatherer.groups(wordings, LEVELS[level]):
            draft = self._draft(group, [gatherer.words[w] for w in group.wordings])
            if len(group.wordings) == 1 or level + 1 == len(LEVELS):
                found.extend([draft] if draft else [])
                continue
            if draft and (len(draft.wordings) == 2 or LEVELS[level] >= ONE_TEXT):
                found.append(draft)
                continue
            parts = self._best(gatherer, list(group.wordings), level + 1)
            if draft and draft.gain >= sum(part.gain for part in parts):
                found.append(draft)
            else:
                found.extend(parts)
        return found

    def _draft(self, group: Group, texts: list[str]) -> Draft | None:
        """Return the admitted wordings of a group with their layout, or None if it proves nothing.

        A wording is admitted when the constants say most of it. A template stands when the bits it
        saves outweigh the search that found it, or when next to nothing is left to explain.
        """
        wordings = list(group.wordings)
        while True:
            weights = self._corpus.weight[wordings].tolist()
            layout = lay_out(group.core, texts, weights, self._bits) if sum(weights) > 1 else None
            if layout is None:
                return None
            said = [fit.explained >= ADMITTED for fit in layout.fits]
            if all(said):
                break
            wordings = [w for w, kept in zip(wordings, said, strict=True) if kept]
            texts = [t for t, kept in zip(texts, said, strict=True) if kept]
        gain = layout.bits_saved - self._bits.membership(sum(weights)) - self._doubt
        explained = sum(f.explained * w for f, w in zip(layout.fits, weights, strict=True))
        if gain > 0 or explained >= IDENTICAL * sum(weights):
            return Draft(tuple(wordings), layout, gain)
        return None
