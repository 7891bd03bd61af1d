"""The reckoning on one basis: every day of work as items of pay, exact and not yet rounded."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

import msgspec

from firstlight.rights.case import Case
from firstlight.rights.days import Day
from firstlight.rights.exact import ZERO
from firstlight.rights.hours import Worked, split_hours
from firstlight.rights.pick import Law
from firstlight.rights.premiums import (
    FULL,
    Overtime,
    Segment,
    day_percent,
    hour_percent,
    together,
)
from firstlight.rights.rates import BasisName, Rate, Rates
from firstlight.rulebook.law import Rule


class Item(msgspec.Struct, frozen=True):
    """One entry of pay: quantity × rate × percent ÷ 100, on a day, with the rules behind it."""

    code: str
    on: date
    quantity: Fraction
    unit: str
    rate: Fraction
    percent: Fraction
    rules: tuple[str, ...]
    assumed: tuple[str, ...] = ()

    @property
    def amount(self) -> Fraction:
        """Return the exact amount."""
        return self.quantity * self.rate * self.percent / FULL


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
            rate = rate._replace(hour=pieces.get(_week(one.day.date), ZERO))
        if rate.unit == "month" and case.part_time == "yes":
            rate = rate._replace(unit="month_by_hour")
        items += _OneDay(one, rate, law, interval, segments).items()
        if basis == "minimum":
            items += _allowances(one.day, law, case, currency)
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


def _allowances(day: Day, law: Law, case: Case, currency: str) -> Iterator[Item]:
    """Yield the allowances due beside the minimum, a day's share of a month's."""
    for kind in ("food", "housing", "transport", "cost_of_living"):
        for rule in law.rules("allowance", day.date, kind=kind):
            if rule.unit not in {"month", "day", "hour"} or rule.currency != currency:
                continue
            unsure = case.provided is None and law.mode == "low" and kind in {"food", "housing"}
            if unsure or kind in (case.provided or ()):
                continue
            length = monthrange(day.date.year, day.date.month)[1]
            worked = Fraction(day.hours > 0)
            shares = {"month": Fraction(1, length), "hour": day.hours, "day": worked}
            if share := shares[rule.unit]:
                rate = Fraction(rule.value)
                yield Item("allowance", day.date, share, rule.unit, rate, FULL, (rule.id,))


class _OneDay:
    """Works out one day's items from its hours, its rate and the law."""

    def __init__(
        self, worked: Worked, rate: Rate, law: Law, interval: str, segments: list[Segment]
    ) -> None:
        self._worked, self._rate, self._law = worked, rate, law
        self._interval, self._segments = interval, segments
        self._day = worked.day

    def items(self) -> list[Item]:
        """Return the items: basic pay, premium of the day, overtime, night."""
        found = [*self._basic(), *self._unworked()]
        base = FULL
        if self._worked.special:
            special, base = self._special()
            found += special
        found += self._overtime(base)
        if self._day.night:
            found += self._night(base)
        found += self._whole_day(found)
        return [item for item in found if item.amount]

    def _item(
        self,
        code: str,
        quantity: Fraction,
        unit: str,
        percent: Fraction = FULL,
        rules: tuple[str, ...] = (),
    ) -> Item:
        rate = {"hour": self._rate.hour, "day_pay": self._rate.hour * self._rate.day_hours}
        value = rate.get(unit, self._rate.value)
        kept = self._rate.assumed if unit in rate and self._rate.unit != "hour" else ()
        return Item(
            code, self._day.date, quantity, unit, value, percent, self._rate.rules + rules, kept
        )

    def _basic(self) -> Iterator[Item]:
        """Yield the pay of normal hours on an ordinary day, or the day's share of a month."""
        normal = self._worked.normal if self._worked.kind == "ordinary" else ZERO
        match self._rate.unit:
            case "month":
                length = monthrange(self._day.date.year, self._day.date.month)[1]
                yield self._item("month", Fraction(1, length), "month")
            case "piece":
                yield self._item("pieces", self._day.pieces, "piece")
            case "day":
                yield self._item("days", min(normal / self._rate.day_hours, Fraction(1)), "day")
            case _:
                yield self._item("hours", normal, "hour")

    def _whole_day(self, found: Sequence[Item]) -> Iterator[Item]:
        """Yield what is missing to a whole day's pay where the law pays a part of a day whole.

        Where the record does not say whether it does, only the high end of the range has it.
        """
        rate, worked = self._rate, self._worked
        whole = rate.part_day == "whole" or (rate.part_day is None and self._law.mode == "high")
        if rate.unit != "day" or not whole or worked.kind != "ordinary" or not self._day.hours:
            return
        missing = rate.value - sum((item.amount for item in found), ZERO)
        if missing > 0:
            yield self._item("whole_day", missing / rate.value, "day")

    def _special(self) -> tuple[list[Item], Fraction]:
        """Return the items of a rest day or holiday, and the percent that its hours stand at."""
        worked = self._worked
        whole = day_percent(worked.special, worked.normal / self._rate.day_hours)
        if whole is not None:
            percent = Fraction(whole.value) - self._held(whole)
            return [self._item(worked.kind, Fraction(1), "day_pay", percent, (whole.id,))], FULL
        rule = hour_percent(worked.special)
        if rule is None:
            return [self._item("hours", worked.normal - self._paid_hours(), "hour")], FULL
        base = Fraction(rule.value)
        percent = base - self._held(rule)
        return [self._item(worked.kind, worked.normal, "hour", percent, (rule.id,))], base

    def _paid_hours(self) -> Fraction:
        return self._worked.normal if self._rate.unit in {"month", "piece"} else ZERO

    def _held(self, rule: Rule) -> Fraction:
        """Return the percent of a special day that basic pay already holds."""
        holiday = self._worked.kind != "rest_day"
        in_month = self._rate.unit == "month" and holiday and not rule.on_top
        return FULL if in_month or self._rate.unit == "piece" else ZERO

    def _unworked(self) -> Iterator[Item]:
        """Yield the pay of a holiday that was not worked, where pay is by the hour or the day."""
        if self._day.kind == "holiday" and not self._day.hours and self._rate.unit != "month":
            rule = self._law.rule("holiday_pay", self._day.date, pay_interval=self._interval)
            if rule is not None and rule.unit == "percent":
                percent = Fraction(rule.value)
                yield self._item("holiday_pay", Fraction(1), "day_pay", percent, (rule.id,))

    def _overtime(self, base: Fraction) -> Iterator[Item]:
        held = FULL if self._rate.unit == "piece" else ZERO
        for hours, rule in self._segments:
            if rule is None and base == FULL and self._rate.unit == "month":
                continue  # no premium on record: a month's pay may be meant for all hours
            percent = together(base, rule, "highest") - held
            rules = () if rule is None else (rule.id,)
            yield self._item("overtime", hours, "hour", percent, rules)

    def _night(self, base: Fraction) -> Iterator[Item]:
        """Yield what night adds: to normal hours, and to the last of the overtime hours."""
        rules = self._law.rules(
            "night_premium", self._day.date, day=self._worked.kind, pay_interval=self._interval
        )
        night = next((rule for rule in rules if rule.unit == "percent"), None)
        if night is None:
            return
        parts: list[tuple[Fraction, Fraction]] = [(self._worked.night_normal, base)]
        left = self._worked.night_overtime
        for hours, rule in reversed(self._segments):
            parts.append((min(hours, left), together(base, rule, "highest")))
            left -= min(hours, left)
        for hours, at in parts:
            yield self._item("night", hours, "hour", together(at, night, "add") - at, (night.id,))
