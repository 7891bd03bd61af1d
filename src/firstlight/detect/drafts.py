"""Drafts: groups that proved to be templates, split as far as splitting saves bits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log2

import numpy as np
from rapidfuzz.distance import Indel

from firstlight.detect.alignment import Row, align
from firstlight.detect.candidates import Bools
from firstlight.detect.description import WordBits
from firstlight.detect.grouping import Gatherer, Group, Neighbours, lone
from firstlight.detect.layout import Layout, lay_out
from firstlight.detect.respelling import respelled, spelling
from firstlight.detect.skeleton import NUMBER
from firstlight.detect.verify import SAME_WORDS, Edges
from firstlight.detect.wordings import Corpus

ADMITTED = 0.5
"""Share of a post's words, numbers aside, that the constants must say."""
SHORT, FULL = 0.75, 18
"""The same for the shortest posts, falling to `ADMITTED` at that many words."""
IDENTICAL = 0.8
"""From this share on, posts are the same text, however short and common it is."""
DISGUISED = 0.65
"""Below this share of words a wording is read letter by letter; above it, letters count."""
ALIKE = 0.8
"""From this similarity to a member on, a wording is its variant."""
CHANCE = 0.4
"""Share of the letters that unrelated texts have in common, in order."""
LEVELS = (SAME_WORDS, 0.65, 0.8, 0.9, 0.96)
"""Similarities at which groups are tried, until they prove something."""
ONE_TEXT = 0.65
"""From this similarity on, wordings are variants of one text, and not split to save bits."""
COMPARED = 8
"""Members that say half of a template, against whom others that do are held."""
ROUNDS = 8
"""Times that those whom no template admitted are tried again."""
BATCH = 8192
"""Wordings whose words are held as strings at a time."""
_NUMBER = chr(NUMBER)


@dataclass(frozen=True, slots=True)
class Draft:
    """Admitted wordings with their layout; `gain`: bits saved beyond the cost of the search."""

    wordings: tuple[int, ...]
    rows: tuple[Row, ...]
    layout: Layout
    gain: float

    @property
    def coherent(self) -> bool:
        """Whether every member is one text with the others, so that no split is worth a try."""
        fits = self.layout.fits
        return len(fits) == 2 or min(fit.explained for fit in fits) >= ONE_TEXT


