"""Negation: "we never keep your passport" says the opposite of "we keep your passport".

Cues are data (`cue_negation`, and `cue_affirmation` for what only looks like one: "not only",
"no experience"); what differs between languages in kind is here: how far a negator reaches, and
verbs that carry it as a prefix (`negative_prefix`, Swahili).
"""

from collections.abc import Iterable

from firstlight.detect.phrases import Match
from firstlight.detect.words import Words, is_solo

_BEFORE = 7
_AFTER = {"hi": 3, "zh": 5, "ru": 2, "vi": 2, "ar": 2}
"""How many words after a phrase a negator still reaches back, where the language does so."""


class Negation:
    """Tells whether matches of a text are negated; made once for a text."""

    def __init__(
        self,
        words: Words,
        cues: Iterable[Match],
        prefixes: dict[str, tuple[str, ...]],
        language: str | None,
    ) -> None:
        cues = list(cues)
        positive = {
            at for cue in cues if cue.owner == "cue_affirmation" for at in range(cue.start, cue.end)
        }
        self._stops = {cue.start for cue in cues if cue.owner == "cue_contrast"}
        self._cues = [
            (cue.start, cue.language)
            for cue in cues
            if cue.owner == "cue_negation" and cue.start not in positive
        ]
        self._words, self._prefixes, self._language = words, prefixes, language

    def negates(self, match: Match) -> bool:
        """Tell whether a negator reaches the match, or sits in one of its words."""
        languages = {match.language, self._language}
        if any(
            self._reaches(at, match)
            for at, language in self._cues
            if language in languages and at not in match.used
        ):
            return True
        prefixes = self._prefixes.get(match.language, ())
        return any(_carries(word, prefixes) for word in match.swallowed)

    def _reaches(self, at: int, match: Match) -> bool:
        if match.start <= at < match.end:
            return True
        solo = is_solo(self._words.texts[at])
        if at < match.start:
            near = match.start - at <= _BEFORE * (1 + solo)
            return near and self._joined(at, match.start)
        return at - match.end < _AFTER.get(match.language, 0) and self._joined(match.end - 1, at)

    def _joined(self, first: int, last: int) -> bool:
        """Tell whether two words stand in one clause with no contrast ("but") between."""
        clauses = self._words.clauses
        return clauses[first] == clauses[last] and not any(
            at in self._stops for at in range(first + 1, last)
        )


def _carries(swallowed: str, prefixes: tuple[str, ...]) -> bool:
    return any(swallowed == prefix for prefix in prefixes)
