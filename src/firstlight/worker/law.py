"""The law of a place as the lines of a page: what may be stated today, and what is missing.

Amounts and dates are written by CLDR (Babel) in the reader's language. A rule past its review date
is withheld and the page says whom to ask; a rule of tier C is never shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

import msgspec
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal
from babel.units import format_unit

from firstlight.rights.coverage import Gap, gaps
from firstlight.rulebook.law import Rule
from firstlight.worker.parts import Part, part_names, parts_of, with_groups
from firstlight.worker.say import Say
from firstlight.worker.whom import Whom

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
_PEOPLE = {"domestic_work", "sector", "visa", "occupation", "regime", "contract"}
"""Keys of a scope that part people; the others part days, sums and reasons."""
_PLURALS = {"ar", "en", "es", "fr", "pt", "ru", "uk"}
"""Languages whose words for time change with the number: CLDR has them."""
_LENGTHS: tuple[Literal["long", "short"], ...] = ("long", "short")
_TIMES = {"minutes", "hours", "days", "weeks", "months", "years"}


class Amount(NamedTuple):
    """Money as written in the language, and the word for its unit."""

    money: str
    unit: str


class Zone(NamedTuple):
    """A part of a country with its amounts; `since` where parts of one table differ in it."""

    part: Part
    amounts: tuple[Amount, ...]
    since: str


class Wage(NamedTuple):
    """Least wages that share who they are for, date and source; for a country or for zones.

    `later`: the day from which they may be higher, "" where none is foreseen; `due`: it has come.
    """

    amounts: tuple[Amount, ...]
    zones: tuple[Zone, ...]
    who: str
    since: str
    status: str
    source: str
    language: str | None
    checked: str
    later: str
    due: bool


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
    """A topic (key of its word) with its values in short and its lines."""

    key: str
    value: str
    lines: tuple[Line, ...]


class Law(NamedTuple):
    """What a place's page says of law.

    `who`: for whom all topics are where a line tells none; `checked`: when a line that tells no day
    was read. `withheld`: the wage on record is too old to be shown; `stale`: so it is for these.
    """

    wages: tuple[Wage, ...]
    topics: tuple[Topic, ...]
    who: str
    checked: str
    no_minimum: bool
    withheld: bool
    stale: str
    missing: str


class Reader:
    """Writes rules for readers of one language on one day."""

    def __init__(self, say: Say, on: date, zones: Mapping[str, str]) -> None:
        """`zones` has the official names of parts of countries by code."""
        self._say, self._on, self._zones = say, on, part_names(zones)
        self.who = Whom(say).told
        self._locale = Locale.parse(say.tag, sep="-")

    def law(self, rules: Sequence[Rule]) -> Law:
        """Return what may be said of the rules of one country."""
        said = [rule for rule in rules if self._shown(rule)]
        wages = [rule for rule in said if rule.topic == "minimum_wage"]
        told = [rule for rule in said if rule.topic in TOPICS]
        common = _common([self.who(rule) for rule in told])
        checked = _common([self.day(rule.checked_on) for rule in told])
        topics = tuple(
            self._topic(topic, [rule for rule in said if rule.topic == topic], common, checked)
            for topic in TOPICS
            if any(rule.topic == topic for rule in said)
        )
        place = rules[0].jurisdiction[:2] if rules else ""
        open_matters = gaps(rules, self._on, place)
        lost = {part for gap in open_matters for part in gap.places}
        late = [rule for rule in rules if self._late(rule)]
        money = [rule for rule in wages if rule.unit in MONEY_UNITS]
        return Law(
            wages=self._wages(money),
            topics=topics,
            who=common,
            checked=checked,
            no_minimum=any(rule.unit == "none" for rule in wages),
            withheld=not money and bool(late),
            stale=self._stale([one for one in late if one.jurisdiction not in lost], money),
            missing=", ".join(map(self._missing, open_matters)),
        )

    def _stale(self, late: Iterable[Rule], money: Iterable[Rule]) -> str:
        """Return for whom a wage is held back, where none is shown for the same people there."""
        shown = {(rule.jurisdiction, self.who(rule)) for rule in money}
        held = [rule for rule in late if (rule.jurisdiction, self.who(rule)) not in shown]
        told = ((self._zones.get(rule.jurisdiction, ""), self.who(rule)) for rule in held)
        return " / ".join(dict.fromkeys(": ".join(filter(None, one)) for one in told if any(one)))

    def _missing(self, gap: Gap) -> str:
        """Return a matter that is not known, and where; or for whom alone it is known."""
        name = self._say.plain(f"topic_{gap.topic}")
        if gap.places:
            return f"{name} ({' / '.join(self._zones.get(place, place) for place in gap.places)})"
        known = dict.fromkeys(map(self._reached, gap.held))
        return f"{name} (≠ {' / '.join(known)})" if known and all(known) else name

    def _reached(self, rule: Rule) -> str:
        """Return the part of a country, or the people, that a rule is for."""
        if "-" in rule.jurisdiction:
            return self._zones.get(rule.jurisdiction, rule.jurisdiction)
        people = {key: told for key, told in rule.scope.items() if key in _PEOPLE}
        return self.who(msgspec.structs.replace(rule, scope=people))

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
            part = "zones" if parts_of(rule, self._zones) else ""
            since = "" if part else str(rule.effective_from)
            checked = str(rule.checked_on)
            people, source, later = self.who(rule), self._source(rule), str(rule.may_change)
            key = (part, people, source, rule.status, since, checked, later)
            groups.setdefault(key, []).append(rule)
        return tuple(self._wage(key[0], held) for key, held in groups.items())

    def _wage(self, part: str, rules: list[Rule]) -> Wage:
        first = rules[0]
        alike = len({rule.effective_from for rule in rules}) == 1
        return Wage(
            amounts=() if part else tuple(map(self.amount, rules)),
            zones=self._parts(rules, dated=not alike) if part else (),
            who=self.who(first),
            since=self.day(first.effective_from) if alike else "",
            status="" if first.status in {"in_force", "repealed"} else first.status,
            source=self._source(first),
            language=first.instrument.language,
            checked=self.day(first.checked_on),
            later=self.day(first.may_change) if first.may_change else "",
            due=first.may_change is not None and first.may_change <= self._on,
        )

    def _parts(self, rules: list[Rule], *, dated: bool) -> tuple[Zone, ...]:
        zones: dict[tuple[Part, str], list[Amount]] = {}
        for rule in rules:
            since = self.day(rule.effective_from) if dated else ""
            for part in parts_of(rule, self._zones):
                zones.setdefault((part, since), []).append(self.amount(rule))
        named = (Zone(part, tuple(held), since) for (part, since), held in zones.items())
        return tuple(sorted(named, key=lambda zone: (zone.part.group, zone.part.name)))

    def parts(self, wages: Sequence[Wage]) -> tuple[Part, ...]:
        """Return the parts of a country that its wages are told for, to choose one of them."""
        held = (zone.part for wage in wages for zone in wage.zones)
        return tuple(with_groups(held, self._zones).values())

    def _topic(self, topic: str, rules: list[Rule], common: str, checked: str) -> Topic:
        lines = tuple(
            line._replace(
                who="" if line.who == common else line.who,
                checked="" if line.checked == checked else line.checked,
            )
            for line in map(self._line, rules)
        )
        values = list(dict.fromkeys(line.value for line in lines if line.value))
        short = " · ".join(values[:2]) + (" …" if len(values) > 2 else "")
        return Topic(f"topic_{topic}", short, lines)

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
        if rule.unit in _TIMES:
            return self._time(rule.amount, rule.unit)
        if rule.unit in {"months_of_pay", "days_of_pay"}:
            time = self._time(rule.amount, rule.unit.removesuffix("_of_pay"))
            return self._say.plain("unit_pay_for", time=time)
        return ""

    def _time(self, amount: Decimal, unit: str) -> str:
        name = f"duration-{unit.removesuffix('s')}"
        for length in _LENGTHS if self._say.tag in _PLURALS else ():
            found = str(format_unit(amount, name, length=length, locale=self._locale))
            if name not in found:  # Babel lacks some patterns and then writes the unit's id
                return found
        return self._say.plain(f"unit_{unit}", n=self.number(amount))

    def _source(self, rule: Rule) -> str:
        parts = (rule.instrument.title, rule.instrument.number, rule.instrument.article)
        return ", ".join(part for part in parts if part)


def _common(told: list[str]) -> str:
    """Return for whom most rules are, where every rule says for whom it is; else nothing."""
    most = max(told, key=told.count, default="")
    return most if all(told) and told.count(most) > 1 else ""
