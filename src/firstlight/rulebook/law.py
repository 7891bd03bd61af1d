"""A rule of law: a dated value with its instrument, and when it may be stated."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

import msgspec

from firstlight.rulebook.indicator import Filled

Tier = Literal["A", "B", "C"]
Status = Literal["announced", "in_force", "suspended", "repealed"]
Unit = Literal["hour", "day", "week", "month", "year", "piece", "percent", "hours", "days", "text"]
Place = Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$")]


class Instrument(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The text of law: title, and number, article, language and link where known."""

    title: Filled
    number: str | None = None
    article: str | None = None
    language: str | None = None
    link: str | None = None


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One dated rule of law of a place.

    `value` is a decimal as written (money in `currency` for one `unit` of time) or a text;
    `pay_basis` is the divisor that the law sets (paid hours a month), None where it sets none;
    `effective_to` is the last day, None while open. `tier`: A the instrument was read, B an
    official table, C unconfirmed. After `review_by` the rule is no longer stated as current.
    """

    id: Filled
    jurisdiction: Place
    topic: Filled
    value: Filled
    unit: Unit
    effective_from: date
    instrument: Instrument
    checked_on: date
    review_by: date
    tier: Tier
    scope: dict[str, str] = {}
    currency: Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{3}$")] | None = None
    pay_basis: Decimal | None = None
    effective_to: date | None = None
    status: Status = "in_force"
    note: str | None = None

    @property
    def amount(self) -> Decimal:
        """Return the value as a number; decimal.InvalidOperation where it is a text."""
        return Decimal(self.value)

    def applies(self, on: date) -> bool:
        """Tell whether the rule was law on that day (in force, inside its dates, not tier C)."""
        return (
            self.tier != "C"
            and self.status == "in_force"
            and self.effective_from <= on
            and (self.effective_to is None or on <= self.effective_to)
        )

    def stated(self, on: date) -> bool:
        """Tell whether the rule may be stated for that day.

        A closed period stays true for ever; an open one is withheld after its review date.
        """
        closed = self.effective_to is not None
        return self.applies(on) and (closed or on <= self.review_by)


class PlaceFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A file under `places/`: the rules of one country and of its parts."""

    country: Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2}$")]
    rules: tuple[Rule, ...]
