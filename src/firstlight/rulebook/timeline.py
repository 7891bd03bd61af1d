"""Time lines of law: for one place, topic, scope, unit and band, no gap, no overlap, no fall."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from itertools import pairwise

from firstlight.rulebook.law import Rule
from firstlight.rulebook.topics import MONEY


def timeline_fault(rules: Iterable[Rule]) -> tuple[Rule, str] | None:
    """Return the first rule that leaves a gap, overlaps or falls below the one before, and how.

    Rules that are only announced, or suspended, are not on the time line.
    """
    lines: dict[tuple[object, ...], list[Rule]] = defaultdict(list)
    for rule in rules:
        if rule.status in {"in_force", "repealed"}:
            scope = tuple(sorted(rule.scope.items()))
            key = (rule.jurisdiction, rule.topic, scope, rule.unit, rule.band, rule.between)
            lines[key].append(rule)
    for line in lines.values():
        line.sort(key=lambda rule: rule.effective_from)
        for rule in line:
            if rule.effective_to is not None and rule.effective_to < rule.effective_from:
                return rule, f"rule '{rule.id}' ends before it begins"
        for before, rule in pairwise(line):
            fault = _pair_fault(before, rule)
            if fault is not None:
                return rule, fault
    return None


def _pair_fault(before: Rule, rule: Rule) -> str | None:
    if before.effective_to is None or before.effective_to >= rule.effective_from:
        return f"rule '{rule.id}' overlaps '{before.id}' in time"
    if before.effective_to + timedelta(days=1) < rule.effective_from:
        return f"there is a gap in time between '{before.id}' and '{rule.id}'"
    if _comparable(before, rule) and rule.amount < before.amount and not rule.falls:
        return f"the amount of '{rule.id}' falls below '{before.id}' (is it a slip?)"
    return None


def _comparable(before: Rule, rule: Rule) -> bool:
    money = rule.topic in {"minimum_wage", "allowance"} and rule.unit in MONEY
    return money and before.currency == rule.currency
