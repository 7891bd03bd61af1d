"""New phrases: wordings of two words or more that spread from source to source.

A candidate begins and ends with a word of content (no grammar, no reporting, no common word), holds
at least one word that was rare before, and did not come all at once with a change of style.
Nothing names what to look for. All phrases of the family are counted as tests, those that the
later conditions drop as well, so that choosing cannot make the error rate look smaller.
"""

import msgspec
import numpy as np
import numpy.typing as npt

from firstlight.trends.boilerplate import broken
from firstlight.trends.corpus import Corpus, Ints
from firstlight.trends.phrases import Grams, distinct, grow, phrase_of
from firstlight.trends.spread import SpreadTest, q_values

Flags = npt.NDArray[np.bool_]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What counts as a phrase, as rare and as spreading; one default for every kind of text.

    `longest` words in a phrase; `sources` that must share it; `common`: share of units above which
    a word is common; `rare`: share of earlier units below which a word was rare (or `few` units).
    """

    longest: int = 4
    sources: int = 3
    common: float = 0.12
    rare: float = 0.03
    few: int = 10
    most: int = 400


class Phrase(msgspec.Struct, frozen=True):
    """A candidate: its words, where it stands, and its test."""

    words: tuple[str, ...]
    places: Ints
    p_value: float
    q_value: float
    new_sources: int
    takers: int
    content: frozenset[str]


class _Words(msgspec.Struct, frozen=True):
    """Per word of the vocabulary: may it end a phrase, was it rare before."""

    content: Flags
    rare: Flags


def new_phrases(
    corpus: Corpus, test: SpreadTest, style: frozenset[str], masked: Ints, settings: Settings
) -> tuple[list[Phrase], int, tuple[str, ...]]:
    """Return candidates by p value, the number of tests, and phrases dropped as house style."""
    words: _Words | None = None
    previous: _Level | None = None
    levels: list[_Level] = []
    for grams in grow(corpus, longest=settings.longest, sources=settings.sources, masked=masked):
        if words is None:
            words = _describe(corpus, test, grams, style, settings)
            previous = _Level.of(corpus, test, grams, words, settings)
            continue
        level = _Level.of(corpus, test, grams, words, settings)
        if previous is not None and previous.grams.length > 1:
            previous.absorb(level, len(corpus.token))
        levels.append(level)
        previous = level
    return _choose(corpus, levels, settings)


class _Level:
    """The phrases of one length with their tests; `family` flags those that are tested."""

    def __init__(self, grams: Grams, units: Ints, family: Flags, kept: Flags, sudden: Flags):
        self.grams, self.units, self.family = grams, units, family
        self.kept, self.sudden = kept, sudden
        self.content: Flags = np.zeros(0, np.bool_)
        self.p: npt.NDArray[np.float64] = np.ones(0)
        self.fresh: Ints = np.zeros(0, np.int64)
        self.takers: Ints = np.zeros(0, np.int64)

    @classmethod
    def of(
        cls, corpus: Corpus, test: SpreadTest, grams: Grams, words: _Words, settings: Settings
    ) -> "_Level":
        """Describe and test the phrases of one length."""
        unit = corpus.unit[grams.place]
        units = distinct(grams.gram, unit, grams.count)
        ids = [corpus.token[grams.example + step] for step in range(grams.length)]
        solo = np.all([corpus.solo[part] for part in ids], axis=0)
        family = (words.content[ids[0]] & words.content[ids[-1]]) | (
            solo & (grams.length >= 2) & _any(words.content, ids)
        )
        before = distinct_before(corpus, test, grams)
        rare = _any(words.rare, ids) | (solo & (before <= _limit(test, settings)))
        sudden = broken(corpus, grams)
        level = cls(grams, units, family, rare, sudden)
        level.p, level.fresh, level.takers = test.p_values(grams.gram, unit, grams.count)
        level.content = words.content
        level.kept = family & rare & ~sudden & (level.fresh >= settings.sources)
        return level

    def absorb(self, longer: "_Level", size: int) -> None:
        """Drop phrases that are always part of one longer candidate: it is the same test."""
        if not longer.grams.count:
            return
        of = np.full(size + 1, -1, np.int64)
        of[self.grams.place] = self.grams.gram
        for step in (0, 1):
            shorter = of[longer.grams.example + step]
            same = longer.family & (shorter >= 0) & (longer.units == self.units[shorter])
            self.family[shorter[same]] = False
            self.kept[shorter[same]] = False


def _any(flags: Flags, ids: list[Ints]) -> Flags:
    return np.asarray(np.any([flags[part] for part in ids], axis=0))


def _limit(test: SpreadTest, settings: Settings) -> float:
    return max(1.0, settings.rare * (test.units - test.recent_units))


def distinct_before(corpus: Corpus, test: SpreadTest, grams: Grams) -> Ints:
    """Return for each phrase the units before the recent periods that have it."""
    unit = corpus.unit[grams.place]
    early = unit % test.periods < test.border
    return distinct(grams.gram[early], unit[early], grams.count)


def _describe(
    corpus: Corpus, test: SpreadTest, single: Grams, style: frozenset[str], settings: Settings
) -> _Words:
    """Tell of each word whether it may begin or end a phrase, and whether it was rare before."""
    size = len(corpus.vocabulary)
    token = corpus.token[single.example]
    units = distinct(single.gram, corpus.unit[single.place], single.count)
    common = units > max(settings.few, settings.common * test.units)
    content = np.zeros(size, np.bool_)
    content[token] = ~common & ~broken(corpus, single)
    for number, word in enumerate(corpus.vocabulary):
        if word in style or (len(word) < 3 and not corpus.solo[number]):
            content[number] = False
    rare = np.ones(size, np.bool_)
    rare[token] = distinct_before(corpus, test, single) <= _limit(test, settings)
    return _Words(content, rare & content)


def _choose(
    corpus: Corpus, levels: list[_Level], settings: Settings
) -> tuple[list[Phrase], int, tuple[str, ...]]:
    tests = sum(int(level.family.sum()) for level in levels)
    every = [level.p[level.family] for level in levels]
    adjusted = iter(np.split(*_sections(every, tests))) if levels else iter(())
    found: list[Phrase] = []
    style: list[tuple[int, str]] = []
    for level in levels:
        q = np.ones(level.grams.count)
        q[level.family] = next(adjusted)
        chosen = np.flatnonzero(level.kept)
        chosen = chosen[np.argsort(level.p[chosen], kind="stable")][: settings.most]
        found.extend(_phrases(corpus, level, chosen, q))
        for gram in np.flatnonzero(level.sudden):
            text = phrase_of(corpus, int(level.grams.example[gram]), level.grams.length)
            style.append((int(level.takers[gram]), " ".join(text)))
    found.sort(key=lambda item: (item.p_value, -item.takers, -len(item.words), item.words))
    return found, tests, tuple(text for _, text in sorted(style, key=lambda x: (-x[0], x[1])))


def _sections(
    every: list[npt.NDArray[np.float64]], tests: int
) -> tuple[npt.NDArray[np.float64], Ints]:
    flat = np.concatenate(every)
    return q_values(flat, tests), np.cumsum([len(part) for part in every])[:-1]


def _phrases(
    corpus: Corpus, level: _Level, chosen: Ints, q: npt.NDArray[np.float64]
) -> list[Phrase]:
    wanted = np.zeros(level.grams.count, np.bool_)
    wanted[chosen] = True
    hit = wanted[level.grams.gram]
    place, gram = level.grams.place[hit], level.grams.gram[hit]
    order = np.argsort(gram, kind="stable")
    place, gram = place[order], gram[order]
    found = []
    for number in chosen.tolist():
        first, last = np.searchsorted(gram, [number, number + 1])
        places = place[first:last]
        example = int(level.grams.example[number])
        words = phrase_of(corpus, example, level.grams.length)
        found.append(
            Phrase(
                words,
                places,
                float(level.p[number]),
                float(q[number]),
                int(level.fresh[number]),
                int(level.takers[number]),
                frozenset(
                    word
                    for word, token in zip(words, corpus.token[example:], strict=False)
                    if level.content[token]
                ),
            )
        )
    return found
