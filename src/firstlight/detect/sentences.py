"""Sentences that read like a sign of exploitation, whatever words they use.

The phrases of the rulebook find set turns of speech; this finds what is said otherwise. A sentence
becomes a row of meanings (`sentence_marks`), and weights learned on sentences of nineteen languages
(`sentence_model`) say which group it speaks of and whether it shows the sign or only speaks of it.
Each finding quotes its sentence, or the two that were read together. A sentence that speaks of a
group without showing its sign is a denial: what a phrase met in it does not count, unless its own
clause, read alone, shows the sign ("no fees, food included, we keep your passport").
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

import numpy as np

from firstlight.detect.sentence_marks import Row, features, rows
from firstlight.detect.sentence_model import SPOKEN_OF, SentenceModel, read_model
from firstlight.rulebook.matching.words import Words
from firstlight.rulebook.meanings import lexicon

DENIED = -0.8
"""A sentence on the topic with less voice than this denies the sign. Such sentences of the final
half of the corpus, read by a model taught on the other, held 13 % of the false alarms of phrases
and one in 640 of their finds."""
FEWEST = 4
"""A sentence of fewer marks is not judged."""
FEWEST_ALONE = 3
"""A clause of fewer marks is not read alone."""
MOST = 5
"""Findings of a group in one text: more of the same add nothing."""


class Finding(NamedTuple):
    """A group that a stretch of words (from, to; word numbers) shows, and how surely."""

    group: str
    start: int
    end: int
    sure: float


class Denial(NamedTuple):
    """A group that a stretch of words (from, to; word numbers) denies."""

    group: str
    start: int
    end: int


class Heard(NamedTuple):
    """What a text shows, the surest of each group, and what clauses of single sentences deny."""

    shown: list[Finding]
    denied: list[Denial]


class Stretch(NamedTuple):
    """Words (from, to) that are judged together: sentences, marks among them, their features."""

    start: int
    end: int
    sentences: int
    marks: int
    features: set[int]


class SentenceReader:
    """Reads sentences; make one and use it for many texts."""

    def __init__(self, model: SentenceModel | None = None, *, denies: bool = True) -> None:
        """`denies`: whether denials are looked for; a phone's closer look has none."""
        self._model = model or read_model()
        self._denies = denies

    def read(self, words: Words, language: str, *, deny: bool = True) -> Heard:
        """Return what the sentences of a text show and deny; nothing in an unknown language.

        `deny`: whether denials are asked for.
        """
        held = lexicon(language)
        found = rows(words, held) if held else []
        stretches = stretches_of(found)
        if not stretches:
            return Heard([], [])
        judged = self._model.judge([one.features for one in stretches])
        belief = judged.belief
        shown = [
            Finding(
                self._model.groups[group],
                stretches[at].start,
                stretches[at].end,
                float(belief[at, group]),
            )
            for at, group in np.argwhere(belief > 0).tolist()
        ]
        if not (deny and self._denies):
            return Heard(_apart(shown), [])
        whole = {row.spans[0][0]: row for row in found}
        quiet = (judged.topic > SPOKEN_OF) & (judged.voice < DENIED)
        denied: list[Denial] = []
        for at in np.flatnonzero(quiet.any(axis=1)).tolist():
            if stretches[at].sentences == 1:
                clauses = clauses_of(whole[stretches[at].start], words.clauses)
                denied += self._denied(clauses, np.flatnonzero(quiet[at]).tolist())
        return Heard(_apart(shown), denied)

    def _denied(self, clauses: list[Row], groups: list[int]) -> Iterator[Denial]:
        """Yield the clauses of a sentence that do not show by themselves what it denies."""
        stretches = [_stretch(row) for row in clauses]
        voices = self._model.judge([one.features for one in stretches]).voice
        for one, voice in zip(stretches, voices, strict=True):
            alone = len(clauses) > 1 and one.marks >= FEWEST_ALONE
            for group in groups:
                if not (alone and voice[group] > 0):
                    yield Denial(self._model.groups[group], one.start, one.end)


def stretches_of(found: Sequence[Row]) -> list[Stretch]:
    """Return what is judged together: every sentence, and every two that follow each other."""
    single = [_stretch(row) for row in found]
    double = [
        Stretch(one.start, two.end, 2, one.marks + two.marks, one.features | two.features)
        for one, two in pairwise(single)
    ]
    return [one for one in single + double if one.marks >= FEWEST]


def _stretch(row: Row) -> Stretch:
    return Stretch(row.spans[0][0], row.spans[-1][1], 1, len(row.marks), features(row))


def clauses_of(row: Row, clauses: Sequence[int]) -> list[Row]:
    """Return a sentence as rows of its clauses (their numbers by word)."""
    places = range(len(row.marks))
    parts = [list(part) for _, part in groupby(places, lambda at: clauses[row.spans[at][0]])]
    return [
        Row([row.marks[at] for at in part], [row.spans[at] for at in part], row.asked)
        for part in parts
    ]


def _apart(found: list[Finding]) -> list[Finding]:
    """Return the surest findings of each group that do not overlap."""
    kept: dict[str, list[Finding]] = {}
    for one in sorted(found, key=lambda one: (-one.sure, one.start, one.end)):
        others = kept.setdefault(one.group, [])
        if len(others) < MOST and all(
            one.end <= other.start or other.end <= one.start for other in others
        ):
            others.append(one)
    return [one for others in kept.values() for one in others]
