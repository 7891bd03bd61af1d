"""The law on record of a place on a day: what may be stated, what is withheld and why, and help."""

from datetime import date

import msgspec

from firstlight.rights.answer import Cited
from firstlight.rights.sources import cite
from firstlight.rulebook.book import Rulebook
from firstlight.rulebook.help import Contact
from firstlight.rulebook.law import Rule, ancestors


class Stated(msgspec.Struct, frozen=True):
    """A rule that may be stated, with its id, place and scope."""

    id: str
    place: str
    scope: dict[str, str]
    cited: Cited
    plain: dict[str, str]


class Withheld(msgspec.Struct, frozen=True):
    """A rule that is not stated: expired, suspended, announced or unconfirmed."""

    id: str
    topic: str
    reason: str
    review_by: date


class PlaceLaw(msgspec.Struct, frozen=True):
    """The law of a place and of the wider places around it, and the fresh help contacts.

    `home` are lines of other countries for their citizens abroad, as (country, contact).
    """

    place: str
    on: date
    rules: tuple[Stated, ...]
    withheld: tuple[Withheld, ...]
    help: tuple[Contact, ...]
    home: tuple[tuple[str, Contact], ...]


def place_law(rulebook: Rulebook, place: str, on: date) -> PlaceLaw:
    """Return what is on record for a place on a day; nothing is an answer as well."""
    near = ancestors(place)
    rules = [rule for rule in rulebook.law.get(place[:2], ()) if rule.jurisdiction in near]
    stated = tuple(
        Stated(rule.id, rule.jurisdiction, rule.scope, cite(rule), rule.plain)
        for rule in rules
        if rule.stated(on)
    )
    withheld = tuple(
        Withheld(rule.id, rule.topic, reason, rule.review_by)
        for rule in rules
        if (reason := _reason(rule, on)) is not None
    )
    contacts = rulebook.contacts.get(place[:2], ())
    fresh = tuple(one for one in contacts if one.fresh(on))
    return PlaceLaw(place, on, stated, withheld, fresh, rulebook.from_home(place[:2], on))


def _reason(rule: Rule, on: date) -> str | None:
    if rule.stated(on) or (rule.effective_to is not None and rule.effective_to < on):
        return None
    if rule.tier == "C":
        return "unconfirmed"
    if rule.status in {"suspended", "announced"}:
        return rule.status
    return "announced" if rule.effective_from > on else "expired"
