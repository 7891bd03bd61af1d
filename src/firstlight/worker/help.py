"""People who help, as a page shows them: fresh contacts only, the most urgent kinds first."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import msgspec
from babel import Locale
from babel.dates import format_date

from firstlight.rulebook.help import Contact, Line, advisers
from firstlight.rulebook.help_checks import from_abroad
from firstlight.worker.say import Say

ORDER = ("trafficking_hotline", "emergency", "child_line", "women_line", "police",
         "migrant_office", "labour_inspectorate", "shelter", "union", "ngo", "legal_aid",
         "labour_court", "embassy")  # fmt: skip
_WAYS = {"whatsapp": "WhatsApp", "sms": "SMS", "imo": "imo"}
"""Ways to reach a line, as they write themselves."""
_UNTOLD = {"The source does not say", "not told by the source"}


class Number(NamedTuple):
    """A number as shown and as dialled; `free` only where it is known to be."""

    shown: str
    dial: str
    way: str
    free: bool


class Entry(NamedTuple):
    """A contact in the reader's language as far as it is told in it."""

    kind: str
    name: str
    english: str
    called: str
    numbers: tuple[Number, ...]
    hours: str
    languages: str
    what: str
    what_language: str | None
    citizens: str
    checked: str


class Helpers:
    """Writes contacts for readers of one language."""

    def __init__(self, say: Say, on: date) -> None:
        """`on` is the day of the build: contacts that are stale on it are left out."""
        self._say, self._on = say, on
        self._locale = Locale.parse(say.tag, sep="-")

    def entries(self, contacts: Iterable[Contact]) -> tuple[Entry, ...]:
        """Return the contacts to show, in order of urgency, then those of the reader's language."""
        fresh = [contact for contact in contacts if contact.fresh(self._on)]
        own = self._say.tag
        fresh.sort(key=lambda contact: (ORDER.index(contact.kind), own not in contact.languages))
        return tuple(map(self._entry, fresh))

    def advisers(self, contacts: Iterable[Contact]) -> str:
        """Return the one or two whom to ask what the law is; nothing where nobody is known."""
        return ", ".join(self._entry(one).called for one in advisers(contacts, self._on)[:2])

    def from_home(self, contacts: Iterable[tuple[str, Contact]]) -> tuple[Entry, ...]:
        """Return countries' lines for their citizens abroad, by the country's name."""
        found = [
            self._entry(
                msgspec.structs.replace(contact, nationality=country, lines=from_abroad(contact))
            )
            for country, contact in contacts
        ]
        return tuple(sorted(found, key=lambda entry: entry.citizens))

    def _entry(self, contact: Contact) -> Entry:
        told = contact.when_you_call.get(self._say.tag)
        names = self._locale.languages
        nation = contact.nationality
        return Entry(
            kind=f"kind_{contact.kind}",
            name=contact.name,
            english=contact.english if contact.english != contact.name else "",
            called=_called(contact, self._say.tag),
            numbers=tuple(map(_number, contact.lines)),
            hours="" if contact.hours in _UNTOLD else contact.hours,
            languages=", ".join(str(names.get(tag, tag)) for tag in contact.languages),
            what=told or contact.when_you_call.get("en", ""),
            what_language=None if told or self._say.tag == "en" else "en",
            citizens=str(self._locale.territories.get(nation, nation)) if nation else "",
            checked=str(format_date(contact.verified.on, "long", locale=self._locale)),
        )


def _called(contact: Contact, tag: str) -> str:
    """Return a name that the reader can read, and the first number."""
    name = contact.name if tag in contact.languages else contact.english or contact.name
    return f"{name} ({contact.lines[0].number})" if contact.lines else name


def _number(line: Line) -> Number:
    dial = "".join(char for char in line.number if char in "+*#0123456789")
    way = "" if line.way == "voice" else _WAYS.get(line.way, line.way.capitalize())
    return Number(line.number, dial, way, bool(line.free))
