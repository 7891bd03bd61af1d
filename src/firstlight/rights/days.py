"""Work as told, week by week, laid out day by day."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

import msgspec

from firstlight.rights.case import WEEK, Case, DayKind, Work
from firstlight.rights.exact import ZERO

LONGEST = 366 * 20
"""Days in the longest case; more is a slip in a year."""


class CaseFault(ValueError):
    """The case cannot be reckoned: what is wrong, at which entry of which list, and the remedy."""

    def __init__(self, what: str, where: str, remedy: str) -> None:
        super().__init__(what)
        self.where, self.remedy = where, remedy


class Day(msgspec.Struct, frozen=True):
    """A day employed: hours worked (0 where none), how many at night, its kind and pieces made.

    `night_overtime` is how many of the night hours were overtime, None where not told.
    """

    date: date
    hours: Fraction
    night: Fraction = ZERO
    kind: DayKind = "ordinary"
    pieces: Fraction = ZERO
    night_overtime: Fraction | None = None

    @property
    def month(self) -> str:
        """Return the month as "2026-11"."""
        return self.date.isoformat()[:7]


def lay_out(case: Case) -> list[Day]:
    """Return the days of a case in order. Raises CaseFault for days that cannot be."""
    usual: dict[date, Day] = {}
    single: dict[date, Day] = {}
    for index, work in enumerate(case.work):
        where = f"work[{index}]"
        into = usual if work.on is None else single
        for day in _days(work, where):
            if day.date in into:
                raise CaseFault(f"{day.date} is there twice", where, "Let the entries not overlap.")
            if not ZERO <= day.night <= day.hours <= 24:
                raise CaseFault(
                    f"{day.date} has {day.hours} hours, {day.night} of them at night",
                    where,
                    "A day has at most 24 hours, and no more at night than in all.",
                )
            into[day.date] = day
    days = usual | single
    if not days or len(days) > LONGEST:
        what = "there is no work" if not days else "there are more than twenty years of work"
        raise CaseFault(what, "work", "Give entries with from, to and week, or with date.")
    return [days[on] for on in sorted(days)]


def _days(work: Work, where: str) -> Iterator[Day]:
    if work.on is not None:
        if work.hours is None or work.start or work.week:
            raise CaseFault("a date needs hours and nothing of a week", where, "Give hours.")
        hours, night = Fraction(work.hours), Fraction(work.night_hours)
        told = None if work.night_overtime is None else Fraction(work.night_overtime)
        yield Day(work.on, hours, night, work.kind, Fraction(work.pieces), told)
        return
    if work.start is None or work.to is None or work.to < work.start:
        raise CaseFault("the first and the last day are not told", where, "Give from and to.")
    if (work.to - work.start).days > LONGEST:
        raise CaseFault("it lasts more than twenty years", where, "Look at the years.")
    for step in range((work.to - work.start).days + 1):
        yield _usual(work, work.start + timedelta(days=step))


def _usual(work: Work, on: date) -> Day:
    name = WEEK[on.weekday()]
    hours, night = Fraction(work.week.get(name, "0")), Fraction(work.night.get(name, "0"))
    return Day(on, hours, night, _kind(work, on))


def _kind(work: Work, on: date) -> DayKind:
    rests = WEEK[on.weekday()] in work.rest_days
    if on in work.holidays:
        return "holiday_on_rest_day" if rests else "holiday"
    if on in work.special_days:
        return "special_day_on_rest_day" if rests else "special_day"
    return "rest_day" if rests else "ordinary"
