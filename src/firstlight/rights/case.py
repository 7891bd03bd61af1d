"""A worker's case: where, what was agreed, which days, what was paid, taken and charged.

The shape of CASE.yaml; `docs/guide/caseworker-rights.md` explains it for caseworkers. Figures are
texts (exact decimals); a fact that is left out is not known, and the answer gives a range for it.
"""

from datetime import date
from typing import Annotated, Literal

import msgspec

from firstlight.rulebook.law import Currency, Figure, Place

Hours = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{1,2}(\.[0-9]{1,4})?$")]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEK: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DayKind = Literal[
    "ordinary",
    "rest_day",
    "holiday",
    "special_day",
    "holiday_on_rest_day",
    "special_day_on_rest_day",
]
PayUnit = Literal["hour", "day", "week", "month", "piece"]
Told = Literal["yes", "no"]
Month = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]


class Pay(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What was agreed: an amount a unit, since a day where it changed.

    Where the agreement says so: `hours` in a day, `week_hours` in a week, `month_hours` in a month
    that the amount is for; they come before the law's divisors. `basic` is how much of the amount
    is basic pay, without allowances: some laws count overtime from it alone.
    """

    amount: Figure
    unit: PayUnit
    currency: Currency
    start: date | None = msgspec.field(default=None, name="from")
    hours: Hours | None = None
    week_hours: Hours | None = None
    month_hours: Figure | None = None
    basic: Figure | None = None


class Work(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Work in a usual week from a day to a day, or on one date.

    A week: `week` hours by weekday, `night` how many of them were at night, `rest_days` the
    weekdays of rest, `holidays` and `special_days` dates in the stretch that were such days.
    A date: `hours`, and `kind`, `night_hours`, `night_overtime` (how many of those were overtime),
    `pieces`; it stands in place of the usual week.
    """

    start: date | None = msgspec.field(default=None, name="from")
    to: date | None = None
    week: dict[Weekday, Hours] = {}
    night: dict[Weekday, Hours] = {}
    rest_days: tuple[Weekday, ...] = ()
    holidays: tuple[date, ...] = ()
    special_days: tuple[date, ...] = ()
    on: date | None = msgspec.field(default=None, name="date")
    hours: Hours | None = None
    night_hours: Hours = "0"
    night_overtime: Hours | None = None
    pieces: Figure = "0"
    kind: DayKind = "ordinary"


class Paid(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Money received in hand; `month` is the month that it was for, where known."""

    amount: Figure
    month: Month | None = None
    on: date | None = None
    note: str | None = None


class Taken(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A deduction from pay: its kind, and whether the worker agreed to it in writing."""

    kind: str
    amount: Figure
    on: date
    agreed: Told | None = None
    note: str | None = None


class Charged(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A fee that the worker paid for the job; `place` is where (default: the case's place)."""

    kind: str
    amount: Figure
    currency: Currency
    on: date
    place: Place | None = None
    note: str | None = None


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One worker's case. It names nobody.

    `facts` are keys of `rulebook.topics.SCOPES` (age "27", sector, domestic_work, …); `part_time`
    "yes" has monthly pay reckoned by the hour; `provided` what the employer gave (food, housing),
    None where that is not known.
    """

    place: Place
    work: tuple[Work, ...]
    facts: dict[str, str] = {}
    pay: tuple[Pay, ...] = ()
    paid: tuple[Paid, ...] = ()
    deductions: tuple[Taken, ...] = ()
    fees: tuple[Charged, ...] = ()
    part_time: Told = "no"
    provided: tuple[str, ...] | None = None
    note: str | None = None
