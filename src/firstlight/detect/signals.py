"""Signals: the indicators of the rulebook that a text carries, each with the words that say so.

One alone says little: 98.4 % of 430 honest and dishonest job adverts carried at least one
(Volodko et al. 2020), so weights are small where an indicator is common, and `detect.evidence`
combines them against a base rate. Phrases are read by `rulebook.matching`; `sentences` reads what
is said without them, and sets aside those that stand in a denial, a warning or a tale of honest
work; what needs the values of a post besides its words is computed here.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from firstlight.detect.sentences import Denial, Finding, SentenceReader
from firstlight.detect.wages import below_minimum
from firstlight.model.mention import Mention
from firstlight.model.signal import Signal
from firstlight.rulebook.book import Rulebook
from firstlight.rulebook.indicator import Indicator
from firstlight.rulebook.matching.reader import SPANS, Reader, Reading

SENTENCE = "sentence"
"""The rule of an indicator that is read from sentences, one for each group."""


class Signaller:
    """Finds the signals of a rulebook in texts; make one and use it for many posts."""

    def __init__(self, rulebook: Rulebook, sentences: SentenceReader | None = None) -> None:
        """`sentences` reads sentences by other weights than the package's own."""
        self._rulebook = rulebook
        self._reader = Reader(rulebook)
        items = rulebook.indicators.values()
        self._computed = [item for item in items if item.rule == "below_minimum_wage"]
        self._read: dict[str, Indicator] = {
            item.group: item for item in items if item.rule == SENTENCE
        }
        self._sentences = (sentences or SentenceReader()) if self._read else None

    def find(
        self,
        text: str,
        *,
        lang: str | None,
        mentions: Sequence[Mention],
        place: str | None = None,
        on: date | None = None,
    ) -> list[Signal]:
        """Return the signals of a post in order of their spans (code points of `text`).

        `lang` is its language where known (unknown: phrases of all languages are tried), `place`
        where it was posted, for when it names no place itself, `on` the day whose law judges the
        pay (default: today).
        """
        reading = self._reader.read(text, lang)
        signals = self._judged(reading)
        if self._computed and mentions and "cue_part_time" not in reading.cues:
            signals += self._compute(mentions, place, on or datetime.now(UTC).date())
        return sorted(signals, key=lambda signal: (signal.start, signal.end, signal.indicator))

    def _judged(self, reading: Reading) -> list[Signal]:
        """Return the signals of phrases that no sentence denies, and those of sentences."""
        if self._sentences is None or reading.language is None or reading.informs():
            return list(reading.signals)
        met = any(one.weight > 0 for one in reading.signals)
        heard = self._sentences.read(reading.words, reading.language)
        denials = self._sentences.denied(heard) if met else ()
        denied = [(one.group, *_span(reading, one)) for one in denials]
        kept = [one for one in reading.signals if one.weight <= 0 or not self._met(one, denied)]
        places = [(self._group(one), one.start, one.end) for one in kept]
        for found in heard.shown:
            item, (start, end) = self._read.get(found.group), _span(reading, found)
            if item and not _overlap(found.group, start, end, places):
                kept.append(Signal(item.code, start, end, item.weight))
        return kept

    def _met(self, signal: Signal, known: list[tuple[str, int, int]]) -> bool:
        return _overlap(self._group(signal), signal.start, signal.end, known)

    def _group(self, signal: Signal) -> str:
        return self._rulebook.indicators[signal.indicator].group

    def _compute(self, mentions: Sequence[Mention], place: str | None, day: date) -> list[Signal]:
        low = below_minimum(self._rulebook, mentions, place=place, on=day)
        return [
            Signal(indicator.code, mention.start, mention.end, indicator.weight)
            for indicator in self._computed
            for mention in low[:SPANS]
        ]


def _span(reading: Reading, found: Finding | Denial) -> tuple[int, int]:
    """Return the span of a finding in the original text."""
    spans = reading.words.spans
    return reading.folded.span(spans[found.start][0], spans[found.end - 1][1])


def _overlap(group: str, start: int, end: int, known: list[tuple[str, int, int]]) -> bool:
    return any(group == other and start < until and since < end for other, since, until in known)
