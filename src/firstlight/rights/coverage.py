"""What the law on record of a place leaves open, by the matters that a worker asks about."""

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from firstlight.rulebook.law import Rule, ancestors

MATTERS = {
    "wages": ("minimum_wage",),
    "hours": ("hours_week", "hours_day"),
    "overtime": ("overtime_premium",),
    "rest": ("rest_day",),
    "leave": ("annual_leave",),
    "deductions": ("deduction", "deduction_limit"),
    "fees": ("fee",),
    "documents": ("documents",),
    "contract": ("contract",),
    "changing": ("changing_employer",),
    "household": ("domestic_work",),
}
"""Matter to its topics, of which one is enough; the first names the matter to a reader."""
_NARROW = {"visa", "occupation", "contract", "apprentice", "tipped", "live_in"}


class Gap(msgspec.Struct, frozen=True):
    """A matter that is not, or not wholly, on record.

    `held` are rules that may be stated, but for some people or some parts of the country only;
    `places` the parts of the country whose minimum wage was once known and is not stated now.
    Both empty: nothing may be stated.
    """

    matter: str
    topic: str
    held: tuple[Rule, ...] = ()
    places: tuple[str, ...] = ()


def gaps(rules: Sequence[Rule], on: date, place: str) -> tuple[Gap, ...]:
    """Return the matters that law leaves open in a place on a day.

    `rules` are those of the place, of the wider places around it and of its parts.
    """
    wide = ancestors(place)
    stated = [rule for rule in rules if rule.stated(on)]
    found = []
    for matter, topics in MATTERS.items():
        held = [rule for rule in stated if rule.topic in topics]
        if matter == "wages" and any(map(_general, held)):
            places = _lost(rules, held)
            if places:
                found.append(Gap(matter, topics[0], places=places))
        elif matter == "household":
            if not held and not any(map(_for_households, stated)):
                found.append(Gap(matter, topics[0]))
        elif not _covers([rule for rule in held if rule.jurisdiction in wide]):
            found.append(Gap(matter, topics[0], held=tuple(held)))
    return tuple(found)


def _covers(rules: Sequence[Rule]) -> bool:
    """Tell whether rules reach people in general; one system of law alone ("federal") does not."""
    systems = {rule.scope.get("regime") for rule in rules}
    return any(map(_general, rules)) and (None in systems or len(systems) > 1)


def _general(rule: Rule) -> bool:
    """Tell whether a rule is for people in general, not for one trade, visa or kind of job."""
    one_trade = not rule.scope.get("sector", "!").startswith("!")
    household = rule.scope.get("domestic_work") == "yes"
    others = rule.scope.get("migrant_status", "migrant") != "migrant"
    return not (one_trade or household or others or rule.scope.keys() & _NARROW)


def _for_households(rule: Rule) -> bool:
    """Tell whether a rule is made for work in households, or its hours are for all."""
    told = rule.scope.get("domestic_work")
    return told == "yes" or (told is None and rule.topic in {"hours_week", "hours_day"})


def _lost(rules: Iterable[Rule], held: Iterable[Rule]) -> tuple[str, ...]:
    """Return the parts with a minimum wage for people in general of which none is stated today."""
    known = {
        rule.jurisdiction
        for rule in rules
        if rule.topic == "minimum_wage" and "-" in rule.jurisdiction and _general(rule)
    }
    return tuple(sorted(known - {rule.jurisdiction for rule in held if _general(rule)}))
