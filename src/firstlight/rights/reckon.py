"""The reckoning on one basis: every day of work as items of pay, exact and not yet rounded."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from firstlight.rights.case import Case
from firstlight.rights.days import Day
from firstlight.rights.exact import ZERO
from firstlight.rights.hours import Worked, split_hours
from firstlight.rights.item import FULL, Item
from firstlight.rights.one_day import items_of
from firstlight.rights.pick import Law
from firstlight.rights.premiums import Overtime
from firstlight.rights.rates import BasisName, Rate, Rates

_KINDS = ("food", "housing", "transport", "cost_of_living")


def reckon(
    case: Case, days: Sequence[Day], law: Law, basis: BasisName, currency: str
) -> list[Item]:
    """Return the items of pay due for the days on one basis, in order of time.

    Days without a rate in that currency on that basis give none.
    """
    rates = Rates(basis, law, case.pay, currency)
    interval = rates.unit() or "hour"
    overtime = Overtime(law, interval)
    worked = split_hours(days, law, interval)
    pieces = _piece_rates(worked, rates) if interval == "piece" and basis == "agreed" else {}
    items: list[Item] = []
    for one in worked:
        rate = rates.at(one.day.date)
        segments = overtime.segments(one)
        if rate is None:
            continue
        if rate.unit == "piece":
            hour = pieces.get(_week(one.day.date), ZERO)
            rate = rate._replace(hour=hour, basic=hour)
        if rate.unit == "month" and case.part_time == "yes":
            rate = rate._replace(unit="month_by_hour")
        items += items_of(one, rate, law, interval, segments)
        if basis == "minimum":
            items += _allowances(one.day, rate, law, case, currency)
    return items


def _week(on: date) -> tuple[int, int]:
    year, week, _ = on.isocalendar()
    return year, week


def _piece_rates(worked: Sequence[Worked], rates: Rates) -> dict[tuple[int, int], Fraction]:
    """Return what an hour of piece work earned in each week: its earnings over its hours."""
    earned: dict[tuple[int, int], Fraction] = {}
    hours: dict[tuple[int, int], Fraction] = {}
    for one in worked:
        rate = rates.at(one.day.date)
        if rate is not None:
            week = _week(one.day.date)
            earned[week] = earned.get(week, ZERO) + one.day.pieces * rate.value
            hours[week] = hours.get(week, ZERO) + one.day.hours
    return {week: earned[week] / hours[week] for week in earned if hours[week]}


def _allowances(day: Day, rate: Rate, law: Law, case: Case, currency: str) -> Iterator[Item]:
    """Yield the allowances due beside the minimum, a day's share of a month's.

    One in percent is due on the month's pay.
    """
    known = case.provided is not None
    for kind in _KINDS:
        if kind in (case.provided or ()):
            continue
        given = {"provided": kind} if known else {}
        for rule in law.rules("allowance", day.date, kind=kind, pay_interval=rate.unit, **given):
            if law.mode == "low" and not known and kind in {"food", "housing"}:
                continue
            length = monthrange(day.date.year, day.date.month)[1]
            month, worked = Fraction(1, length), Fraction(day.hours > 0)
            if rule.unit == "percent" and rate.unit == "month":
                yield Item(
                    "allowance",
                    day.date,
                    month,
                    "month",
                    rate.value,
                    Fraction(rule.value),
                    (rule.id,),
                )
            shares = {"month": month, "hour": day.hours, "day": worked}
            share = shares.get(rule.unit) if rule.currency == currency else None
            if share:
                value = Fraction(rule.value)
                yield Item("allowance", day.date, share, rule.unit, value, FULL, (rule.id,))
