"""A rule of law: a dated value with its instrument, and when it may be stated."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Literal

import msgspec

from firstlight.rulebook.indicator import Filled, Language
from firstlight.rulebook.topics import MONEY, Unit

Tier = Literal["A", "B", "C"]
Status = Literal["announced", "in_force", "suspended", "repealed"]
Base = Literal["basic_pay", "basic_premium"]
Combine = Literal["add", "multiply", "replace", "highest"]
Place = Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3}(-[A-Z0-9]{1,8})?)?$")]
"""ISO 3166-1, ISO 3166-2, or that and an official code of a part of it ("ID-JB-3273")."""
Figure = Annotated[str, msgspec.Meta(pattern=r"^[0-9]+(\.[0-9]+)?$")]
Currency = Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{3}$")]


class Instrument(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The text of law: title, and number, article, language and link where known."""

    title: Filled
    number: str | None = None
    article: str | None = None
    language: str | None = None
    link: str | None = None


class Band(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Which hours of a kind a premium is for: from `above` up to `to`, counted anew each `per`.

    Overtime of France: above 0 to 8 hours per week 125 %, above 8 150 %. `day_share` counts in
    shares of a normal day (rest-day pay of Malaysia: above 0 to 0.5, above 0.5 to 1). `worked`, of
    overtime, counts all hours worked that day (California: above 12 200 %).
    """

    above: Figure = "0"
    to: Figure | None = None
    per: Literal["day", "week", "month", "year", "day_share", "worked"] = "week"


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One dated rule of law of a place.

    `value` is a decimal as written, or words (`rulebook.topics` says which units go with a topic).
    `pay_basis` is the number of paid hours that the law finds in one unit of a wage, None where it
    sets none; `part_day` says whether a daily wage is due whole for a shorter day.
    `effective_to` is the last day, None while open. `tier`: A the instrument was read, B an
    official table, C unconfirmed. After `review_by` the rule is no longer stated as current.
    `band`, `between` (clock times "22:00-06:00"), `combine` (how a premium goes with another on the
    same hour) and `on_top` (due on top of the periodic pay, not partly inside it) are for premiums.
    `base`: "basic_pay" where overtime is counted from basic pay, without allowances,
    "basic_premium" where the hour is paid whole and only what is above 100 percent is of basic pay;
    `basic_part` is how much of a minimum wage is basic pay.
    `with_parent`: whether the rule replaces that of the wider place or the higher of both is due.
    `uprated_every` is the number of months after which a wage is usually raised.
    `falls` confirms that an amount is truly lower than the one before. `plain` holds sentences for
    the worker by language, `quote` the words of the law.
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
    currency: Currency | None = None
    pay_basis: Decimal | None = None
    effective_to: date | None = None
    status: Status = "in_force"
    note: str | None = None
    band: Band | None = None
    between: Annotated[str, msgspec.Meta(pattern=r"^\d\d:\d\d-\d\d:\d\d$")] | None = None
    combine: Combine | None = None
    on_top: bool = False
    part_day: Literal["whole", "prorated"] | None = None
    base: Base | None = None
    basic_part: Figure | None = None
    with_parent: Literal["replaces", "highest"] = "replaces"
    falls: bool = False
    plain: dict[Language, Filled] = {}
    quote: str | None = None
    second_source: str | None = None
    uprated_every: Annotated[int, msgspec.Meta(ge=1)] | None = None

    @property
    def amount(self) -> Decimal:
        """Return the value as a number; decimal.InvalidOperation where it is a text."""
        return Decimal(self.value)

    def applies(self, on: date) -> bool:
        """Tell whether the rule was law on that day (in force, inside its dates, not tier C).

        A repealed rule was law until its last day.
        """
        return (
            self.tier != "C"
            and self.status in {"in_force", "repealed"}
            and self.effective_from <= on
            and (self.effective_to is None or on <= self.effective_to)
        )

    def stated(self, on: date) -> bool:
        """Tell whether the rule may be stated for that day.

        A closed period stays true for ever; an open one is withheld after its review date.
        """
        closed = self.effective_to is not None
        return self.applies(on) and (closed or on <= self.review_by)

    @property
    def may_change(self) -> date | None:
        """Return the day from which a wage on record may be out of date; None for other rules.

        That is when its usual time is over (`uprated_every`), at the latest after `review_by`. A
        worker is told it with the wage, since a copy of the law is kept without a network.
        """
        wage = self.topic == "minimum_wage" and self.unit in MONEY
        if not wage or self.effective_to is not None or self.tier == "C":
            return None
        late = self.review_by + timedelta(days=1)
        if self.uprated_every is None:
            return late
        years, month = divmod(self.effective_from.month - 1 + self.uprated_every, 12)
        day = min(self.effective_from.day, 28)
        return min(late, date(self.effective_from.year + years, month + 1, day))


def ancestors(place: str) -> tuple[str, ...]:
    """Return a place and the wider places that it lies in, nearest first ("ID-JB-3273", …)."""
    parts = place.split("-")
    return tuple("-".join(parts[:end]) for end in range(len(parts), 0, -1))
