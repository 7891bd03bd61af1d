"""The rate of a day: the legal minimum or the pay agreed, and what an hour of it is worth.

The divisor is law, not arithmetic: it is taken from the record. Where the record has none, the
usual one is taken and the answer says so (`assumed`).
"""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

import msgspec

from firstlight.rights.case import Pay
from firstlight.rights.exact import ZERO
from firstlight.rights.pick import Law
from firstlight.rulebook.law import Rule

BasisName = Literal["minimum", "agreed"]
_ORDER = ("hour", "day", "week", "month", "year")
_DAY, _WEEK = Fraction(8), Fraction(48)  # ILO Convention 1 of 1919


class Rate(NamedTuple):
    """Pay of a day: its unit and value, an hour's worth, the hours of a day, and what it rests on.

    `rules` are ids of rules; `assumed` names divisors that are not on record. `basic` is an hour's
    worth of basic pay; where it is not `told`, the most or the least that it can be, by the mode.
    """

    unit: str
    value: Fraction
    hour: Fraction
    day_hours: Fraction
    rules: tuple[str, ...]
    assumed: tuple[str, ...]
    part_day: str | None
    basic: Fraction
    told: bool


class Divisor(NamedTuple):
    """Hours in a unit of pay, the rules that say so, and the names of what was assumed."""

    hours: Fraction
    rules: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()


class Rates(msgspec.Struct, frozen=True):
    """Gives the rate of a day on one basis, in one currency.

    `pay` is what was agreed, in order of time.
    """

    basis: BasisName
    law: Law
    pay: tuple[Pay, ...]
    currency: str

    def unit(self) -> str | None:
        """Return the unit in which the worker is paid, None where nothing was agreed."""
        return self.pay[0].unit if self.pay else None

    def at(self, on: date) -> Rate | None:
        """Return the rate of a day, None where there is none on record."""
        if self.basis == "agreed":
            pay = _agreed(self.pay, on)
            return None if pay is None else self._rate_of_pay(pay, on)
        rule = minimum(self.law, on, self.unit())
        if rule is None or rule.currency != self.currency:
            return None
        value, unit = Fraction(rule.value), rule.unit
        if unit == "year":
            value, unit = value / 12, "month"
        return self._rate(unit, value, on, rule)

    def _rate_of_pay(self, pay: Pay, on: date) -> Rate:
        return self._rate(pay.unit, Fraction(pay.amount), on, pay)

    def _rate(self, unit: str, value: Fraction, on: date, source: Rule | Pay) -> Rate:
        rule = source if isinstance(source, Rule) else None
        pay = source if isinstance(source, Pay) else None
        day = day_hours(self.law, on, pay)
        divisor = _agreed_divisor(unit, pay) or _divisor(unit, self.law, on, rule, day)
        hour = ZERO if unit == "piece" else value / divisor.hours
        own = () if rule is None else (rule.id,)
        part = None if rule is None else rule.part_day
        rules = (*own, *divisor.rules)
        basic = self._basic(source, hour, divisor)
        told = basic is not None
        if basic is None:
            basic = hour if self.law.mode == "high" else self._least_basic(on, pay, hour)
        return Rate(unit, value, hour, day.hours, rules, divisor.assumed, part, basic, told)

    @staticmethod
    def _basic(source: Rule | Pay, hour: Fraction, divisor: Divisor) -> Fraction | None:
        """Return an hour's basic pay where it is told."""
        part = source.basic_part if isinstance(source, Rule) else source.basic
        if source.unit == "piece":
            return hour
        return Fraction(part) / divisor.hours if part and source.unit != "year" else None

    def _least_basic(self, on: date, pay: Pay | None, hour: Fraction) -> Fraction:
        """Return the least that an hour's basic pay can be: that of the minimum wage, or nothing."""
        rule = None if pay is None else minimum(self.law, on, pay.unit)
        if rule is None or rule.currency != self.currency or not rule.basic_part:
            return ZERO
        return min(self._rate(rule.unit, Fraction(rule.value), on, rule).basic, hour)


def minimum(law: Law, on: date, unit: str | None) -> Rule | None:
    """Return the minimum wage rule of a day: in the unit of the pay if there is one, else by hour.

    None where no figure is on record or the law sets none.
    """
    by_unit = {
        rule.unit: rule for rule in law.rules("minimum_wage", on, pay_interval=unit or "hour")
    }
    if unit in by_unit:
        return by_unit[unit]
    return next((by_unit[name] for name in _ORDER if name in by_unit), None)


def _agreed(pay: Sequence[Pay], on: date) -> Pay | None:
    found = [one for one in pay if one.start is None or one.start <= on]
    return found[-1] if found else None


def _agreed_divisor(unit: str, pay: Pay | None) -> Divisor | None:
    """Return the hours of a week's or month's pay that the agreement names, or None."""
    told = {} if pay is None else {"week": pay.week_hours, "month": pay.month_hours}
    hours = Fraction(told.get(unit) or 0)
    return Divisor(hours) if hours else None


def day_hours(law: Law, on: date, pay: Pay | None) -> Divisor:
    """Return the hours that a day's pay is for."""
    agreed = Fraction((pay.hours if pay is not None else None) or 0)
    if agreed:
        return Divisor(agreed)
    for topic, unit in (("pay_divisor", "hours_per_day"), ("hours_day", "hours")):
        found = _by_unit(law, topic, unit, on)
        if found is not None:
            return found
    return Divisor(_DAY, (), ("hours_per_day",))


def _divisor(unit: str, law: Law, on: date, rule: Rule | None, day: Divisor) -> Divisor:
    if unit in {"hour", "piece"}:
        return Divisor(Fraction(1))
    if rule is not None and rule.pay_basis:
        return Divisor(Fraction(rule.pay_basis))
    if unit == "day":
        return day
    if unit == "week":
        found = _by_unit(law, "pay_divisor", "hours_per_week", on)
        found = found or _by_unit(law, "hours_week", "hours", on)
        return found or Divisor(_WEEK, (), ("hours_per_week",))
    return _month(law, on, day)


def _month(law: Law, on: date, day: Divisor) -> Divisor:
    """Return the hours of a month's pay, by the first divisor on record."""
    twelfth = Fraction(1, 12)
    ways = (
        ("hours_per_month", Fraction(1), False),
        ("hours_per_year", twelfth, False),
        ("days_per_month", Fraction(1), True),
        ("days_per_year", twelfth, True),
    )
    for unit, share, in_days in ways:
        found = _by_unit(law, "pay_divisor", unit, on)
        if found is not None and in_days:
            hours = found.hours * share * day.hours
            return Divisor(hours, found.rules + day.rules, day.assumed)
        if found is not None:
            return Divisor(found.hours * share, found.rules)
    for month in law.rules("minimum_wage", on):
        if month.unit == "month" and month.pay_basis:
            return Divisor(Fraction(month.pay_basis), (month.id,))
    week = _by_unit(law, "hours_week", "hours", on) or Divisor(_WEEK)
    return Divisor(week.hours * 52 / 12, week.rules, ("hours_per_month",))


def _by_unit(law: Law, topic: str, unit: str, on: date) -> Divisor | None:
    for rule in law.rules(topic, on):
        if rule.unit == unit and Fraction(rule.value) > 0:
            return Divisor(Fraction(rule.value), (rule.id,))
    return None
