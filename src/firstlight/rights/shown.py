"""The law on record of a place on a day: what may be stated, what is withheld and why, and help."""

from datetime import date

import msgspec

from firstlight.rights.answer import Cited
from firstlight.rights.coverage import gaps
from firstlight.rights.sources import cite
from firstlight.rulebook.book import Rulebook
from firstlight.rulebook.help import Contact, advisers
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


class Missing(msgspec.Struct, frozen=True):
    """A matter of law that is not, or not wholly, on record.

    `only` says whom or what the rules that are held are for, `places` the parts of the country
    whose minimum wage is not known today. Both empty: nothing may be stated.
    """

    topic: str
    only: tuple[str, ...]
    places: tuple[str, ...]


class PlaceLaw(msgspec.Struct, frozen=True):
    """The law of a place and of the wider places around it, and the fresh help contacts.

    `missing` is what is not known, `ask` who may know it. `parts` are the parts of the place that
    have law of their own. `home` are lines of other countries for their citizens abroad, as
    (country, contact).
    """

    place: str
    on: date
    rules: tuple[Stated, ...]
    withheld: tuple[Withheld, ...]
    missing: tuple[Missing, ...]
    ask: tuple[Contact, ...]
    parts: tuple[str, ...]
    help: tuple[Contact, ...]
    home: tuple[tuple[str, Contact], ...]


def place_law(rulebook: Rulebook, place: str, on: date) -> PlaceLaw:
    """Return what is on record for a place on a day; nothing is an answer as well."""
    near, country = ancestors(place), rulebook.law.get(place[:2], ())
    inside = [rule for rule in country if rule.jurisdiction.startswith(f"{place}-")]
    rules = [rule for rule in country if rule.jurisdiction in near]
    contacts = rulebook.contacts.get(place[:2], ())
    return PlaceLaw(
        place=place,
        on=on,
        rules=tuple(
            Stated(rule.id, rule.jurisdiction, rule.scope, cite(rule), rule.plain)
            for rule in rules
            if rule.stated(on)
        ),
        withheld=tuple(
            Withheld(rule.id, rule.topic, reason, rule.review_by)
            for rule in rules
            if (reason := _reason(rule, on)) is not None
        ),
        missing=tuple(
            Missing(gap.topic, tuple(dict.fromkeys(map(_whom, gap.held))), gap.places)
            for gap in gaps([*rules, *inside], on, place)
        ),
        ask=tuple(advisers(contacts, on)),
        parts=tuple(sorted({rule.jurisdiction for rule in inside if rule.stated(on)})),
        help=tuple(one for one in contacts if one.fresh(on)),
        home=rulebook.from_home(place[:2], on),
    )


def _whom(rule: Rule) -> str:
    """Return for whom and where a rule is, as its file writes it."""
    return ", ".join([rule.jurisdiction, *(f"{key} {told}" for key, told in rule.scope.items())])


def _reason(rule: Rule, on: date) -> str | None:
    if rule.stated(on) or (rule.effective_to is not None and rule.effective_to < on):
        return None
    if rule.tier == "C":
        return "unconfirmed"
    if rule.status in {"suspended", "announced"}:
        return rule.status
    return "announced" if rule.effective_from > on else "expired"
