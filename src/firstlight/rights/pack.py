"""The law pack: the law and the help of one country as compact JSON, for the phone's script.

```
format       "firstlight-law-1"
country      ISO 3166-1
digits       {currency: decimals}
names        {code of a part or zone: official name}
instruments  [{title, number?, article?, language?, link?}]
rules        [{id, topic, unit, from, review_by, checked_on, tier, instrument (index), and
              value, place? (absent: the country)  or  by_place {code: value},
              to?, scope?, currency?, pay_basis?, band? {above, to?, per}, between?, combine?,
              on_top?, part_day?, base?, basic_part?, with_parent?, status? (absent: in_force),
              may_change? (of a wage; absent: the day after review_by), plain?, note?, quote?}]
help         [{id, kind, name, english, lines [{number, way?, short?, free?}], hours, languages,
              when_you_call {lang: text}, verified {title, link, on}, …}]
```
Dates are ISO 8601, values and other figures decimals as text; what is absent has its default. A
rule with `by_place` stands for one rule a place, its id followed by "-" and the place. Tier C and
contacts verified more than 180 days before are left out.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec
from babel.numbers import get_currency_precision

from firstlight.rulebook.book import Rulebook
from firstlight.rulebook.law import Rule

FORMAT = "firstlight-law-1"
_PLAIN = (
    "scope",
    "currency",
    "pay_basis",
    "band",
    "between",
    "combine",
    "on_top",
    "part_day",
    "base",
    "basic_part",
    "plain",
    "note",
    "quote",
)


def law_pack(rulebook: Rulebook, country: str, *, on: date) -> dict[str, Any]:
    """Return the law pack of a country (ISO 3166-1), ready for `msgspec.json.encode`.

    `on` is the day of the build: contacts that are stale on it are left out. An unknown country
    gives a pack without rules and help.
    """
    rules = [rule for rule in rulebook.law.get(country, ()) if rule.tier != "C"]
    instruments: dict[str, int] = {}
    texts: list[Any] = []
    groups: dict[bytes, dict[str, Any]] = {}
    for rule in rules:
        _add(groups, rule, _number(rule, instruments, texts))
    fresh = [contact for contact in rulebook.contacts.get(country, ()) if contact.fresh(on)]
    return {
        "format": FORMAT,
        "country": country,
        "digits": currency_digits(rule.currency for rule in rules),
        "names": _names(rulebook, rules),
        "instruments": texts,
        "rules": [_one(group, country) for group in groups.values()],
        "help": [_lean(contact) for contact in fresh],
    }


def currency_digits(currencies: Iterable[str | None]) -> dict[str, int]:
    """Return the decimals of each currency (ISO 4217, from CLDR)."""
    codes = {code for code in currencies if code is not None}
    return {code: get_currency_precision(code) for code in sorted(codes)}


def _number(rule: Rule, instruments: dict[str, int], texts: list[Any]) -> int:
    lean = _lean(rule.instrument)
    key = msgspec.json.encode(lean, order="sorted").decode()
    if key not in instruments:
        instruments[key] = len(texts)
        texts.append(lean)
    return instruments[key]


def _add(groups: dict[bytes, dict[str, Any]], rule: Rule, instrument: int) -> None:
    """Add a rule to the group of those that differ in place and value only."""
    suffix = f"-{rule.jurisdiction}"
    grouped = rule.id.endswith(suffix)
    fields: dict[str, Any] = {
        "id": rule.id.removesuffix(suffix) if grouped else rule.id,
        "topic": rule.topic,
        "unit": rule.unit,
        "from": rule.effective_from,
        "to": rule.effective_to,
        "status": None if rule.status == "in_force" else rule.status,
        "tier": rule.tier,
        "checked_on": rule.checked_on,
        "review_by": rule.review_by,
        "may_change": rule.may_change if _early(rule) else None,
        "with_parent": None if rule.with_parent == "replaces" else rule.with_parent,
        "instrument": instrument,
    }
    fields |= {name: msgspec.to_builtins(getattr(rule, name)) for name in _PLAIN}
    lean = {name: value for name, value in fields.items() if _told(value)}
    key = msgspec.json.encode([lean, grouped or rule.jurisdiction], order="sorted")
    group = groups.setdefault(key, lean | {"by_place": {}, "grouped": grouped})
    group["by_place"][rule.jurisdiction] = rule.value


def _early(rule: Rule) -> bool:
    """Tell whether a wage may change before its review."""
    return rule.may_change is not None and rule.may_change <= rule.review_by


def _told(value: Any) -> bool:
    """Tell whether a value is worth writing: not None, False or empty. A number 0 is."""
    return value is not None and value is not False and value != {}


def _one(group: dict[str, Any], country: str) -> dict[str, Any]:
    """Return a group as written: its table of places, or its only value and place."""
    if group.pop("grouped"):
        return group
    ((place, value),) = group.pop("by_place").items()
    return group | {"value": value} | ({} if place == country else {"place": place})


def _names(rulebook: Rulebook, rules: Iterable[Rule]) -> dict[str, str]:
    codes = {rule.jurisdiction for rule in rules}
    for rule in rules:
        codes.update(rule.scope.get("zone", "").removeprefix("!").split("|"))
    return {code: rulebook.names[code] for code in sorted(codes) if code in rulebook.names}


def _lean(record: msgspec.Struct) -> dict[str, Any]:
    """Return a struct as a mapping without what is not told; dates stay, for the encoder."""
    found = msgspec.to_builtins(record)
    return _without_nothing(found)


def _without_nothing(found: dict[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in found.items() if value not in (None, {}, [])}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return _without_nothing(value)
    return [_plain(one) for one in value] if isinstance(value, list) else value
