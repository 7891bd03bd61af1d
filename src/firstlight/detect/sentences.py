"""Sentences that read like a sign of exploitation, whatever words they use.

The phrases of the rulebook find set turns of speech; this finds what is said otherwise. A sentence
becomes a row of meanings (`sentence_marks`), and weights learned on sentences of nineteen languages
(`sentence_model`) say which group it speaks of and whether it shows the sign or only speaks of it.
Each finding quotes its sentence, or the two that were read together.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from firstlight.detect.sentence_marks import Row, features, rows
from firstlight.detect.sentence_model import SentenceModel, read_model
from firstlight.rulebook.matching.words import Words
from firstlight.rulebook.meanings import lexicon

SPOKEN_OF = float(np.log(0.05))
"""A group is believed to be spoken of from this log probability on."""
FEWEST = 4
"""A sentence of fewer marks is not judged."""
MOST = 5
"""Findings of a group in one text: more of the same add nothing."""


class Finding(NamedTuple):
    """A group that a stretch of words (from, to; word numbers) shows, and how far above the bar."""

    group: str
    start: int
    end: int
    above: float


class Stretch(NamedTuple):
    """Words (from, to) that are judged together: how many marks they hold, and their features."""

    start: int
    end: int
    marks: int
    features: set[int]


class SentenceReader:
    """Reads sentences; make one and use it for many texts."""

    def __init__(self, model: SentenceModel | None = None) -> None:
        self._model = model or read_model()

    def read(self, words: Words, language: str) -> list[Finding]:
        """Return what the sentences of a text show; nothing in a language without a lexicon."""
        held = lexicon(language)
        stretches = stretches_of(rows(words, held)) if held else []
        if not stretches:
            return []
        model = self._model
        judged = model.judge([one.features for one in stretches])
        above = np.where(judged.topic > SPOKEN_OF, judged.voice - model.least, -1.0)
        found = [
            Finding(
                model.groups[group],
                stretches[at].start,
                stretches[at].end,
                float(above[at, group]),
            )
            for at, group in np.argwhere(above > 0).tolist()
        ]
        return _apart(found)


def stretches_of(found: Sequence[Row]) -> list[Stretch]:
    """Return what is judged together: every sentence, and every two that follow each other."""
    single = [
        Stretch(row.spans[0][0], row.spans[-1][1], len(row.marks), features(row)) for row in found
    ]
    double = [
        Stretch(one.start, two.end, one.marks + two.marks, one.features | two.features)
        for one, two in pairwise(single)
    ]
    return [one for one in single + double if one.marks >= FEWEST]


def _apart(found: list[Finding]) -> list[Finding]:
    """Return the surest findings of each group that do not overlap."""
    kept: dict[str, list[Finding]] = {}
    for one in sorted(found, key=lambda one: (-one.above, one.start, one.end)):
        others = kept.setdefault(one.group, [])
        if len(others) < MOST and all(
            one.end <= other.start or other.end <= one.start for other in others
        ):
            others.append(one)
    return [one for others in kept.values() for one in others]
