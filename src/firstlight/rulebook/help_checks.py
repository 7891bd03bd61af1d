"""What must hold for a help contact: a number that exists, a language, words on what happens."""

from collections.abc import Iterable
from datetime import date

import phonenumbers
from phonenumbers.shortnumberinfo import is_valid_short_number_for_region

from firstlight.rulebook.help import Contact, Line
from firstlight.rulebook.lines import Steps

Fault = tuple[str, Steps, str]


def contact_fault(contact: Contact, country: str) -> Fault | None:
    """Return what is wrong with a contact, the path to the field at fault and the remedy."""
    lost = _out_of_reach(contact)
    if lost is not None:
        return lost
    if contact.kind == "embassy" and contact.nationality is None:
        return f"'{contact.id}' does not say whose embassy it is", (), "Give nationality."
    if "en" not in contact.when_you_call:
        return "what happens when one calls is not told", ("when_you_call",), "Tell it in en."
    if not contact.languages:
        return "the languages spoken are not told", ("languages",), "Give at least one."
    for index, line in enumerate(contact.lines):
        wrong = line_fault(line, (contact.place or country)[:2])
        if wrong is not None:
            return wrong[0], ("lines", index, "number"), wrong[1]
    return None


def _out_of_reach(contact: Contact) -> Fault | None:
    written = contact.email or contact.web
    if not (contact.lines or written):
        return f"'{contact.id}' cannot be reached", (), "Give a line, an e-mail or a web page."
    if contact.abroad and not (from_abroad(contact) or written):
        return f"'{contact.id}' cannot be reached from abroad", ("abroad",), "Give a + number."
    return None


def from_abroad(contact: Contact) -> tuple[Line, ...]:
    """Return the lines of a contact that can be dialled in every country."""
    return tuple(line for line in contact.lines if line.number.startswith("+"))


def line_fault(line: Line, country: str) -> tuple[str, str] | None:
    """Return what is wrong with a number and the remedy, or None."""
    if line.short:
        if line.listed or _is_short(line.number, country):
            return None
        remedy = "Give the official page that lists it under 'listed'."
        return f"'{line.number}' is no short code known in {country}", remedy
    try:
        parsed = phonenumbers.parse(line.number)
    except phonenumbers.NumberParseException:
        return f"'{line.number}' is no international number", "Write +, country code and number."
    if not phonenumbers.is_valid_number(parsed):
        return f"'{line.number}' is no valid number", "Compare it with the source."
    return None


def _is_short(number: str, country: str) -> bool:
    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return False
    return bool(is_valid_short_number_for_region(parsed, country))


def stale_contacts(contacts: Iterable[Contact], on: date) -> tuple[Contact, ...]:
    """Return the contacts that were verified more than 180 days before a day."""
    return tuple(contact for contact in contacts if not contact.fresh(on))


def foreign_lines(contact: Contact, country: str) -> tuple[str, ...]:
    """Return the numbers of a contact that belong to another country than the one it serves.

    Not always a fault (an embassy may give a line at home), but to be looked at: a Saudi line
    written with Kyrgyzstan's code was in a published list.
    """
    found = []
    for line in contact.lines:
        if not line.short:
            region = phonenumbers.region_code_for_number(phonenumbers.parse(line.number))
            if region not in {country, contact.nationality, "001", None}:
                found.append(line.number)
    return tuple(found)
