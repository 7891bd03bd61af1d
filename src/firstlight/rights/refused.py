"""Days for which the law on record does not suffice, and why; topics that it lacks."""

from collections.abc import Sequence

import msgspec

from firstlight.rights.answer import Refused
from firstlight.rights.case import Case
from firstlight.rights.days import Day
from firstlight.rights.pick import Law
from firstlight.rights.rates import minimum


def refused_days(days: Sequence[Day], law: Law, case: Case) -> tuple[Refused, ...]:
    """Return the stretches of days without a minimum on record, each with the reason."""
    found: list[Refused] = []
    unit = case.pay[0].unit if case.pay else None
    for day in days:
        if not day.hours:
            continue
        reason = _reason(day, law, unit, case)
        if reason is None:
            continue
        name, rules = reason
        last = found[-1] if found else None
        if last is not None and last.reason == name and last.rules == rules:
            found[-1] = msgspec.structs.replace(last, to=day.date)
        else:
            found.append(Refused(reason=name, start=day.date, to=day.date, rules=rules))
    return tuple(found)


def _reason(day: Day, law: Law, unit: str | None, case: Case) -> tuple[str, tuple[str, ...]] | None:
    rule = minimum(law, day.date, unit)
    if rule is not None:
        foreign = case.pay and rule.currency != case.pay[0].currency
        return ("other_currency", (rule.id,)) if foreign else None
    none = law.rules("minimum_wage", day.date)
    if none:
        return "no_minimum", tuple(one.id for one in none)
    withheld = law.withheld("minimum_wage", day.date)
    for status in ("suspended", "announced"):
        if any(one.status == status for one in withheld):
            return status, tuple(one.id for one in withheld)
    return ("expired" if withheld else "no_rule"), tuple(one.id for one in withheld)


def lacking(days: Sequence[Day], laws: Sequence[Law], unit: str | None) -> tuple[str, ...]:
    """Return the topics on which no law is on record for some day worked, in order of name.

    `laws`: the law read for the least and for the most; a rule that hangs on a fact not told is in
    one of them. A rule that says that the law sets nothing is on record.
    """
    found: set[str] = set()
    for day in days:
        if day.hours:
            found |= set.intersection(*(_lacking(day, law, unit or "hour") for law in laws))
    return tuple(sorted(found))


def _lacking(day: Day, law: Law, interval: str) -> set[str]:
    on, found = day.date, set()
    if not (law.rules("hours_day", on) or law.rules("hours_week", on)):
        found.add("hours")
    wanted = [("overtime_premium", "ordinary")]
    if "rest_day" in day.kind:
        wanted.append(("rest_day_premium", "rest_day"))
    if "holiday" in day.kind or "special" in day.kind:
        wanted.append(("holiday_premium", day.kind.removesuffix("_on_rest_day")))
    for topic, kind in wanted:
        if not law.rules(topic, on, day=kind, pay_interval=interval):
            found.add(topic)
    if day.night and not law.rules(
        "night_premium", on, day="ordinary", overtime="no", pay_interval=interval
    ):
        found.add("night_premium")
    return found
