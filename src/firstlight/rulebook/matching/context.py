"""Who speaks, and how: warnings, news, law, questions and quotations are not offers.

The words that tell are cues of the rulebook (terms whose name begins with `cue_`):
`cue_warning` advice and teaching, enough alone; `cue_report` news, courts, law, enough alone in
its sentence; `cue_hint` the same, two of them needed; `cue_offer` the voice of an offer;
`cue_question` a question without a mark; `cue_pitch` a question that is an offer.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

import msgspec

from firstlight.rulebook.matching.phrases import Match
from firstlight.rulebook.matching.words import Words

_QUOTED = re.compile(r'"[^"\n]{3,600}"|「[^」]{2,600}」|『[^』]{2,600}』')
_WHOLE = 0.8
"""A quotation that holds this share of the text is the text itself."""
_SHARE = 0.15
"""A text informs if at least this share of its sentences does; long adverts hold a cue or two."""
_STRENGTH = {"cue_warning": 2, "cue_report": 2, "cue_hint": 1, "cue_offer": -2}


class Context(msgspec.Struct, frozen=True):
    """What the cues of a text say: silenced sentences, questions, quoted spans (folded text)."""

    informs: bool
    silenced: frozenset[int]
    asked: frozenset[int]
    quoted: tuple[tuple[int, int], ...]

    def quotes(self, start: int, end: int) -> bool:
        """Tell whether a span lies inside one quotation (they are in order, none in another)."""
        at = bisect_right(self.quoted, start, key=lambda span: span[0]) - 1
        return at >= 0 and end < self.quoted[at][1]


def read_context(text: str, words: Words, cues: Iterable[Match]) -> Context:
    """Return the context that cues, question marks and quotation marks give a folded text."""
    by_sentence: dict[int, set[tuple[str, tuple[str, ...]]]] = defaultdict(set)
    for cue in cues:
        said = (cue.owner, tuple(words.texts[cue.start : cue.end]))
        by_sentence[words.sentences[cue.start]].add(said)
    silenced = frozenset(at for at, said in by_sentence.items() if _informing(said) >= 2)
    pitches = {at for at, said in by_sentence.items() if _names(said) & {"cue_pitch"}}
    questions = {at for at, said in by_sentence.items() if _names(said) & {"cue_question"}}
    return Context(
        informs=_informs(by_sentence, silenced, words),
        silenced=silenced,
        asked=frozenset((words.asked | questions) - pitches),
        quoted=_quotations(text),
    )


def _informs(
    by_sentence: dict[int, set[tuple[str, tuple[str, ...]]]],
    silenced: frozenset[int],
    words: Words,
) -> bool:
    """Tell whether the whole text informs: cues outweigh offers and stand in enough of it."""
    everywhere = set().union(*by_sentence.values()) if by_sentence else set()
    strength = sum(_STRENGTH.get(name, 0) for name, _ in everywhere)
    sentences = words.sentences[-1] + 1 if words.sentences else 0
    return strength >= 2 and len(silenced) >= _SHARE * sentences


def _names(said: set[tuple[str, tuple[str, ...]]]) -> set[str]:
    return {name for name, _ in said}


def _informing(said: set[tuple[str, tuple[str, ...]]]) -> int:
    """Return the strength of a sentence's warnings and reports, offers left aside."""
    return sum(max(_STRENGTH.get(name, 0), 0) for name, _ in said)


def _quotations(text: str) -> tuple[tuple[int, int], ...]:
    if '"' not in text and "「" not in text and "『" not in text:
        return ()
    spans = (found.span() for found in _QUOTED.finditer(text))
    return tuple((start, end) for start, end in spans if end - start < _WHOLE * len(text))
