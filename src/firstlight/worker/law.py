"""The law of a place as the lines of a page: what may be stated today, and what is missing.

Amounts and dates are written by CLDR (Babel) in the reader's language. A rule past its review date
is withheld and the page says whom to ask; a rule of tier C is never shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from firstlight.rulebook.law import Rule
from firstlight.worker.say import Say

MONEY_UNITS = {
    "hour": "per_hour", "day": "per_day", "week": "per_week", "month": "per_month",
    "year": "per_year", "piece": "per_piece",
}  # fmt: skip
TOPICS = (
    "hours_day", "hours_week", "overtime_premium", "overtime_limit", "night_premium", "rest_break",
    "rest_daily", "rest_day", "rest_day_premium", "public_holidays", "holiday_premium",
    "holiday_pay", "annual_leave", "sick_leave", "maternity_leave", "allowance", "pay_time",
    "thirteenth_month", "end_of_service", "deduction", "deduction_limit", "fee", "documents",
    "contract", "notice", "changing_employer", "leaving_country", "joining_union", "domestic_work",
    "housing", "time_limit", "penalty",
)  # fmt: skip
EXPECTED = ("minimum_wage", "hours_week", "overtime_premium", "rest_day", "annual_leave",
            "deduction", "fee", "documents", "changing_employer")  # fmt: skip
"""Topics that a worker asks for; a place without them says so."""
_COUNTED = {"minutes", "hours", "days", "weeks", "months", "years", "months_of_pay", "days_of_pay"}


class Amount(NamedTuple):
    """Money as written in the language, and the word for its unit."""

    money: str
    unit: str


class Zone(NamedTuple):
    """A part of a country with its amounts."""

    code: str
    name: str
    amounts: tuple[Amount, ...]


class Wage(NamedTuple):
    """Least wages that share who they are for, date and source; for a country or for zones."""

    amounts: tuple[Amount, ...]
    zones: tuple[Zone, ...]
    who: str
    since: str
    status: str
    source: str
    language: str | None
    checked: str


class Line(NamedTuple):
    """One rule of another topic."""

    value: str
    text: str
    language: str | None
    who: str
    since: str
    status: str
    source: str
    source_language: str | None
    checked: str


class Topic(NamedTuple):
    """A topic (key of its word) with its lines."""

    key: str
    lines: tuple[Line, ...]


class Law(NamedTuple):
    """All that a place's page says of law."""

    wages: tuple[Wage, ...]
    topics: tuple[Topic, ...]
    no_minimum: bool
    withheld: bool
    missing: str


