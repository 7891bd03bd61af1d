"""The answer to a case: what is owed, from where to where it may lie, and the whole working."""

from datetime import date
from typing import Literal

import msgspec

Part = Literal["wages", "deductions", "fees"]


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """An amount that is sure (`low`) and the most that it may be (`high`), as decimals."""

    low: str
    high: str


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the working: quantity × rate × percent ÷ 100 = amount, rounded half up.

    `code` says what it is for: hours, days, month, pieces, overtime, night, rest_day, holiday,
    special_day, holiday_pay, whole_day, allowance. `unit` is that of the quantity (hour,
    basic_hour: an hour of basic pay, day, day_pay, month, piece). `rules` are keys of the answer's
    `sources`; `assumed` names divisors that the law on record does not give.
    """

    code: str
    start: date = msgspec.field(name="from")
    to: date
    quantity: str
    unit: str
    rate: str
    percent: str
    amount: str
    rules: tuple[str, ...]
    assumed: tuple[str, ...] = ()


class MonthSum(msgspec.Struct, frozen=True, kw_only=True):
    """A month's pay: the basis that pays more, its lines, their sum, and what was paid for it."""

    month: str
    basis: Literal["minimum", "agreed"]
    due: str
    lines: tuple[Line, ...]
    paid: str | None = None


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """A deduction or a fee under the law: `back` is what must be given back.

    `verdict` is forbidden, allowed, capped, not_agreed, unclear (no rule, or on a condition).
    """

    kind: str
    on: date
    amount: str
    currency: str
    verdict: str
    back: Span
    rules: tuple[str, ...]


class Refused(msgspec.Struct, frozen=True, kw_only=True):
    """Days for which the law on record does not suffice.

    `reason`: no_rule, expired (past its review day), suspended, announced, no_minimum (the law
    sets none), other_currency.
    """

    reason: str
    start: date = msgspec.field(name="from")
    to: date
    rules: tuple[str, ...] = ()


class Cited(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that the working rests on, with its instrument.

    `may_change`: the day from which a wage may be higher than on record.
    """

    topic: str
    value: str
    unit: str
    title: str
    checked_on: date
    effective_from: date
    tier: str
    number: str | None = None
    article: str | None = None
    link: str | None = None
    currency: str | None = None
    effective_to: date | None = None
    note: str | None = None
    may_change: date | None = None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """The whole answer. `owed` is pay due less pay received and lawful deductions, never below 0.

    `due`, `paid` and `owed` are in `currency`; `fees_back` by currency. `questions` are facts that
    would make the range narrower, `lacking` topics on which no law is on record for some day that
    was worked (hours, overtime_premium, rest_day_premium, holiday_premium, night_premium): the sum
    leaves out what it may give. `assumed` names divisors that are not on record.
    """

    currency: str
    due: Span
    paid: str
    owed: Span
    months: tuple[MonthSum, ...]
    deductions: tuple[Judged, ...]
    fees: tuple[Judged, ...]
    fees_back: dict[str, Span]
    refused: tuple[Refused, ...]
    questions: tuple[str, ...]
    assumed: tuple[str, ...]
    lacking: tuple[str, ...]
    sources: dict[str, Cited]
