"""What must hold for a rule of law, beyond its shape."""

import re
from decimal import Decimal

from firstlight.rulebook.law import Rule
from firstlight.rulebook.topics import MONEY, RANGES, SCOPES, TOPICS, VERDICTS, WORDS

_RANGE = re.compile(r"^(\d+-\d*|-\d+)$")
_NUMBER = re.compile(r"^[0-9]+(\.[0-9]+)?$")
_TOKEN = re.compile(r"^[a-z0-9][a-z0-9_]*$")


def rule_fault(rule: Rule) -> tuple[str, str, str] | None:
    """Return what is wrong with a rule, the field at fault and the remedy, or None."""
    for check in (_topic, _value, _scope, _state, _evidence, _premium):
        fault = check(rule)
        if fault is not None:
            return fault
    return None


def _topic(rule: Rule) -> tuple[str, str, str] | None:
    if rule.topic not in TOPICS:
        return f"'{rule.topic}' is no topic of law", "topic", "See rulebook/topics.py."
    if rule.unit not in TOPICS[rule.topic]:
        remedy = f"Use one of {', '.join(sorted(TOPICS[rule.topic]))}."
        return f"a rule on {rule.topic} is not written in '{rule.unit}'", "unit", remedy
    return None


def _value(rule: Rule) -> tuple[str, str, str] | None:
    if rule.unit == "verdict" and rule.value not in VERDICTS:
        remedy = f"Use one of {', '.join(sorted(VERDICTS))}."
        return f"'{rule.value}' is no verdict", "value", remedy
    if rule.unit == "none" and rule.value != "none":
        return "a rule without a figure has the value 'none'", "value", "Write it in the note."
    if rule.unit == "none" and not rule.note:
        return "the law sets no figure, and what applies instead is not told", "unit", "Add a note."
    if rule.unit not in WORDS and not is_number(rule.value):
        return f"'{rule.value}' is no number", "value", "Write a decimal in quotes."
    return _money(rule) if rule.unit in MONEY else None


def _money(rule: Rule) -> tuple[str, str, str] | None:
    if rule.topic == "minimum_wage" and rule.amount == 0:
        remedy = "Leave it out where it is not known; where the law sets none, the unit is 'none'."
        return f"the wage of '{rule.id}' is zero", "value", remedy
    if rule.currency is None:
        return f"the amount of '{rule.id}' has no currency", "value", "Give the currency."
    return None


def is_number(value: str) -> bool:
    """Tell whether a value is a decimal, zero or more, in plain figures."""
    return _NUMBER.match(value) is not None


def _scope(rule: Rule) -> tuple[str, str, str] | None:
    for key, value in rule.scope.items():
        if key not in SCOPES:
            return f"'{key}' is no scope", "scope", f"Use one of {', '.join(sorted(SCOPES))}."
        known = SCOPES[key]
        for option in value.removeprefix("!").split("|"):
            if key in RANGES:
                if not _RANGE.match(option):
                    return f"'{option}' is no range of {key}", "scope", "Write 21-, 18-20 or -17."
            elif not _TOKEN.match(option) or (known is not None and option not in known):
                remedy = f"Use {', '.join(sorted(known))}." if known else "Use a-z, 0-9 and _."
                return f"'{option}' is no {key}", "scope", remedy
    return None


def _state(rule: Rule) -> tuple[str, str, str] | None:
    if rule.status == "repealed" and rule.effective_to is None:
        return f"'{rule.id}' is repealed and has no last day", "status", "Give effective_to."
    if rule.status == "suspended" and not rule.note:
        return f"'{rule.id}' is suspended and does not say by whom", "status", "Add a note."
    if rule.status == "announced" and rule.effective_from <= rule.checked_on:
        remedy = "Say whether it came into force."
        return f"'{rule.id}' was to begin before it was checked", "status", remedy
    return None


def _evidence(rule: Rule) -> tuple[str, str, str] | None:
    instrument = rule.instrument
    known = instrument.link or instrument.number or any(map(str.isdigit, instrument.title))
    if rule.tier == "A" and not known:
        remedy = "Give its number or link, or a lower tier."
        return f"the instrument of '{rule.id}' cannot be looked up", "instrument", remedy
    if instrument.link and not instrument.link.startswith(("https://", "http://")):
        return f"'{instrument.link}' is no web address", "instrument", "Write it with https://."
    return None


def _premium(rule: Rule) -> tuple[str, str, str] | None:
    whole = {"overtime_premium", "rest_day_premium", "holiday_premium", "night_premium"}
    if rule.topic in whole and rule.unit == "percent" and rule.amount < 100:
        remedy = "Write the whole pay of the hour: 150 for time and a half."
        return f"a premium of {rule.value} % is less than ordinary pay", "value", remedy
    if rule.base and rule.topic != "overtime_premium":
        return f"'{rule.id}' is no rule on overtime", "base", "Leave base out."
    if rule.basic_part and not _is_part(rule, rule.basic_part):
        remedy = "It is the part of a minimum wage that is basic pay."
        return f"the basic part of '{rule.id}' is no part of it", "basic_part", remedy
    band = rule.band
    if band and band.to is not None and Decimal(band.to) <= Decimal(band.above):
        return f"the band of '{rule.id}' is empty", "band", "Let 'to' be more than 'above'."
    return None


def _is_part(rule: Rule, part: str) -> bool:
    wage = rule.topic == "minimum_wage" and rule.unit != "none"
    return wage and Decimal(part) <= rule.amount