class Reader:
    """Writes rules for readers of one language on one day."""

    def __init__(self, say: Say, on: date, zones: Mapping[str, str]) -> None:
        """`zones` names the parts of countries by code."""
        self._say, self._on, self._zones = say, on, zones
        self._locale = Locale.parse(say.tag, sep="-")

    def law(self, rules: Sequence[Rule]) -> Law:
        """Return what may be said of the rules of one country."""
        said = [rule for rule in rules if self._shown(rule)]
        wages = [rule for rule in said if rule.topic == "minimum_wage"]
        topics = tuple(
            Topic(f"topic_{topic}", tuple(self._line(rule) for rule in said if rule.topic == topic))
            for topic in TOPICS
            if any(rule.topic == topic for rule in said)
        )
        held = {rule.topic for rule in said}
        missing = [self._say.plain(f"topic_{topic}") for topic in EXPECTED if topic not in held]
        money = [rule for rule in wages if rule.unit in MONEY_UNITS]
        return Law(
            wages=self._wages(money),
            topics=topics,
            no_minimum=any(rule.unit == "none" for rule in wages),
            withheld=not money and any(self._late(rule) for rule in rules),
            missing=", ".join(missing),
        )

    def _shown(self, rule: Rule) -> bool:
        if rule.tier == "C":
            return False
        if rule.status in {"announced", "suspended"}:
            ended = rule.effective_to is not None and rule.effective_to < self._on
            return not ended and self._on <= rule.review_by
        return rule.stated(self._on)

    def _late(self, rule: Rule) -> bool:
        return rule.topic == "minimum_wage" and rule.applies(self._on) and not rule.stated(self._on)

    def _wages(self, rules: Iterable[Rule]) -> tuple[Wage, ...]:
        groups: dict[tuple[str, ...], list[Rule]] = {}
        for rule in rules:
            part = "" if len(rule.jurisdiction) == 2 and "zone" not in rule.scope else "zones"
            dates = (str(rule.effective_from), str(rule.checked_on))
            key = (part, self.who(rule), self._source(rule), rule.status, *dates)
            groups.setdefault(key, []).append(rule)
        return tuple(self._wage(key[0], held) for key, held in groups.items())

    def _wage(self, part: str, rules: list[Rule]) -> Wage:
        first = rules[0]
        zones: dict[str, list[Rule]] = {}
        for rule in rules:
            zones.setdefault(rule.scope.get("zone", rule.jurisdiction), []).append(rule)
        named = (
            Zone(code, self._zone(code), tuple(map(self.amount, held)))
            for code, held in zones.items()
        )
        return Wage(
            amounts=() if part else tuple(map(self.amount, rules)),
            zones=tuple(sorted(named, key=lambda zone: zone.name)) if part else (),
            who=self.who(first),
            since=self.day(first.effective_from),
            status="" if first.status in {"in_force", "repealed"} else first.status,
            source=self._source(first),
            language=first.instrument.language,
            checked=self.day(first.checked_on),
        )

    def _zone(self, code: str) -> str:
        return self._zones.get(code, code.replace("_", " "))

    def amount(self, rule: Rule) -> Amount:
        """Return a money value as the language writes it."""
        money = format_currency(rule.amount, rule.currency or "", locale=self._locale)
        return Amount(money, MONEY_UNITS[rule.unit])

    def number(self, value: Decimal) -> str:
        """Return a number as the language writes it."""
        return str(format_decimal(value, locale=self._locale))

    def day(self, when: date) -> str:
        """Return a date as the language writes it, in the Gregorian calendar."""
        return str(format_date(when, "long", locale=self._locale))

    def _line(self, rule: Rule) -> Line:
        plain = rule.plain.get(self._say.tag)
        text, language = (plain, self._say.tag) if plain else (rule.plain.get("en", ""), "en")
        if rule.unit == "text" and not text:
            text, language = rule.value, rule.instrument.language or "en"
        return Line(
            value=self._value(rule),
            text=text,
            language=language if language != self._say.tag else None,
            who=self.who(rule),
            since=self.day(rule.effective_from),
            status="" if rule.status in {"in_force", "repealed"} else rule.status,
            source=self._source(rule),
            source_language=rule.instrument.language,
            checked=self.day(rule.checked_on),
        )

    def _value(self, rule: Rule) -> str:
        if rule.unit == "verdict":
            return self._say.plain(f"verdict_{rule.value}")
        if rule.unit in MONEY_UNITS:
            money, unit = self.amount(rule)
            return f"{money} {self._say.plain(unit)}"
        if rule.unit in {"percent", "day_percent"}:
            return self._say.plain("unit_percent", n=self.number(rule.amount))
        if rule.unit in _COUNTED:
            return self._say.plain(f"unit_{rule.unit}", n=self.number(rule.amount))
        return ""

    def _source(self, rule: Rule) -> str:
        parts = (rule.instrument.title, rule.instrument.number, rule.instrument.article)
        return ", ".join(part for part in parts if part)

    def who(self, rule: Rule) -> str:
        """Return for whom a rule is, in words; empty for everybody."""
        return ", ".join(
            said
            for key, value in rule.scope.items()
            if key != "zone" and (said := self._scope(key, value))
        )

    def _scope(self, key: str, value: str) -> str:
        if key == "age":
            return self._range(value, "who_ages", "who_from", "who_up_to")
        if key == "employer_size":
            return self._range(value, "", "who_size_from", "who_size_up_to")
        if key == "domestic_work":
            return self._say.plain("who_household" if value == "yes" else "who_not_household")
        if key == "apprentice":
            return self._say.plain("who_apprentice") if value == "yes" else ""
        if key == "sector":
            names = [self._say.plain(f"who_{name}") for name in value.lstrip("!").split("|")]
            return ("≠ " if value.startswith("!") else "") + " / ".join(names)
        return value.replace("_", " ").replace("|", " / ")

    def _range(self, value: str, both: str, above: str, below: str) -> str:
        low, _, high = value.partition("-")
        if not (low + high).isdecimal():
            return value
        if low and high and both:
            return self._say.plain(both, low=self._int(low), high=self._int(high))
        if low and high:
            return f"{self._int(low)}–{self._int(high)}"
        return (
            self._say.plain(above, low=self._int(low))
            if low
            else self._say.plain(below, high=self._int(high))
        )

    def _int(self, value: str) -> str:
        return self.number(Decimal(value))
