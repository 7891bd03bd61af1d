"""Hours worked, split by the law into normal hours and overtime, day by day and week by week."""

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction

import msgspec

from firstlight.rights.case import DayKind
from firstlight.rights.days import Day
from firstlight.rights.exact import ZERO
from firstlight.rights.pick import Law, Mode
from firstlight.rulebook.law import Rule

_REST, _HOLIDAY = "rest_day_premium", "holiday_premium"
_TRIED: dict[str, tuple[tuple[str, DayKind], ...]] = {
    "ordinary": (),
    "rest_day": ((_REST, "rest_day"),),
    "holiday": ((_HOLIDAY, "holiday"),),
    "special_day": ((_HOLIDAY, "special_day"),),
    "holiday_on_rest_day": (
        (_HOLIDAY, "holiday_on_rest_day"),
        (_HOLIDAY, "holiday"),
        (_REST, "rest_day"),
    ),
    "special_day_on_rest_day": (
        (_HOLIDAY, "special_day_on_rest_day"),
        (_REST, "rest_day"),
        (_HOLIDAY, "special_day"),
    ),
}
"""For a kind of day, the topic and kind under which its premium is looked for, in turn."""


class Worked(msgspec.Struct, frozen=True):
    """A day's hours: normal, overtime, and how many of each at night.

    `kind` is the kind whose premium holds, "ordinary" where the law on record has none; `special`
    are the rules of that premium.
    """

    day: Day
    kind: DayKind
    special: tuple[Rule, ...]
    normal: Fraction
    overtime: Fraction
    night_normal: Fraction
    night_overtime: Fraction


def split_hours(days: Iterable[Day], law: Law, interval: str) -> list[Worked]:
    """Return the days with their hours split.

    Overtime is what exceeds the day's normal hours, and of the rest, in the order of the days, what
    exceeds the week's (Monday to Sunday). Days with a premium of their own do not count towards the
    week. `interval` is how the worker is paid.
    """
    worked: list[Worked] = []
    week: date | None = None
    done = ZERO
    for day in days:
        monday = day.date - timedelta(days=day.date.weekday())
        if monday != week:
            week, done = monday, ZERO
        kind, special = _special(day, law, interval)
        normal = day.hours
        limit = _limit(law, "hours_day", day.date)
        if limit is not None:
            normal = min(normal, limit)
        if kind == "ordinary":
            most = _limit(law, "hours_week", day.date)
            if most is not None:
                normal = min(normal, max(most - done, ZERO))
            done += normal
        overtime = day.hours - normal
        at_night = _night_overtime(day, normal, overtime, law.mode)
        worked.append(Worked(day, kind, special, normal, overtime, day.night - at_night, at_night))
    return worked


def _night_overtime(day: Day, normal: Fraction, overtime: Fraction, mode: Mode) -> Fraction:
    """Return how many of the night hours are overtime.

    Where it is not told, night falls on normal hours first in the low reckoning, and on overtime
    first in the high one.
    """
    least, most = max(day.night - normal, ZERO), min(day.night, overtime)
    if day.night_overtime is None:
        return least if mode == "low" else most
    return min(max(day.night_overtime, least), most)


def _special(day: Day, law: Law, interval: str) -> tuple[DayKind, tuple[Rule, ...]]:
    """Return the kind of day whose premium the law has on record, and its rules."""
    for topic, kind in _TRIED[day.kind]:
        rules = law.rules(topic, day.date, day=kind, pay_interval=interval)
        found = tuple(rule for rule in rules if rule.unit != "none")
        if found:
            return kind, found
    return "ordinary", ()


def _limit(law: Law, topic: str, on: date) -> Fraction | None:
    rule = law.rule(topic, on)
    return None if rule is None or rule.unit == "none" else Fraction(rule.value)
