"""The indicators of a rulebook that a text carries, each with the words that say so.

Phrases are found in folded text; a warning, a report, a question, a quotation or a negation is
not said by the text of itself and does not count; exceptions and counter-signals take back what
they overlap.
"""

import re
from collections.abc import Iterable, Sequence

import msgspec

from firstlight.model.signal import Signal
from firstlight.rulebook.book import CUE, UNLESS, Rulebook
from firstlight.rulebook.matching.context import Context, read_context
from firstlight.rulebook.matching.fold import Folded, fold
from firstlight.rulebook.matching.negation import Negation
from firstlight.rulebook.matching.phrases import Match, Phrasebook
from firstlight.rulebook.matching.spacing import unglue, unspace
from firstlight.rulebook.matching.words import Words, split_words

SPANS = 5
"""An indicator is quoted at most so many times a post; more evidence of the same adds nothing."""
_SPACED = re.compile(r"\b\w\W{1,3}\w\W{1,3}\w\W{1,3}\w\b")
LINGUA_FRANCA = "en"
"""Mixed into posts of every language, and so read in all of them."""
ALIASES = {"tl": "fil", "ms": "id"}


class Reading(msgspec.Struct, frozen=True):
    """What a text says: its signals in no order, and the names of the cues that it holds.

    `language` is the rulebook's tag of the language told; `words` are those of `folded`; `contexts`
    gives what cues say of them.
    """

    signals: list[Signal]
    cues: frozenset[str]
    language: str | None
    folded: Folded
    words: Words
    contexts: "Contexts"

    def informs(self) -> bool:
        """Tell whether the text as a whole warns or reports."""
        return self.contexts.informs(self.language)


class Contexts:
    """The contexts of a text, each read once: those of the language read and of one beside it."""

    def __init__(self, folded: Folded, words: Words, cues: Sequence[Match]) -> None:
        """Take a folded text, its words and its cues in all languages."""
        self._folded, self._words, self.cues = folded, words, cues
        self._known: dict[frozenset[str], Context] = {}

    def heard(self, *tongues: str | None) -> list[Match]:
        """Return the cues of some languages."""
        return [cue for cue in self.cues if cue.language in tongues]

    def of(self, *tongues: str | None) -> Context:
        """Return the context that the cues of some languages give."""
        key = frozenset(tongue for tongue in tongues if tongue is not None)
        if key not in self._known:
            self._known[key] = read_context(self._folded.text, self._words, self.heard(*key))
        return self._known[key]

    def informs(self, language: str | None) -> bool:
        """Tell whether the cues of a language and those of English say that the text informs."""
        heard = self.heard(language, LINGUA_FRANCA)
        return bool(heard) and self.of(language, LINGUA_FRANCA).informs


class Reader:
    """Finds the indicators of a rulebook in texts by their phrases; make one, use it for many."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._book = Phrasebook(rulebook.phrases(), lambda text: fold(text).text)
        self._prefixes = _words_of(rulebook, "negative_prefix")
        self._endings = _words_of(rulebook, "negative_ending")
        self._languages = rulebook.languages

    @property
    def book(self) -> Phrasebook:
        """Return the phrases as compiled."""
        return self._book

    def read(self, text: str, lang: str | None) -> Reading:
        """Return what a text says; spans are code points of `text`.

        `lang` is its language where known (unknown: phrases of all languages are tried).
        """
        language = ALIASES.get(lang or "", lang)
        folded = fold(text)
        if _SPACED.search(folded.text):
            folded = unspace(folded)
        words = split_words(folded.text)
        signals, contexts = self._read(folded, words, language)
        glued = unglue(folded)
        if glued is not folded:
            # Signs between letters hide a word or stand for a space; both readings count.
            spare, _ = self._read(glued, split_words(glued.text), language)
            signals += [one for one in spare if not any(_same(one, other) for other in signals)]
        names = frozenset(cue.owner for cue in contexts.cues)
        return Reading(signals, names, language, folded, words, contexts)

    def _read(
        self, folded: Folded, words: Words, language: str | None
    ) -> tuple[list[Signal], Contexts]:
        """Return the signals that phrases give in a folded text, and the contexts of its cues."""
        matches = self._book.find(words, self._readable(language))
        cues = [match for match in matches if match.owner.startswith(CUE)]
        contexts = Contexts(folded, words, cues)
        found = [match for match in matches if match.owner in self._rulebook.indicators]
        if not found:
            return [], contexts
        meant: list[Match] = []
        for tongue in sorted({match.language for match in found}):
            context = contexts.of(tongue, language or LINGUA_FRANCA)
            own = contexts.heard(tongue, language)
            parts = self._prefixes.get(tongue, ()), self._endings.get(tongue, ())
            negation = Negation(words, own, *parts)
            meant += [
                match
                for match in found
                if match.language == tongue
                and self._means_it(match, words, context)
                and not negation.negates(match)
            ]
        return self._quote(self._stand(meant, matches), words, folded), contexts

    def _readable(self, language: str | None) -> frozenset[str] | None:
        """Return the languages to read: the post's own and English, mixed in everywhere."""
        if language not in self._languages:
            return None
        return frozenset({language, LINGUA_FRANCA})

    def _means_it(self, match: Match, words: Words, context: Context) -> bool:
        """Tell whether a match is said by the text itself, and said rather than asked."""
        sentence = words.sentences[match.start]
        if context.informs or sentence in context.silenced:
            return False
        if sentence in context.asked and not self._rulebook.indicators[match.owner].in_questions:
            return False
        start, end = words.spans[match.start][0], words.spans[match.end - 1][1]
        return not context.quotes(start, end)

    def _stand(self, meant: Sequence[Match], matches: Iterable[Match]) -> Iterable[Match]:
        """Yield the matches that no exception of their language and no counter-signal take back."""
        taken: dict[tuple[str, str], set[int]] = {}
        for match in matches:
            if match.owner.startswith(UNLESS):
                key = match.owner.removeprefix(UNLESS), match.language
                taken.setdefault(key, set()).update(match.used)
        left = [
            match
            for match in meant
            if match.used.isdisjoint(taken.get((match.owner, match.language), ()))
        ]
        counters = [match for match in left if self._rulebook.indicators[match.owner].counter]
        countered = {at for match in counters for at in match.used}
        yield from counters
        for match in left:
            if match.used.isdisjoint(countered):
                yield match

    def _quote(self, matches: Iterable[Match], words: Words, folded: Folded) -> list[Signal]:
        """Return one signal for each indicator and place; of overlapping matches the longest."""
        taken: dict[str, list[tuple[int, int]]] = {}
        for match in sorted(matches, key=lambda match: (match.start - match.end, match.start)):
            spans = taken.setdefault(match.owner, [])
            if len(spans) < SPANS and all(
                match.end <= start or end <= match.start for start, end in spans
            ):
                spans.append((match.start, match.end))
        return [
            Signal(
                code,
                *folded.span(words.spans[start][0], words.spans[end - 1][1]),
                self._rulebook.indicators[code].weight,
            )
            for code, spans in taken.items()
            for start, end in spans
        ]


def _words_of(rulebook: Rulebook, name: str) -> dict[str, tuple[str, ...]]:
    term = rulebook.terms.get(name)
    return term.words if term else {}


def _same(one: Signal, other: Signal) -> bool:
    """Tell whether two signals say the same of the same words."""
    return one.indicator == other.indicator and one.start < other.end and other.start < one.end
