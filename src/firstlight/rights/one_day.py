"""One day's pay: basic pay, the premium of the day, overtime, night."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

import msgspec

from firstlight.rights.exact import ZERO
from firstlight.rights.hours import Worked
from firstlight.rights.item import FULL, Item
from firstlight.rights.pick import Law
from firstlight.rights.premiums import Segment, by_bands, day_percent, hour_segments, together
from firstlight.rights.rates import Rate
from firstlight.rulebook.law import Rule


class Stretch(msgspec.Struct, frozen=True):
    """Hours of a day that are paid alike: percent of the hourly rate in all, and by which rules.

    `code` names the line, "" where basic pay or a day's lump pays them; `held` is the percent that
    basic pay holds already; `basic` says that the percent is of basic pay only.
    """

    code: str
    hours: Fraction
    percent: Fraction
    rules: tuple[str, ...] = ()
    held: Fraction = ZERO
    overtime: bool = False
    basic: bool = False


def items_of(
    worked: Worked, rate: Rate, law: Law, interval: str, segments: Sequence[Segment]
) -> list[Item]:
    """Return the items of pay of a day. `segments` are its overtime hours with their rules."""
    day = _Day(worked, rate, law, interval)
    stretches = [*day.normal(), *day.overtime(segments)]
    found = [*day.basic(), *day.unworked(), *day.lump()]
    for one in stretches:
        if one.code:
            percent = one.percent - one.held
            unit = "basic_hour" if one.basic else "hour"
            found.append(day.item(one.code, one.hours, unit, percent, one.rules))
    found += day.night(stretches)
    found += day.whole(found)
    return [item for item in found if item.amount]


class _Day:
    def __init__(self, worked: Worked, rate: Rate, law: Law, interval: str) -> None:
        self._worked, self._rate, self._law, self._interval = worked, rate, law, interval
        self._day, self._special = worked.day, worked.special
        share = worked.normal / rate.day_hours
        self._lump = day_percent(worked.special, share) if worked.special else None

    def item(
        self,
        code: str,
        quantity: Fraction,
        unit: str,
        percent: Fraction = FULL,
        rules: tuple[str, ...] = (),
    ) -> Item:
        """Return an item at this day's rate."""
        rate = self._rate
        by_hour = {
            "hour": rate.hour,
            "basic_hour": rate.basic,
            "day_pay": rate.hour * rate.day_hours,
        }
        if unit == "basic_hour" and not rate.told:
            self._law.unsure.add("basic_pay")
        value = by_hour.get(unit, self._rate.value)
        assumed = self._rate.assumed if unit in by_hour and self._rate.unit != "hour" else ()
        ids = self._rate.rules + rules
        return Item(code, self._day.date, quantity, unit, value, percent, ids, assumed)

    def basic(self) -> Iterator[Item]:
        """Yield the pay of normal hours on an ordinary day, or the day's share of a month."""
        normal = self._worked.normal if self._worked.kind == "ordinary" else ZERO
        match self._rate.unit:
            case "month":
                length = monthrange(self._day.date.year, self._day.date.month)[1]
                yield self.item("month", Fraction(1, length), "month")
            case "piece":
                yield self.item("pieces", self._day.pieces, "piece")
            case "day":
                yield self.item("days", min(normal / self._rate.day_hours, Fraction(1)), "day")
            case _:
                yield self.item("hours", normal, "hour")

    def unworked(self) -> Iterator[Item]:
        """Yield the pay of a holiday that was not worked, where pay is by the hour or the day."""
        holiday = self._day.kind in {"holiday", "holiday_on_rest_day"}
        if holiday and not self._day.hours and self._rate.unit != "month":
            rule = self._law.rule("holiday_pay", self._day.date, pay_interval=self._interval)
            if rule is not None and rule.unit == "percent":
                percent = Fraction(rule.value)
                yield self.item("holiday_pay", Fraction(1), "day_pay", percent, (rule.id,))

    def lump(self) -> Iterator[Item]:
        """Yield what the law pays for a rest day or holiday as a whole."""
        if self._lump is not None:
            percent = Fraction(self._lump.value) - self._held(self._lump)
            yield self.item(self._worked.kind, Fraction(1), "day_pay", percent, (self._lump.id,))

    def normal(self) -> Iterator[Stretch]:
        """Yield the day's normal hours, cut at the bands of a special day's premium."""
        worked = self._worked
        if not self._special or self._lump is not None:
            yield Stretch("", worked.normal, FULL)
            return
        hours = self._day.hours if by_bands(self._special) else worked.normal
        segments = hour_segments(self._special, hours)
        for part, rule in segments or [(hours, None)]:
            if rule is None:
                yield Stretch("hours", part, FULL, (), self._held_plain())
            else:
                percent = Fraction(rule.value)
                yield Stretch(worked.kind, part, percent, (rule.id,), self._held(rule))

    def overtime(self, segments: Iterable[Segment]) -> Iterator[Stretch]:
        """Yield the day's overtime hours, unless bands of a special day hold them already."""
        if self._special and self._lump is None and by_bands(self._special):
            return
        base = self._base()
        held = FULL if self._rate.unit == "piece" else ZERO
        for hours, rule in segments:
            percent = together(base, rule, "highest")
            # No premium on record: a month's pay may be meant for all hours.
            silent = rule is None and base == FULL and self._rate.unit == "month"
            rules = () if rule is None else (rule.id,)
            code = "" if silent else "overtime"
            basic = rule is not None and bool(rule.base) and percent == Fraction(rule.value)
            yield Stretch(code, hours, percent, rules, held, overtime=True, basic=basic)

    def night(self, stretches: Sequence[Stretch]) -> Iterator[Item]:
        """Yield what night adds: to the last of the normal hours and the last of the overtime."""
        left = {False: self._worked.night_normal, True: self._worked.night_overtime}
        if not any(one.overtime for one in stretches):
            left = {False: self._day.night}
        for one in reversed(stretches):
            hours = min(one.hours, left.get(one.overtime, ZERO))
            if hours:
                left[one.overtime] -= hours
                yield from self._at_night(one, hours)

    def _at_night(self, one: Stretch, hours: Fraction) -> Iterator[Item]:
        rules = self._law.rules(
            "night_premium",
            self._day.date,
            day=self._worked.kind,
            overtime="yes" if one.overtime else "no",
            pay_interval=self._interval,
        )
        for rule in rules:
            if rule.unit == "percent":
                added = together(one.percent, rule, "add") - one.percent
                yield self.item("night", hours, "hour", added, (rule.id,))

    def whole(self, found: Iterable[Item]) -> Iterator[Item]:
        """Yield what is missing to a whole day's pay where the law pays a part of a day whole.

        Where the record does not say whether it does, only the high end of the range has it.
        """
        rate, worked = self._rate, self._worked
        due = rate.part_day == "whole" or (rate.part_day is None and self._law.mode == "high")
        if rate.unit != "day" or not due or worked.kind != "ordinary" or not self._day.hours:
            return
        missing = rate.value - sum((item.amount for item in found), ZERO)
        if missing > 0:
            yield self.item("whole_day", missing / rate.value, "day")

    def _base(self) -> Fraction:
        """Return the percent of the day on which overtime builds."""
        if not self._special or self._lump is not None:
            return FULL
        rule = next((rule for rule in self._special if rule.unit == "percent"), None)
        return FULL if rule is None else Fraction(rule.value)

    def _held(self, rule: Rule) -> Fraction:
        """Return the percent of a special day that basic pay already holds."""
        in_month = self._rate.unit == "month" and self._worked.kind != "rest_day"
        return FULL if (in_month and not rule.on_top) or self._rate.unit == "piece" else ZERO

    def _held_plain(self) -> Fraction:
        return FULL if self._rate.unit in {"month", "piece"} else ZERO