class Drafter:
    """Turns groups into drafts against one corpus."""

    def __init__(self, corpus: Corpus, edges: Edges, wanted: Bools | None = None) -> None:
        """Make drafts of all wordings, or of those that are marked as if there were no others."""
        self._corpus = corpus
        self._wanted = np.ones(len(corpus.first), np.bool_) if wanted is None else wanted
        one, two = edges.pairs.T
        between = edges.only(self._wanted[one] & self._wanted[two])
        self._neighbours = Neighbours(between, corpus.order())
        self._bits = WordBits(corpus.codes, len(corpus.wording))
        self._doubt = 2 * log2(1 + len(corpus.first)) - 1

    def drafts(self) -> Iterator[Draft]:
        """Yield the drafts of all components, then those of lone wordings of several posts."""
        free = self._wanted.copy()
        for components in _batched(self._neighbours.components(), BATCH):
            wordings = [wording for component in components for wording in component]
            gatherer = Gatherer(self._corpus, self._neighbours, wordings)
            for component in components:
                for draft in self._attached(
                    gatherer, component, self._best(gatherer, component, 0)
                ):
                    free[list(draft.wordings)] = False
                    yield draft
        for group in lone(self._corpus, free):
            if proved := self._draft(group, [group.core]):
                yield proved

    def _best(self, gatherer: Gatherer, wordings: list[int], level: int) -> list[Draft]:
        """Return the drafts of some wordings at the level, or above it, that save most bits.

        Those whom no template admitted are tried again among themselves.
        """
        found: list[Draft] = []
        for _ in range(ROUNDS):
            drafts = [
                draft
                for group in gatherer.groups(wordings, LEVELS[level])
                for draft in self._of_group(gatherer, group, level)
            ]
            found += drafts
            admitted = {wording for draft in drafts for wording in draft.wordings}
            wordings = [wording for wording in wordings if wording not in admitted]
            if not drafts or len(wordings) < 2:
                break
        return found

    def _of_group(self, gatherer: Gatherer, group: Group, level: int) -> list[Draft]:
        """Return a group's draft, or its parts' where they save more or it proves nothing."""
        draft = self._draft(group, [gatherer.words[wording] for wording in group.wordings])
        if draft and draft.coherent:
            return [draft]
        if len(group.wordings) == 1 or level + 1 == len(LEVELS):
            return [draft] if draft else []
        parts = self._best(gatherer, list(group.wordings), level + 1)
        if draft and draft.gain >= sum(part.gain for part in parts):
            return [draft]
        return parts

    def _draft(self, group: Group, texts: list[str]) -> Draft | None:
        """Return the admitted wordings of a group with their layout, or None if it proves nothing.

        A wording is admitted when the constants say most of it. A template stands when the bits it
        saves outweigh the search that found it, or when next to nothing is left to explain.
        """
        keep = [place for place, word in enumerate(group.core) if word != _NUMBER]
        constants = "".join(group.core[place] for place in keep)
        if not constants:
            return None
        rows = [align(group.core, keep, text, _NUMBER) for text in texts]
        poor = [at for at, row in enumerate(rows) if row.explained < DISGUISED]
        if poor and len(rows) > 1 and self._disguised(group, rows, poor):
            constants, rows = self._respelled(group, texts, constants, rows)
        admitted = [at for at, row in enumerate(rows) if row.explained >= _admitted(len(texts[at]))]
        admitted = _of_one_text(rows, admitted)
        wordings = [group.wordings[at] for at in admitted]
        weights = self._corpus.weight[wordings].tolist()
        if sum(weights) < 2:
            return None
        rows = [rows[at] for at in admitted]
        sizes = [len(texts[at]) for at in admitted]
        draft = self._laid_out(wordings, constants, rows, sizes)
        explained = sum(row.explained * w for row, w in zip(rows, weights, strict=True))
        return draft if draft.gain > 0 or explained >= IDENTICAL * sum(weights) else None

    def _laid_out(
        self, wordings: list[int], constants: str, rows: list[Row], sizes: list[int]
    ) -> Draft:
        weights = self._corpus.weight[wordings].tolist()
        layout = lay_out(constants, rows, sizes, weights, self._bits)
        gain = layout.bits_saved - self._bits.membership(sum(weights)) - self._doubt
        return Draft(tuple(wordings), tuple(rows), layout, gain)

    def _attached(
        self, gatherer: Gatherer, wordings: list[int], drafts: list[Draft]
    ) -> list[Draft]:
        """Return drafts with the wordings added that say nearly what one of their members says.

        A template may be too general to say most of a short text that differs from a member in a
        word only.
        """
        held = {wording: at for at, draft in enumerate(drafts) for wording in draft.wordings}
        added: dict[int, list[tuple[int, Row]]] = {}
        for wording in wordings if drafts else ():
            if wording in held or self._corpus.weight[wording] > 1:
                continue
            near = next(filter(held.__contains__, self._neighbours.of(wording, ALIKE)), None)
            if near is None:
                continue
            constants = drafts[held[near]].layout.constants
            row = align(constants, range(len(constants)), gatherer.words[wording], _NUMBER)
            if row.explained >= ADMITTED:
                added.setdefault(held[near], []).append((wording, row))
        for at, more in added.items():
            draft = drafts[at]
            names = [*draft.wordings, *(wording for wording, _ in more)]
            rows = [*draft.rows, *(row for _, row in more)]
            sizes = [len(gatherer.words[wording]) for wording in names]
            drafts[at] = self._laid_out(names, draft.layout.constants, rows, sizes)
        return drafts

    def _disguised(self, group: Group, rows: list[Row], poor: list[int]) -> bool:
        """Tell whether any of some members shares more letters with the best than its words say."""
        best = max(range(len(rows)), key=lambda at: rows[at].explained)
        others = [at for at in poor if at != best]
        return any(self._spelled_alike(group, best, others, rows))

    def _spelled_alike(
        self, group: Group, model: int, others: list[int], rows: list[Row]
    ) -> list[bool]:
        """Tell which members share more letters with one of them than words and chance explain."""
        letters = self._corpus.spelled([group.wordings[at] for at in (model, *others)])
        return [
            Indel.normalized_similarity(letters[0], spelled) > 1 - CHANCE * (1 - rows[at].explained)
            for at, spelled in zip(others, letters[1:], strict=True)
        ]

    def _respelled(
        self, group: Group, texts: list[str], constants: str, rows: list[Row]
    ) -> tuple[str, list[Row]]:
        """Return constants and rows with disguised wordings read letter by letter, where better.

        The member with the most common words stands for the template; of its words those stay that
        more than half of the members say.
        """
        model = min(range(len(texts)), key=lambda at: self._bits.mean(texts[at]))
        text = texts[model]
        keep = [place for place, word in enumerate(text) if word != _NUMBER]
        other = [align(text, keep, each, _NUMBER) for each in texts]
        poor = [at for at, row in enumerate(other) if row.explained < DISGUISED]
        words = "".join(text[place] for place in keep)
        dictionary = spelling(self._corpus, group.wordings[model]).dictionary(text)
        alike = self._spelled_alike(group, model, poor, other)
        for at in (at for at, same in zip(poor, alike, strict=True) if same):
            row = respelled(words, dictionary, spelling(self._corpus, group.wordings[at]))
            if row.explained > max(other[at].explained, DISGUISED):
                other[at] = row
        weights = self._corpus.weight[list(group.wordings)].tolist()
        stay = [
            2 * sum(w for row, w in zip(other, weights, strict=True) if row.firsts[at] >= 0)
            > sum(weights)
            for at in range(len(words))
        ]
        other = [row.only(stay) for row in other]
        if sum(row.explained for row in other) <= sum(row.explained for row in rows):
            return constants, rows
        return "".join(word for word, kept in zip(words, stay, strict=True) if kept), other


def _admitted(words: int) -> float:
    """Return the share of a post's words that the constants must say: more of short posts."""
    return max(ADMITTED, SHORT - (SHORT - ADMITTED) * words / FULL)


def _of_one_text(rows: Sequence[Row], admitted: list[int]) -> list[int]:
    """Return the admitted without those that say quite other constants than one before them.

    A text made of the halves of two others draws both in; each says half of it, and nothing that
    the other says. Members that say half of a text by chance share a quarter of it.
    """
    poor = sorted(
        (at for at in admitted if rows[at].explained < ONE_TEXT), key=lambda at: -rows[at].explained
    )
    kept: list[int] = []
    out = set[int]()
    said = {at: sum(1 << n for n, first in enumerate(rows[at].firsts) if first >= 0) for at in poor}
    for at in poor:
        least = said[at].bit_count() / (2 * len(rows[at].firsts))
        if any((said[at] & one).bit_count() < least * one.bit_count() for one in kept):
            out.add(at)
        elif len(kept) < COMPARED:
            kept.append(said[at])
    return [at for at in admitted if at not in out] if out else admitted


def _batched(components: Iterator[list[int]], size: int) -> Iterator[list[list[int]]]:
    """Yield components together until they hold `size` wordings."""
    batch: list[list[int]] = []
    held = 0
    for component in components:
        batch.append(component)
        held += len(component)
        if held >= size:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch
