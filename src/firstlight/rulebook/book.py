"""The rulebook: indicators, terms and rules of law, as loaded."""

from collections.abc import Iterator
from datetime import date

import msgspec

from firstlight.rulebook.help import Contact
from firstlight.rulebook.indicator import Indicator
from firstlight.rulebook.law import Rule
from firstlight.rulebook.phrase import Item, parse_phrase
from firstlight.rulebook.term import Term

CUE = "cue_"
UNLESS = "unless:"


class Rulebook(msgspec.Struct, frozen=True):
    """Indicators by code, terms by name; law, help and names of parts by country or code.

    `law` and `contacts` are by country (ISO 3166-1); `names` by a part's or a zone's code.
    """

    indicators: dict[str, Indicator]
    terms: dict[str, Term]
    law: dict[str, tuple[Rule, ...]] = {}
    contacts: dict[str, tuple[Contact, ...]] = {}
    names: dict[str, str] = {}

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Return the rules of law of all countries."""
        return tuple(rule for rules in self.law.values() for rule in rules)

    def from_home(self, place: str, on: date) -> tuple[tuple[str, Contact], ...]:
        """Return (country, contact) of the fresh contacts for citizens of other countries.

        They are what a worker who is in `place` (a country, or "" for anywhere) can still call.
        """
        return tuple(
            (country, contact)
            for country, contacts in self.contacts.items()
            for contact in contacts
            if country != place and contact.abroad and contact.fresh(on)
        )

    @property
    def languages(self) -> frozenset[str]:
        """Return the languages in which any indicator has phrases."""
        return frozenset(language for item in self.indicators.values() for language in item.phrases)

    def phrases(self) -> Iterator[tuple[str, str, tuple[Item, ...]]]:
        """Yield (owner, language, parsed phrase) of all indicators and all cues.

        The owner is an indicator's code, "unless:" and the code, or a cue's name.
        """
        for owner, phrases in self._owners():
            for language, texts in phrases.items():
                for text in texts:
                    yield owner, language, self.parse(text, language)

    def _owners(self) -> Iterator[tuple[str, dict[str, tuple[str, ...]]]]:
        for code, indicator in self.indicators.items():
            yield code, indicator.phrases
            yield UNLESS + code, indicator.unless
        for name, term in self.terms.items():
            if name.startswith(CUE):
                yield name, term.words

    def parse(self, phrase: str, language: str) -> tuple[Item, ...]:
        """Parse a phrase with this book's terms; ValueError says what is wrong."""
        return parse_phrase(phrase, lambda name: self.terms[name].words[language])

    def stated(self, topic: str, place: str, on: date) -> tuple[Rule, ...]:
        """Return the rules on a topic that may be stated for a place (exactly it) on a day."""
        return tuple(
            rule
            for rule in self.law.get(place[:2], ())
            if rule.topic == topic and rule.jurisdiction == place and rule.stated(on)
        )
