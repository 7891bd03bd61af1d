"""Negation: "we never keep your passport" says the opposite of "we keep your passport".

Cues are data (`cue_negation`, and `cue_affirmation` for what only looks like one: "not only",
"no experience"); what differs between languages in kind is here: how far a negator reaches, and
verbs that carry it as a prefix (`negative_prefix`, Swahili) or an ending (`negative_ending`,
Nepali).
"""

from collections.abc import Iterable

from firstlight.rulebook.matching.phrases import Match
from firstlight.rulebook.matching.words import Words, is_solo

_BEFORE = 7
_BEFORE_SOLO = 8
_BEFORE_LETTERS = 16
"""How many words (characters, in Chinese, and in Thai or Myanmar) a negator reaches ahead."""
_AFTER = {"hi": 3, "zh": 5, "ru": 1, "vi": 2, "bn": 3, "ne": 3, "ur": 3, "am": 2, "uk": 1}
"""How many words after a phrase a negator still reaches back, where the language does so."""
_FARTHEST = max(_AFTER.values())


class Negation:
    """Tells whether matches of a text are negated; made once for a text and language."""

    def __init__(
        self,
        words: Words,
        cues: Iterable[Match],
        prefixes: tuple[str, ...],
        endings: tuple[str, ...],
    ) -> None:
        """Take the text's words, its cues in the languages read, and what negates in verbs."""
        cues = list(cues)
        self._affirmed = {
            at: cue.start
            for cue in cues
            if cue.owner == "cue_affirmation"
            for at in range(cue.start, cue.end)
        }
        self._stops = {cue.start for cue in cues if cue.owner == "cue_contrast"}
        self._cues = {cue.start for cue in cues if cue.owner == "cue_negation"}
        self._live = self._cues - self._affirmed.keys()
        self._words, self._prefixes, self._endings = words, prefixes, endings

    def negates(self, match: Match) -> bool:
        """Tell whether a negator reaches the match, or sits in one of its words."""
        own = self._cues & match.used
        if own:  # the phrase has its own negator ("not paid"); "ne … pas" counts once
            return self._borrowed(own, match)
        around = range(match.start - _BEFORE_LETTERS, match.end + _FARTHEST)
        if any(at in self._live and self._reaches(at, match) for at in around):
            return True
        if any(word in self._prefixes for word in match.swallowed):
            return True
        return any(end in word for word in match.trailing for end in self._endings)

    def _borrowed(self, own: frozenset[int] | set[int], match: Match) -> bool:
        """Tell whether the negator that a phrase uses belongs to something else.

        It does where "but" stands after it, where a comma parts it from its next word, or where
        it is part of words that are no negation and began before the phrase ("if you don't obey |
        we keep your passport").
        """
        if any(at in self._stops and at not in match.used for at in range(min(own), match.end)):
            return True
        clauses = self._words.clauses
        for at in own:  # "sin costo; contrato": what is denied must stand in the same clause
            after = min((used for used in match.used if used > at), default=at)
            if clauses[after] != clauses[at]:
                return True
        return all(self._affirmed.get(at, match.start) < match.start for at in own)

    def _reaches(self, at: int, match: Match) -> bool:
        if match.start <= at < match.end:
            return self._inside(at, match)
        if at < match.start:
            near = match.start - at <= _reach(self._words.texts[at])
            return near and self._joined(at, match.start)
        return at - match.end < _AFTER.get(match.language, 0) and self._joined(match.end - 1, at)

    def _inside(self, at: int, match: Match) -> bool:
        """Tell whether a negator between a match's words stands with one of them."""
        after = min(used for used in match.used if used > at)
        if self._joined(at, after):
            return True
        before = max(used for used in match.used if used < at)
        return match.language in _AFTER and self._joined(before, at)

    def _joined(self, first: int, last: int) -> bool:
        """Tell whether two words stand in one clause with no contrast ("but") between."""
        clauses = self._words.clauses
        return clauses[first] == clauses[last] and not any(
            at in self._stops for at in range(first + 1, last)
        )


def _reach(word: str) -> int:
    if not is_solo(word):
        return _BEFORE
    return _BEFORE_SOLO if word >= "\u3000" else _BEFORE_LETTERS
