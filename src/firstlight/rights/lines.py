"""Items of pay gathered into lines of a working, month by month, and rounded."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

import msgspec

from firstlight.rights.answer import Line, MonthSum
from firstlight.rights.exact import ZERO, rounded, short, written
from firstlight.rights.item import Item
from firstlight.rights.rates import BasisName

_RATE_DIGITS = 6


class Gathered(msgspec.Struct, frozen=True):
    """Items of one month that differ in day and quantity only: their sum and its rounded amount."""

    code: str
    unit: str
    rate: Fraction
    percent: Fraction
    rules: tuple[str, ...]
    assumed: tuple[str, ...]
    first: date
    last: date
    quantity: Fraction
    amount: Fraction

    def line(self, digits: int) -> Line:
        """Return the line as written."""
        return Line(
            code=self.code,
            start=self.first,
            to=self.last,
            quantity=short(self.quantity),
            unit=self.unit,
            rate=short(self.rate, _RATE_DIGITS),
            percent=short(self.percent),
            amount=written(self.amount, digits),
            rules=self.rules,
            assumed=self.assumed,
        )


class MonthPay(msgspec.Struct, frozen=True):
    """A month's gathered items on the basis that pays more, and their sum."""

    month: str
    basis: BasisName
    gathered: tuple[Gathered, ...]
    due: Fraction

    def written(self, digits: int, paid: Fraction | None) -> MonthSum:
        """Return the month as written, with what was paid for it where known."""
        return MonthSum(
            month=self.month,
            basis=self.basis,
            due=written(self.due, digits),
            lines=tuple(one.line(digits) for one in self.gathered),
            paid=None if paid is None else written(paid, digits),
        )


def by_month(bases: Sequence[tuple[BasisName, Sequence[Item]]], digits: int) -> dict[str, MonthPay]:
    """Return each month's pay on the basis that pays more; of equal ones the first given."""
    months: dict[str, MonthPay] = {}
    for basis, items in bases:
        for month, own in _months(items).items():
            gathered = gather(own, digits)
            due = sum((one.amount for one in gathered), ZERO)
            if month not in months or due > months[month].due:
                months[month] = MonthPay(month, basis, gathered, due)
    return {month: months[month] for month in sorted(months)}


def _months(items: Iterable[Item]) -> dict[str, list[Item]]:
    months: dict[str, list[Item]] = {}
    for item in items:
        months.setdefault(item.on.isoformat()[:7], []).append(item)
    return months


def gather(items: Iterable[Item], digits: int) -> tuple[Gathered, ...]:
    """Return the items gathered into lines, in order of their first day; amounts are rounded."""
    groups: dict[tuple[object, ...], list[Item]] = {}
    for item in items:
        key = (item.code, item.unit, item.rate, item.percent, item.rules, item.assumed)
        groups.setdefault(key, []).append(item)
    return tuple(_gathered(group, digits) for group in groups.values())


def _gathered(group: Sequence[Item], digits: int) -> Gathered:
    one = group[0]
    quantity = sum((item.quantity for item in group), ZERO)
    return Gathered(
        code=one.code,
        unit=one.unit,
        rate=one.rate,
        percent=one.percent,
        rules=one.rules,
        assumed=one.assumed,
        first=min(item.on for item in group),
        last=max(item.on for item in group),
        quantity=quantity,
        amount=rounded(quantity * one.rate * one.percent / 100, digits),
    )
